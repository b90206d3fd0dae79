import type { Account } from '../../ports/identity.js';

/** What a token says of itself. Read to know what to show and when to ask again; trusted by nobody, proven nowhere. */
export interface TokenClaims {
  /** When it ends, in milliseconds since 1970. */
  readonly endsAt: number | undefined;
  /** Whose it is; undefined where it does not say both person and tenant. */
  readonly account: Account | undefined;
}

/** Reads a token as far as it can be read: those for Graph need not be readable at all. */
export function readToken(token: string): TokenClaims {
  const claims = payloadOf(token);
  const text = (name: string): string | undefined => {
    const value = claims[name];
    return typeof value === 'string' && value ? value : undefined;
  };
  const id = text('oid')?.toLowerCase();
  const tenantId = text('tid')?.toLowerCase();
  const userPrincipalName = text('preferred_username') ?? text('upn') ?? text('unique_name');
  const exp = claims['exp'];
  return {
    endsAt: typeof exp === 'number' ? exp * 1_000 : undefined,
    account:
      id && tenantId
        ? { id, tenantId, userPrincipalName, displayName: text('name') ?? userPrincipalName ?? id }
        : undefined,
  };
}

function payloadOf(token: string): Readonly<Record<string, unknown>> {
  const [, payload = ''] = token.split('.');
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
      char.charCodeAt(0),
    );
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims === 'object' && claims !== null ? { ...claims } : {};
  } catch {
    return {}; // encrypted, or no such token: whoever needs it to be readable says so
  }
}
