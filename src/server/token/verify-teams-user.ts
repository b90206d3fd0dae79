import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import { entraAuthority, requiredScopes } from './entra.js';
import type { TokenAuthority } from './entra.js';
import { Refusal } from './refusal.js';

/** The Teams user a token was issued to. */
export interface TeamsUser {
  readonly tenantId: string;
  /** The user's object id in Entra ID. */
  readonly userId: string;
}

/** A checked token, and everything else it says. */
export interface VerifiedToken {
  readonly user: TeamsUser;
  readonly claims: Readonly<JWTPayload>;
}

interface Expectations {
  readonly clientId: string;
  readonly allowedTenants: readonly string[];
  readonly authority: TokenAuthority;
}

/** How Entra ID writes the ids of tenants, users and applications. */
export const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Clocks of servers differ a little; more than this would keep ended tokens alive. */
const clockToleranceSeconds = 5;

/** The check of a Teams user's Entra token. */
export interface TeamsUserVerifier {
  /** Answers whose token it is; rejects with a `Refusal` where it is not to be believed. */
  readonly verify: (token: string) => Promise<VerifiedToken>;
  /** Whether the keys to check with are known, or can be fetched now. */
  readonly keysAnswer: () => Promise<boolean>;
}

/**
 * Makes the check of a Teams user's Entra token. It remembers the signing keys, so make it once.
 *
 * The token comes from a browser and may be anybody's: nothing in it is believed before its signature, audience and
 * issuer are, and the user is always the one the token was issued to.
 */
export function teamsUserVerifier({ clientId, allowedTenants, authority }: Expectations): TeamsUserVerifier {
  const audiences = authority.audiences ?? entraAuthority().audiences;
  const keys = createRemoteJWKSet(new URL(authority.keysUrl), { timeoutDuration: 5_000 });
  const tenants = new Set(allowedTenants.map((id) => id.toLowerCase()));

  const verify = async (token: string): Promise<VerifiedToken> => {
    const claims = await verifySignature(token, keys, audiences);
    const tenantId = guidClaim(claims, 'tid');
    const userId = guidClaim(claims, 'oid');
    if (!tenants.has(tenantId)) throw new Refusal('tenant_not_allowed', `The tenant ${tenantId} is not served here.`);
    // An issuer of another allowed tenant is refused too: it would let one tenant speak for another one's users.
    if (!issuersOf(authority, claims, tenantId).includes(claims.iss ?? '')) {
      throw new Refusal('invalid_token', 'The token was not issued by the tenant it names.');
    }
    verifyClient(claims, clientId);
    if (claims['idtyp'] === 'app') throw new Refusal('app_only_token', 'The token is an application’s, not a user’s.');
    verifyScopes(claims);
    return { user: { tenantId, userId }, claims };
  };

  const keysAnswer = async (): Promise<boolean> => {
    if (keys.fresh) return true;
    try {
      await keys.reload();
      return true;
    } catch {
      return false; // whoever asked for the health is told; requests log the reason
    }
  };

  return { verify, keysAnswer };
}

async function verifySignature(
  token: string,
  keys: ReturnType<typeof createRemoteJWKSet>,
  audiences: readonly string[],
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      // The algorithm is never taken from the token: `none`, or the public key used as a secret, must not pass.
      algorithms: ['RS256'],
      audience: [...audiences],
      clockTolerance: clockToleranceSeconds,
      requiredClaims: ['exp', 'iss', 'tid', 'oid'],
    });
    return payload;
  } catch (cause) {
    if (cause instanceof errors.JWTExpired) throw new Refusal('token_expired', 'The token has expired.', { cause });
    if (isAboutToken(cause)) throw new Refusal('invalid_token', `The token is not valid: ${cause.message}.`, { cause });
    throw new Refusal('keys_unavailable', 'The keys to check tokens with could not be loaded.', {
      cause,
      retryAfter: 5,
    });
  }
}

/** What remains are failures to fetch or read the key set: not the caller's fault. */
function isAboutToken(cause: unknown): cause is errors.JOSEError {
  return (
    cause instanceof errors.JWTClaimValidationFailed ||
    cause instanceof errors.JWTInvalid ||
    cause instanceof errors.JWSInvalid ||
    cause instanceof errors.JWSSignatureVerificationFailed ||
    cause instanceof errors.JOSEAlgNotAllowed ||
    cause instanceof errors.JOSENotSupported ||
    cause instanceof errors.JWKSNoMatchingKey ||
    cause instanceof errors.JWKSMultipleMatchingKeys
  );
}

function guidClaim(claims: JWTPayload, name: string): string {
  const value = claims[name];
  if (typeof value !== 'string' || !guid.test(value)) {
    throw new Refusal('invalid_token', `The token’s "${name}" is not an id.`);
  }
  return value.toLowerCase();
}

/** A tenant id may be spelled in capitals; the issuer then is as well. */
function issuersOf(authority: TokenAuthority, claims: JWTPayload, tenantId: string): readonly string[] {
  return [...authority.issuers(tenantId), ...authority.issuers(String(claims['tid']))];
}

/** Entra's two token formats name the client `azp` and `appid`; whichever is there has to be ours. */
function verifyClient(claims: JWTPayload, clientId: string): void {
  const named = [claims['azp'], claims['appid']].filter((value) => value !== undefined);
  const ours = named.every((value) => typeof value === 'string' && value.toLowerCase() === clientId.toLowerCase());
  if (named.length === 0 || !ours) {
    throw new Refusal('client_not_allowed', 'The token was issued to another application.');
  }
}

function verifyScopes(claims: JWTPayload): void {
  const granted = typeof claims['scp'] === 'string' ? claims['scp'].split(' ') : [];
  const missing = requiredScopes.filter((scope) => !granted.includes(scope));
  if (missing.length > 0) {
    throw new Refusal('insufficient_scope', `The token lacks the permission ${missing.join(' and ')}.`);
  }
}
