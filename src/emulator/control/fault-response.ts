import { setTimeout as wait } from 'node:timers/promises';
import type { Face, Fault } from './faults.js';

/**
 * Lets a request suffer its fault: waits, and answers in its stead where the fault says so. Undefined means that the
 * work is to be done after all. `Response.error()` means that the connection is to be closed without an answer.
 */
export async function suffer(path: string, fault: Fault, signal: AbortSignal): Promise<Response | undefined> {
  if (fault.delayMs !== undefined) await wait(fault.delayMs, undefined, { signal });
  if (fault.drop) return Response.error();
  if (fault.status === undefined) return undefined;
  return Response.json(bodies[path === '/token' ? 'token' : fault.face](fault.status), {
    status: fault.status,
    headers: {
      'cache-control': 'no-store',
      ...(fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }),
    },
  });
}

const message = 'This fault was ordered.';

/** Each face refuses in the shape that its clients read. */
const bodies: Readonly<Record<Face | 'token', (status: number) => object>> = {
  // 400 is what Entra ID answers when a sign-in has run out: only a person can go on.
  authority: (status) =>
    status === 400
      ? { error: 'invalid_grant', error_description: `AADSTS700084: ${message}`, error_codes: [700084] }
      : {
          error: status === 429 ? 'temporarily_unavailable' : 'server_error',
          error_description: `AADSTS90033: ${message}`,
          error_codes: [90033],
        },
  token: () => ({ error: 'internal_error', message }),
  exchange: (status) => ({
    error: { code: status === 429 ? 'TooManyRequests' : 'InternalServerError', message },
  }),
  graph: (status) => ({ error: { code: status === 429 ? 'TooManyRequests' : 'UnknownError', message } }),
  hub: () => ({ error: message }),
};
