import { createHash } from 'node:crypto';
import type { World, WorldUser } from '../world/world.js';
import { findUser } from './directory.js';
import { consentMissing, EntraError, secondFactorRequired, unknownApplication, unknownScope } from './entra-error.js';
import type { SignIn } from './grants.js';
import { issueTokens } from './issue-tokens.js';
import type { Issuer } from './issue-tokens.js';
import { askedResources, graph, readScopes } from './scopes.js';
import type { AskedScopes } from './scopes.js';
import { secondsNow } from './signing-key.js';

type Form = URLSearchParams;

/** Exchanges an authorization code or a refresh token for tokens, or throws an `EntraError`. */
export async function redeem(
  issuer: Issuer,
  world: World,
  form: Form,
  origin: string | null,
): Promise<Readonly<Record<string, unknown>>> {
  const clientId = form.get('client_id');
  if (clientId !== world.clientId) throw unknownApplication(clientId);
  if (origin === null) {
    throw new EntraError(
      9002327,
      'invalid_request',
      "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
    );
  }
  const asked = readScopes(form.get('scope'));
  if (asked.unknown[0] !== undefined) throw unknownScope(asked.unknown[0], clientId);
  if (askedResources(asked).length > 1) {
    throw new EntraError(
      28000,
      'invalid_request',
      `Provided value for the input parameter scope is not valid because it contains more than one resource. Scope ${form.get('scope')} is not valid.`,
    );
  }
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return redeemCode(issuer, world, form, asked);
    case 'refresh_token':
      return refresh(issuer, world, form, asked);
    default:
      throw new EntraError(
        70003,
        'unsupported_grant_type',
        `The app requested an unsupported grant type '${form.get('grant_type') ?? ''}'.`,
      );
  }
}

async function redeemCode(issuer: Issuer, world: World, form: Form, asked: AskedScopes): Promise<Tokens> {
  const grant = issuer.grants.redeemCode(form.get('code') ?? '');
  if (!grant) {
    throw new EntraError(70008, 'invalid_grant', 'The provided authorization code or refresh token has expired.');
  }
  if (challengeOf(form.get('code_verifier') ?? '') !== grant.codeChallenge) {
    throw new EntraError(
      501481,
      'invalid_grant',
      'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
    );
  }
  if (form.get('redirect_uri') !== grant.redirectUri) {
    throw new EntraError(
      500112,
      'invalid_client',
      'The reply address does not match the reply address provided when requesting the authorization code.',
    );
  }
  const user = knownUser(world, grant.userId);
  requireSecondFactor(issuer, user, asked, grant);
  requireConsent(issuer, user, asked, grant.clientId);
  return issueTokens(issuer, { ...grant, user }, asked);
}

async function refresh(issuer: Issuer, world: World, form: Form, asked: AskedScopes): Promise<Tokens> {
  const grant = issuer.grants.refreshGrant(form.get('refresh_token') ?? '');
  if (!grant) {
    throw new EntraError(
      50173,
      'invalid_grant',
      'The provided grant has expired due to it being revoked, a fresh auth token is needed.',
      'bad_token',
    );
  }
  if (grant.expiresAt <= secondsNow()) {
    throw new EntraError(
      700084,
      'invalid_grant',
      'The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which cannot be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page.',
    );
  }
  const user = knownUser(world, grant.userId);
  requireSecondFactor(issuer, user, asked, grant);
  requireConsent(issuer, user, asked, grant.clientId);
  return issueTokens(
    issuer,
    { user, clientId: grant.clientId, sessionId: grant.sessionId, refreshExpiresAt: grant.expiresAt },
    asked,
  );
}

type Tokens = Readonly<Record<string, unknown>>;

function knownUser(world: World, userId: string): WorldUser {
  const user = findUser(world, userId);
  if (user) return user;
  throw new EntraError(50034, 'invalid_grant', 'The user account does not exist in the directory.');
}

function requireSecondFactor({ grants }: Issuer, user: WorldUser, asked: AskedScopes, signIn: SignIn): void {
  const [resource] = askedResources(asked);
  if (!resource || user.secondFactorFor !== (resource === graph ? 'graph' : 'communication')) return;
  if (!grants.isApproved(signIn)) throw secondFactorRequired();
}

function requireConsent({ grants }: Issuer, user: WorldUser, asked: AskedScopes, clientId: string): void {
  if (grants.missing(user.id, asked.permissions).length > 0) throw consentMissing(clientId, 'invalid_grant');
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
