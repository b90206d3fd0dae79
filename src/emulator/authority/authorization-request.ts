import { isLoopbackUrl } from '../host/loopback.js';
import type { World } from '../world/world.js';
import { EntraError, unknownApplication, unknownScope } from './entra-error.js';
import { readScopes } from './scopes.js';
import type { AskedScopes } from './scopes.js';

/** What a page asks the authority for, as far as the answer can be sent back to it. */
export interface AuthorizationRequest {
  readonly query: URLSearchParams;
  readonly redirectUri: string;
}

/** What to give out when the user agrees. */
export interface AskedCode {
  readonly asked: AskedScopes;
  readonly codeChallenge: string;
  readonly nonce: string | undefined;
}

/** Checks who asks. What fails here is told on a page, because nothing may be sent to an unknown address. */
export function authorizationRequest(query: URLSearchParams, world: World): AuthorizationRequest {
  if (query.get('client_id') !== world.clientId) throw unknownApplication(query.get('client_id'));
  const redirectUri = query.get('redirect_uri') ?? '';
  // The local Teams knows no list of redirect URIs: any page of this machine may ask, and no other.
  if (!isLoopbackUrl(redirectUri) || redirectUri.includes('#')) {
    throw new EntraError(
      50011,
      'invalid_request',
      `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${world.clientId}'. The local Teams accepts http and https addresses of this machine.`,
    );
  }
  return { query, redirectUri };
}

/** Checks what is asked for. What fails here is told to the page. */
export function askedCode({ query }: AuthorizationRequest, world: World): AskedCode {
  if (query.get('response_type') !== 'code') {
    throw new EntraError(
      700054,
      'unsupported_response_type',
      `response_type '${query.get('response_type') ?? ''}' is not enabled for the application.`,
    );
  }
  const codeChallenge = query.get('code_challenge');
  if (!codeChallenge || query.get('code_challenge_method') !== 'S256') {
    throw new EntraError(
      9002325,
      'invalid_request',
      'Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
    );
  }
  const asked = readScopes(query.get('scope'));
  if (asked.unknown[0] !== undefined) throw unknownScope(asked.unknown[0], world.clientId);
  return { asked, codeChallenge, nonce: query.get('nonce') ?? undefined };
}

/** The way back to the page, with an answer in the fragment or in the query as it asked. */
export function redirectUrl(
  { query, redirectUri }: AuthorizationRequest,
  answer: Readonly<Record<string, string | undefined>>,
): string {
  const given = Object.entries({ ...answer, state: query.get('state') ?? undefined });
  const parameters = new URLSearchParams(
    given.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  if (query.get('response_mode') !== 'query') return `${redirectUri}#${parameters}`;
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${parameters}`;
}

/** The way back to the page with an error. */
export function errorUrl(request: AuthorizationRequest, error: EntraError): string {
  return redirectUrl(request, {
    error: error.error,
    error_description: error.description,
    suberror: error.suberror,
    claims: error.claims,
    error_uri: `https://login.microsoftonline.com/error?code=${error.number}`,
  });
}

/** The way back to the page for somebody who changed their mind. */
export function cancelUrl(request: AuthorizationRequest): string {
  return redirectUrl(request, {
    error: 'access_denied',
    error_subcode: 'cancel',
    error_description: 'AADSTS65004: User declined to consent to access the app.',
  });
}
