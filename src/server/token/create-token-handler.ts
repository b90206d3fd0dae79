import type { JWTPayload } from 'jose';
import { communicationServicesExchange } from './communication-services.js';
import type { CommunicationServices } from './communication-services.js';
import { allowedOrigin, corsHeaders, preflight } from './cors.js';
import type { AllowedOrigins } from './cors.js';
import { entraPublicCloud } from './entra.js';
import type { TokenAuthority } from './entra.js';
import { Refusal } from './refusal.js';
import type { RefusalCode } from './refusal.js';
import { teamsUserVerifier } from './verify-teams-user.js';
import type { TeamsUser } from './verify-teams-user.js';

/** Somebody asks for a token of the call service, and every check of ours has passed. */
export interface AuthorizationRequest extends TeamsUser {
  /** Everything the Entra token says. */
  readonly claims: Readonly<JWTPayload>;
  readonly request: Request;
}

/** One line for a log. It never holds a token. */
export interface TokenLogEntry {
  readonly status: number;
  /** Absent where a token was given out. */
  readonly error?: RefusalCode;
  readonly message?: string;
  /** Known once the token was checked. */
  readonly tenantId?: string;
  readonly userId?: string;
}

export interface TokenHandlerOptions {
  /** The application (client) id that people sign in to. */
  readonly clientId: string;
  /** The tenants whose users are served, by id. */
  readonly allowedTenants: readonly string[];
  /** The websites that may ask. */
  readonly allowedOrigins: AllowedOrigins;
  /** The Communication Services resource to exchange at. */
  readonly communicationServices: CommunicationServices;
  /** Who signs the users in; Entra ID in the public cloud, unless said otherwise. */
  readonly authority?: TokenAuthority;
  /** A rule of your own, asked last. Answer false to refuse. */
  readonly authorize?: (request: AuthorizationRequest) => boolean | Promise<boolean>;
  /** Called once for each answer. */
  readonly log?: (entry: TokenLogEntry) => void;
}

const longestTokenBytes = 16_384;
const largestBodyBytes = 4_096;
const bearer = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i;

/**
 * Makes the token service: a Fetch handler that exchanges a Teams user's Entra token for one of the call service.
 *
 * The page sends `POST` with `Authorization: Bearer …`; the answer is `{ token, expiresOn }`, or `{ error, message }`.
 *
 * @example
 * const handler = createTokenHandler({
 *   clientId: '…',
 *   allowedTenants: ['…'],
 *   allowedOrigins: ['https://crm.contoso.com'],
 *   communicationServices: { connectionString: process.env.COMMUNICATION_SERVICES },
 * });
 */
export function createTokenHandler(options: TokenHandlerOptions): (request: Request) => Promise<Response> {
  const { clientId, allowedTenants, allowedOrigins, communicationServices, authorize, log } = options;
  if (!clientId) throw new TypeError('createTokenHandler needs a clientId.');
  if (allowedTenants.length === 0) throw new TypeError('createTokenHandler needs at least one id in allowedTenants.');
  const verify = teamsUserVerifier({ clientId, allowedTenants, authority: options.authority ?? entraPublicCloud });
  const exchange = communicationServicesExchange(communicationServices);

  return async (request) => {
    let origin: string | undefined;
    let user: TeamsUser | undefined;
    try {
      origin = allowedOrigin(request, allowedOrigins);
      if (request.method === 'OPTIONS') return preflight(origin);
      if (request.method !== 'POST') throw new Refusal('method_not_allowed', 'Use POST.');
      await discardBody(request);
      const token = bearerToken(request);
      const verified = await verify(token);
      user = verified.user;
      if (authorize && !(await authorize({ ...user, claims: verified.claims, request }))) {
        throw new Refusal('not_authorized', 'The user may not use this service.');
      }
      const issued = await exchange({ token, clientId, userId: user.userId, signal: request.signal });
      log?.({ status: 200, ...user });
      return json(200, { token: issued.token, expiresOn: issued.expiresOn.toISOString() }, corsHeaders(origin));
    } catch (cause) {
      if (request.signal.aborted) throw cause;
      const refusal =
        cause instanceof Refusal ? cause : new Refusal('internal_error', 'The token service failed.', { cause });
      log?.({ status: refusal.status, error: refusal.code, message: refusal.message, ...user });
      return refuse(refusal, origin);
    }
  };
}

function bearerToken(request: Request): string {
  const header = request.headers.get('authorization') ?? '';
  if (header.length > longestTokenBytes) throw new Refusal('request_too_large', 'The token is too long to be one.');
  const token = bearer.exec(header)?.[1];
  if (!token) throw new Refusal('invalid_token', 'The request has no bearer token.');
  return token;
}

/** Nothing in a body is of interest: whoever asks is named by the token. An endless one is cut off. */
async function discardBody(request: Request): Promise<void> {
  const tooLarge = (): Refusal => new Refusal('request_too_large', 'The request has too large a body.');
  if (Number(request.headers.get('content-length')) > largestBodyBytes) throw tooLarge();
  if (!request.body) return;
  const reader = request.body.getReader();
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.byteLength;
    if (length <= largestBodyBytes) continue;
    await reader.cancel();
    throw tooLarge();
  }
}

function refuse(refusal: Refusal, origin: string | undefined): Response {
  return json(
    refusal.status,
    { error: refusal.code, message: refusal.message },
    {
      ...corsHeaders(origin),
      ...(refusal.status === 401 ? { 'www-authenticate': 'Bearer error="invalid_token"' } : {}),
      ...(refusal.status === 405 ? { allow: 'POST, OPTIONS' } : {}),
      ...(refusal.retryAfter === undefined ? {} : { 'retry-after': String(refusal.retryAfter) }),
    },
  );
}

function json(status: number, body: object, headers: Record<string, string>): Response {
  return Response.json(body, {
    status,
    headers: { ...headers, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
  });
}
