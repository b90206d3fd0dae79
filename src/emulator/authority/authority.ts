import { isLoopbackUrl } from '../host/loopback.js';
import type { World } from '../world/world.js';
import { authorityTenant } from './directory.js';
import { EntraError } from './entra-error.js';
import { Grants } from './grants.js';
import type { Issuer } from './issue-tokens.js';
import { openIdConfiguration } from './metadata.js';
import { signedOutPage } from './pages.js';
import { approve, authorize, consent, pick } from './sign-in.js';
import type { SignInPlace } from './sign-in.js';
import type { SigningKey } from './signing-key.js';
import { redeem } from './token-endpoint.js';

export interface AuthorityOptions {
  /** Where the emulator answers, such as `http://localhost:4100`. */
  readonly url: string;
  readonly world: () => World;
  readonly key: SigningKey;
  readonly tokenLifetimeSeconds: () => number;
}

/** The sign-in authority: what Entra ID is to the pages of this machine. */
export interface Authority {
  /** Answers a request below `/{tenant}/`, or says by undefined that it is none of the authority's. */
  answer(request: Request): Promise<Response | undefined>;
  /** Forgets who is signed in and what they consented to, and ends every refresh token. */
  reset(): void;
}

export function createAuthority(options: AuthorityOptions): Authority {
  const grants = new Grants();
  const issuer: Issuer = { ...options, grants };
  // Cookies do not know ports: two emulators must not share their sign-ins.
  const cookieName = `teams-emulator-${new URL(options.url).port}`;
  const remember = (cookie: string): string => `${cookieName}=${cookie}; Path=/; HttpOnly; SameSite=Lax`;

  return {
    async answer(request) {
      const url = new URL(request.url);
      const [, segment = '', ...rest] = url.pathname.split('/');
      const endpoint = `${request.method} /${rest.join('/')}`;
      if (!endpoints.has(endpoint)) return undefined;
      const world = options.world();
      const tenant = authorityTenant(world, segment);
      if (!tenant) return json(400, unknownTenant(segment));
      const cookie = cookieOf(request, cookieName);
      const place: SignInPlace = { world, grants, segment, tenant, cookie };

      switch (endpoint) {
        case 'GET /v2.0/.well-known/openid-configuration':
          return json(200, openIdConfiguration(options.url, segment));
        case 'GET /discovery/v2.0/keys':
          return json(200, { keys: [options.key.jwk] });
        case 'GET /oauth2/v2.0/authorize':
          return authorize(place, url.searchParams);
        case 'POST /oauth2/v2.0/authorize':
          return authorize(place, await formOf(request));
        case 'POST /login':
          return pick(place, await formOf(request), remember);
        case 'POST /consent':
          return consent(place, await formOf(request));
        case 'POST /approve':
          return approve(place, await formOf(request));
        case 'POST /oauth2/v2.0/token':
          return tokens(issuer, world, request);
        default:
          grants.signOut(cookie);
          return signedOut(url.searchParams, cookieName);
      }
    },
    reset: () => grants.clear(),
  };
}

const endpoints = new Set([
  'GET /v2.0/.well-known/openid-configuration',
  'GET /discovery/v2.0/keys',
  'GET /oauth2/v2.0/authorize',
  'POST /oauth2/v2.0/authorize',
  'POST /login',
  'POST /consent',
  'POST /approve',
  'POST /oauth2/v2.0/token',
  'GET /oauth2/v2.0/logout',
]);

async function tokens(issuer: Issuer, world: World, request: Request): Promise<Response> {
  try {
    return json(200, await redeem(issuer, world, await formOf(request), request.headers.get('origin')));
  } catch (error) {
    if (error instanceof EntraError) return json(400, error);
    throw error;
  }
}

function signedOut(query: URLSearchParams, cookieName: string): Response {
  const back = query.get('post_logout_redirect_uri');
  const forget = `${cookieName}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`;
  if (back === null || !isLoopbackUrl(back)) {
    const response = signedOutPage();
    response.headers.append('set-cookie', forget);
    return response;
  }
  const location = new URL(back);
  const state = query.get('state');
  if (state !== null) location.searchParams.set('state', state);
  return new Response(null, { status: 303, headers: { location: location.href, 'set-cookie': forget } });
}

function unknownTenant(segment: string): EntraError {
  return new EntraError(
    90002,
    'invalid_tenant',
    `Tenant '${segment}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
  );
}

function cookieOf(request: Request, name: string): string | undefined {
  const pairs = (request.headers.get('cookie') ?? '').split(/;\s*/);
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

async function formOf(request: Request): Promise<URLSearchParams> {
  return new URLSearchParams(await request.text());
}

function json(status: number, body: object): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}
