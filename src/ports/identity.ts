import type { Feature } from '../model/permissions.js';
import type { User } from '../model/person.js';

/** Who signed in, as far as the sign-in itself says. */
export type Account = Pick<User, 'id' | 'tenantId' | 'displayName' | 'userPrincipalName'>;

/** How a person is asked. */
export interface AskOptions {
  readonly signal?: AbortSignal | undefined;
  /** The page must not be left for it: a call is on. Default: false. */
  readonly stay?: boolean;
}

export interface TokenOptions {
  /** Whether a token from a cache will not do. Default: false. */
  readonly renew?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Whose it has to be, by object id. Default: whoever is signed in. */
  readonly userId?: string | undefined;
}

/** How the session signs people in. Everything rejects with a `TeamsError`. */
export interface IdentityPort {
  /** Signs in without any window, if that is possible: from the cache, from the answer that a redirect came back with, or silently where a hint says whom. */
  restore(signal?: AbortSignal): Promise<Account | undefined>;
  /** Signs in with a person at a window. Must be called from a click. Consent is asked for the named features at once. */
  signIn(features: readonly Feature[], options?: AskOptions): Promise<Account>;
  /** Asks whoever is signed in to allow these features. Must be called from a click. */
  consent(features: readonly Feature[], options?: AskOptions): Promise<void>;
  /** Forgets the account and what was stored for it. */
  signOut(): Promise<void>;
  /** An access token. Never opens a window: rejects with `sign-in-required` or `consent-required` instead. */
  token(feature: Feature, options?: TokenOptions): Promise<string>;
  /**
   * Tells of accounts that came or went without our asking: a sign-in that came after `signIn` had been given up,
   * somebody who signed in or out in another tab or by the page itself. Returns a function that stops it.
   */
  followAccount(follower: (account: Account | undefined) => void): () => void;
}
