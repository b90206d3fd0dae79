import type { JWTPayload } from 'jose';
import type { Cloud } from '../../model/cloud.js';
import { toFetchHandler } from '../plain.js';
import type { PlainAnswer, PlainRequest } from '../plain.js';
import { json, refuse } from './answer.js';
import { communicationServicesExchange } from './communication-services.js';
import type { CommunicationServices } from './communication-services.js';
import { allowedOrigin, checkOrigins, corsHeaders, preflight } from './cors.js';
import type { AllowedOrigins } from './cors.js';
import { entraAuthority } from './entra.js';
import type { TokenAuthority } from './entra.js';
import { healthAnswers } from './health.js';
import { rateLimiter } from './rate-limit/rate-limiter.js';
import type { RateLimit } from './rate-limit/rate-limiter.js';
import { bearerToken, discardBody } from './read-request.js';
import { Refusal } from './refusal.js';
import { noteIn, reasonOf, requestIdOf, sentenceOf } from './token-log.js';
import type { TokenLogEntry } from './token-log.js';
import { guid, teamsUserVerifier } from './verify-teams-user.js';
import type { TeamsUser } from './verify-teams-user.js';

/** Somebody asks for a token of the call service, and every check of ours has passed. */
export interface AuthorizationRequest extends TeamsUser {
  /** Everything the Entra token says. */
  readonly claims: Readonly<JWTPayload>;
  readonly request: Request;
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
  /** Which of Microsoft's clouds the users sign in to; the public one, unless said otherwise. */
  readonly cloud?: Cloud;
  /** Who signs the users in, where it is none of Microsoft's clouds: an emulator. */
  readonly authority?: TokenAuthority;
  /** How often one user may ask: 30 times a minute, counted in memory, unless said otherwise. False is as often as they like. */
  readonly rateLimit?: RateLimit | false;
  /** A rule of your own, asked last. Answer false to refuse. */
  readonly authorize?: (request: AuthorizationRequest) => boolean | Promise<boolean>;
  /** Called once for each answer, but for those about the service's health. */
  readonly log?: (entry: TokenLogEntry) => void;
}

/** What is known of a request so far; all of it goes into the log. */
interface Progress {
  origin?: string | undefined;
  user?: TeamsUser;
  rateLimitFailure?: string;
}

/**
 * Makes the token service: a Fetch handler that exchanges a Teams user's Entra token for one of the call service.
 *
 * The page sends `POST` with `Authorization: Bearer …`; the answer is `{ token, expiresOn }`, or `{ error, message }`.
 * `GET …/health` and `GET …/health/ready` tell an orchestrator how it is.
 *
 * @example
 * const handler = createTokenHandler({
 *   clientId: '…',
 *   allowedTenants: ['…'],
 *   allowedOrigins: ['https://crm.contoso.com'],
 *   communicationServices: { connectionString: process.env.COMMUNICATION_SERVICES_CONNECTION_STRING },
 * });
 */
export function createTokenHandler(options: TokenHandlerOptions): (request: Request) => Promise<Response> {
  const { clientId, allowedTenants, allowedOrigins, communicationServices, cloud, authorize } = options;
  if (!clientId) throw new TypeError('createTokenHandler needs a clientId.');
  if (allowedTenants.length === 0) throw new TypeError('createTokenHandler needs at least one id in allowedTenants.');
  for (const id of allowedTenants) {
    if (!guid.test(id)) throw new TypeError(`"${id}" in allowedTenants is no tenant’s id: it takes ids, not domains.`);
  }
  checkOrigins(allowedOrigins);
  const { verify, keysAnswer } = teamsUserVerifier({
    clientId,
    allowedTenants,
    authority: options.authority ?? entraAuthority(cloud),
  });
  const exchange = communicationServicesExchange(communicationServices);
  const limiter = options.rateLimit === false ? undefined : rateLimiter(options.rateLimit);
  const note = noteIn(options.log);
  const health = healthAnswers({ keys: keysAnswer, ...(limiter ? { rateLimit: limiter.storeAnswers } : {}) });

  const limit = async (user: TeamsUser, progress: Progress): Promise<void> => {
    if (!limiter) return;
    const { retryAfter, storeFailure } = await limiter.admit(`${user.tenantId}:${user.userId}`);
    if (storeFailure !== undefined) progress.rateLimitFailure = sentenceOf(storeFailure);
    if (retryAfter === undefined) return;
    throw new Refusal('too_many_requests', `The user asks too often. Try again in ${retryAfter} s.`, { retryAfter });
  };

  const answer = async (
    request: PlainRequest,
    progress: Progress,
    headers: Record<string, string>,
  ): Promise<PlainAnswer> => {
    const origin = allowedOrigin(request, allowedOrigins);
    progress.origin = origin;
    if (request.method === 'OPTIONS') return preflight(origin);
    if (request.method !== 'POST') throw new Refusal('method_not_allowed', 'Use POST.');
    await discardBody(request);
    const token = bearerToken(request);
    const { user, claims } = await verify(token);
    progress.user = user;
    await limit(user, progress);
    if (authorize && !(await authorize(authorization(user, claims, request)))) {
      throw new Refusal('not_authorized', 'The user may not use this service.');
    }
    const issued = await exchange({ token, clientId, userId: user.userId, signal: request.signal });
    return json(
      200,
      { token: issued.token, expiresOn: issued.expiresOn.toISOString() },
      { ...corsHeaders(origin), ...headers },
    );
  };

  return toFetchHandler(async (request) => {
    const aboutHealth = health(request);
    if (aboutHealth) return aboutHealth;
    const start = performance.now();
    const requestId = requestIdOf(request);
    const headers = { 'x-request-id': requestId };
    const progress: Progress = {};
    let response: PlainAnswer;
    let refusal: Refusal | undefined;
    try {
      response = await answer(request, progress, headers);
    } catch (cause) {
      // Whoever left gets no answer, and there is none to log.
      if (request.left) throw cause;
      refusal =
        cause instanceof Refusal ? cause : new Refusal('internal_error', 'The token service failed.', { cause });
      response = refuse(refusal, progress.origin, headers);
    }
    note?.({
      time: new Date().toISOString(),
      requestId,
      method: request.method,
      status: response.status,
      durationMs: Math.round((performance.now() - start) * 10) / 10,
      ...(refusal ? reasonOf(refusal) : {}),
      ...progress.user,
      ...(progress.rateLimitFailure === undefined ? {} : { rateLimitFailure: progress.rateLimitFailure }),
    });
    return response;
  });
}

/** Most rules look at the user alone: the request is made for those that read it. */
function authorization(user: TeamsUser, claims: JWTPayload, request: PlainRequest): AuthorizationRequest {
  let made: Request | undefined;
  return {
    ...user,
    claims,
    get request() {
      return (made ??= request.toRequest());
    },
  };
}
