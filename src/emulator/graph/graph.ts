import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { SigningKey } from '../authority/signing-key.js';
import type { Fault } from '../control/faults.js';
import { readJson } from '../host/read-json.js';
import type { World } from '../world/world.js';
import { answerBatch } from './batch.js';
import type { BatchStep, StepAnswer } from './batch.js';
import { readCaller } from './caller.js';
import { Chats } from './chats.js';
import { matchPath, requireScope } from './endpoint.js';
import type { GraphAnswer, GraphRequest } from './endpoint.js';
import { GraphError, graphErrorBody } from './graph-error.js';
import { photoEndpoints } from './photos.js';
import { userEndpoints } from './users.js';

export interface GraphOptions {
  readonly world: () => World;
  /** The key of the authority that the callers' tokens come from. */
  readonly key: SigningKey;
  /** The fault that a request inside a batch suffers, by its path. */
  readonly fault: (path: string) => Fault | undefined;
}

/** The local Microsoft Graph. */
export interface Graph {
  /** Answers a request below `/graph/`. */
  answer(request: Request): Promise<Response>;
  reset(): void;
}

const version = '/v1.0';
const jsonType = 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

export function createGraph({ world, key, fault }: GraphOptions): Graph {
  const chats = new Chats();
  const endpoints = [...userEndpoints, ...photoEndpoints, ...chats.endpoints];

  const perform = (request: GraphRequest): GraphAnswer => {
    for (const endpoint of endpoints) {
      const parameter = endpoint.method === request.method && matchPath(endpoint.path, request.path);
      if (!parameter) continue;
      const { user } = request.caller;
      const ownThing = [user.id, user.userPrincipalName.toLowerCase()].includes(parameter('user').toLowerCase());
      requireScope(request.caller, (ownThing && endpoint.ownScopes) || endpoint.scopes, endpoint.path);
      return endpoint.answer(request, parameter);
    }
    const segment = request.path.split('/').at(-1) ?? '';
    throw new GraphError(400, 'BadRequest', `Resource not found for the segment '${segment}'.`);
  };

  const performStep = async (step: BatchStep, outer: GraphRequest): Promise<StepAnswer> => {
    const { pathname, searchParams } = new URL(`http://batch${step.url}`);
    const suffered = fault(`/graph${version}${pathname}`);
    if (suffered?.delayMs !== undefined) await wait(suffered.delayMs);
    if (suffered?.status !== undefined || suffered?.drop) return faultyStep(step, suffered);
    const { id, method, headers, body } = step;
    try {
      const request = { ...outer, method, path: pathname, query: searchParams, headers, body };
      return stepAnswer(id, perform(request));
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      return stepAnswer(id, refusal(error, randomUUID(), randomUUID()));
    }
  };

  const answer = async (request: Request, requestId: string, clientRequestId: string): Promise<GraphAnswer> => {
    try {
      const { pathname, searchParams } = new URL(request.url);
      const path = pathname.replace(/^\/graph/, '');
      if (!path.startsWith(`${version}/`)) throw new GraphError(400, 'BadRequest', 'Invalid version.');
      const current = world();
      const asked: GraphRequest = {
        method: request.method,
        path: path.slice(version.length),
        query: searchParams,
        headers: request.headers,
        caller: await readCaller(request.headers, current, key),
        body: await readJson(request, () => new GraphError(400, 'BadRequest', 'Unable to read JSON request payload.')),
        world: current,
      };
      if (asked.method !== 'POST' || asked.path !== '/$batch') return perform(asked);
      return { status: 200, body: await answerBatch(asked.body, (step) => performStep(step, asked)) };
    } catch (error) {
      if (error instanceof GraphError) return refusal(error, requestId, clientRequestId);
      throw error;
    }
  };

  return {
    async answer(request) {
      const requestId = randomUUID();
      const clientRequestId = request.headers.get('client-request-id') ?? requestId;
      const { status, body, picture } = await answer(request, requestId, clientRequestId);
      return new Response(picture ?? (body === undefined ? null : JSON.stringify(body)), {
        status,
        headers: {
          'content-type': picture ? 'image/png' : jsonType,
          'cache-control': 'no-store',
          'request-id': requestId,
          'client-request-id': clientRequestId,
          ...(status === 401 ? { 'www-authenticate': challenge } : {}),
        },
      });
    },
    reset: () => chats.clear(),
  };
}

const challenge =
  'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"';

function refusal(error: GraphError, requestId: string, clientRequestId: string): GraphAnswer {
  return { status: error.status, body: graphErrorBody(error, requestId, clientRequestId) };
}

function stepAnswer(id: string, { status, body, picture }: GraphAnswer): StepAnswer {
  return picture
    ? { id, status, headers: { 'Content-Type': 'image/png' }, body: Buffer.from(picture).toString('base64') }
    : { id, status, headers: { 'Content-Type': 'application/json' }, body };
}

/** Inside a batch nothing can be dropped: the request behind it did not come through, which Graph says as a 504. */
function faultyStep({ id }: BatchStep, { status = 504, retryAfter }: Fault): StepAnswer {
  const error = new GraphError(status, status === 429 ? 'TooManyRequests' : 'UnknownError', 'This fault was ordered.');
  const answer = stepAnswer(id, refusal(error, randomUUID(), randomUUID()));
  const headers = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
  return { ...answer, headers: { ...answer.headers, ...headers } };
}
