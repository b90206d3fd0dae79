import type { Feature } from './permissions.js';

/** What the page's own token function is asked for. */
export interface AccessTokenRequest {
  /** What the token is for. */
  readonly feature: Feature;
  /** The scopes it has to carry, as Entra ID is asked for them. */
  readonly scopes: readonly string[];
  /** Whether a token from a cache will not do: the one before was refused, or is about to end. */
  readonly renew: boolean;
  /** Whether a person has just clicked, so that a window may be opened. Without it: silently or not at all. */
  readonly interactive: boolean;
}

/** Gives an Entra ID access token of the person who is signed in to the page. Rejects where there is none. */
export type GetAccessToken = (request: AccessTokenRequest) => Promise<string>;

/** What a page that signs people in by itself gives us, with `sign-in="host"`: one of the two. */
export interface HostSignIn {
  /** The page's own `PublicClientApplication` of MSAL, initialized. */
  readonly publicClientApplication?: object | undefined;
  /** The page's own source of access tokens. */
  readonly getAccessToken?: GetAccessToken | undefined;
}
