import { randomBytes, randomUUID } from 'node:crypto';
import { secondsNow } from './signing-key.js';
import { spelled } from './scopes.js';
import type { Permission, Resource } from './scopes.js';

/** Somebody is signed in, in one browser. */
export interface SignIn {
  readonly userId: string;
  /** Entra's `sid`. */
  readonly sessionId: string;
}

/** What an authorization code stands for. */
export interface CodeGrant extends SignIn {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly codeChallenge: string;
  readonly nonce: string | undefined;
}

/** What a refresh token stands for. */
export interface RefreshGrant extends SignIn {
  readonly clientId: string;
  /** In seconds since 1970. Refresh tokens of pages end a day after the sign-in, however often they are renewed. */
  readonly expiresAt: number;
}

const codeLifetimeSeconds = 60;
const refreshLifetimeSeconds = 24 * 60 * 60;

/** Everything the authority remembers: who is signed in, what they consented to, what was given out. */
export class Grants {
  readonly #signIns = new Map<string, SignIn>();
  readonly #consents = new Map<string, Map<string, Permission>>();
  readonly #codes = new Map<string, { readonly grant: CodeGrant; readonly expiresAt: number }>();
  readonly #refreshTokens = new Map<string, RefreshGrant>();
  readonly #approved = new Set<string>();

  /** Signs somebody in and returns what the browser's cookie holds. */
  signIn(userId: string): string {
    const cookie = secret();
    this.#signIns.set(cookie, { userId, sessionId: randomUUID() });
    return cookie;
  }

  signedIn(cookie: string | undefined): SignIn | undefined {
    return cookie === undefined ? undefined : this.#signIns.get(cookie);
  }

  signOut(cookie: string | undefined): void {
    if (cookie !== undefined) this.#signIns.delete(cookie);
  }

  /** The person has proven by a second factor who they are, for as long as they are signed in. */
  approve({ sessionId }: SignIn): void {
    this.#approved.add(sessionId);
  }

  isApproved({ sessionId }: SignIn): boolean {
    return this.#approved.has(sessionId);
  }

  consent(userId: string, permissions: readonly Permission[]): void {
    const granted = this.#consents.get(userId) ?? new Map<string, Permission>();
    for (const permission of permissions) granted.set(spelled(permission), permission);
    this.#consents.set(userId, granted);
  }

  consented(userId: string, resource: Resource): readonly Permission[] {
    return [...(this.#consents.get(userId)?.values() ?? [])].filter((permission) => permission.resource === resource);
  }

  /** Those of the permissions that the user has not consented to. */
  missing(userId: string, permissions: readonly Permission[]): readonly Permission[] {
    return permissions.filter((permission) => !this.#consents.get(userId)?.has(spelled(permission)));
  }

  issueCode(grant: CodeGrant): string {
    const code = `0.${secret()}`;
    this.#codes.set(code, { grant, expiresAt: secondsNow() + codeLifetimeSeconds });
    return code;
  }

  /** A code works once, and not for long. */
  redeemCode(code: string): CodeGrant | undefined {
    const issued = this.#codes.get(code);
    this.#codes.delete(code);
    return issued && issued.expiresAt >= secondsNow() ? issued.grant : undefined;
  }

  issueRefreshToken(
    grant: SignIn & { readonly clientId: string },
    expiresAt: number | undefined,
  ): { readonly token: string; readonly expiresAt: number } {
    const token = `1.${secret()}`;
    const issued = {
      userId: grant.userId,
      sessionId: grant.sessionId,
      clientId: grant.clientId,
      expiresAt: expiresAt ?? secondsNow() + refreshLifetimeSeconds,
    };
    this.#refreshTokens.set(token, issued);
    return { token, expiresAt: issued.expiresAt };
  }

  /** Using one does not end it: as in Entra, the page gets a new one each time and forgets the old. */
  refreshGrant(token: string): RefreshGrant | undefined {
    return this.#refreshTokens.get(token);
  }

  /** Nobody is signed in, nobody has consented, and no code or refresh token given out before works any more. */
  clear(): void {
    this.#signIns.clear();
    this.#consents.clear();
    this.#codes.clear();
    this.#refreshTokens.clear();
    this.#approved.clear();
  }
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}
