import type { User } from '../model/person.js';

/** Who signed in, as far as the sign-in itself says. */
export type Account = Pick<User, 'id' | 'tenantId' | 'displayName' | 'userPrincipalName'>;

/** What a token is for: each kind is one resource in Entra ID. */
export type TokenPurpose = 'calling' | 'graph';

/** How the session signs people in. Everything rejects with a `TeamsError`. */
export interface IdentityPort {
  /** Signs in without any window, if that is possible: from the cache, or silently where a hint says whom. */
  restore(signal?: AbortSignal): Promise<Account | undefined>;
  /** Signs in with a window. Must be called from a click. Consent for every purpose is asked for at once. */
  signIn(signal?: AbortSignal): Promise<Account>;
  /** Forgets the account and what was stored for it. */
  signOut(): Promise<void>;
  /** An access token. Never opens a window: rejects with `sign-in-required` or `consent-required` instead. */
  token(purpose: TokenPurpose, options?: { readonly renew?: boolean; readonly signal?: AbortSignal }): Promise<string>;
  /** Tells of a sign-in that came after `signIn` had already been given up. Returns a function that stops it. */
  followLateSignIn(follower: (account: Account) => void): () => void;
}
