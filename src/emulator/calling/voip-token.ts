import { CallingError } from './calling-error.js';

interface Claims {
  readonly skypeid?: unknown;
  readonly acsScope?: unknown;
  readonly resourceId?: unknown;
}

/**
 * Whom a Communication Services token belongs to, as a raw identifier. The calling module reads the token as the SDK
 * does, and gives the SDK's errors; whether the signature is good, the hub says.
 */
export function teamsUserOf(token: string): string {
  const parts = token.split('.');
  if (parts.length === 5) throw new CallingError(401, 44117, 'The token is encrypted and cannot be read.');
  const { skypeid, acsScope, resourceId } = claimsOf(parts);
  const scopes = typeof acsScope === 'string' ? acsScope.split(/[ ,]/) : [];
  if (!scopes.includes('voip')) throw new CallingError(401, 44113, 'The token has no voip scope.');
  if (typeof skypeid !== 'string' || !skypeid.startsWith('orgid:')) {
    // A token that is nobody's is first of all asked for the resource that it came from.
    if (resourceId === undefined) throw new CallingError(401, 44115, 'The token names no resource.');
    throw new CallingError(403, 40231, 'TeamsCallAgent must be created only with a Teams token.');
  }
  return `8:${skypeid}`;
}

function claimsOf(parts: readonly string[]): Claims {
  const [, payload] = parts;
  try {
    if (parts.length !== 3 || payload === undefined) throw new SyntaxError('A JWT has three parts.');
    const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')));
    if (typeof claims !== 'object' || claims === null) throw new SyntaxError('The payload is not an object.');
    return claims;
  } catch (cause) {
    throw new CallingError(401, 44111, 'The token is not a JWT that can be decoded.', { cause });
  }
}
