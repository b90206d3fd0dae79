import { errors } from 'jose';
import { findUser } from '../authority/directory.js';
import { graph } from '../authority/scopes.js';
import type { SigningKey } from '../authority/signing-key.js';
import type { World, WorldUser } from '../world/world.js';
import { GraphError } from './graph-error.js';

/** Who asks, and what they consented to. */
export interface Caller {
  readonly user: WorldUser;
  readonly scopes: readonly string[];
}

/** Whose token a request carries, or a 401 as Graph answers it. */
export async function readCaller(headers: Headers, world: World, key: SigningKey): Promise<Caller> {
  const token = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
  if (!token) throw invalidToken('Access token is empty.');
  const claims = await key.verify(token, graph.applicationId).catch((cause: unknown) => {
    throw invalidToken(sentenceFor(cause));
  });
  const user = typeof claims['oid'] === 'string' ? findUser(world, claims['oid']) : undefined;
  if (!user || user.tenantId !== claims['tid']) throw invalidToken('The user of the access token does not exist.');
  return { user, scopes: typeof claims['scp'] === 'string' ? claims['scp'].split(' ') : [] };
}

function invalidToken(message: string): GraphError {
  return new GraphError(401, 'InvalidAuthenticationToken', message);
}

function sentenceFor(cause: unknown): string {
  if (cause instanceof errors.JWTExpired) return 'Lifetime validation failed, the token is expired.';
  if (cause instanceof errors.JWTClaimValidationFailed && cause.claim === 'aud') {
    return 'Access token validation failure. Invalid audience.';
  }
  return 'Access token validation failure.';
}
