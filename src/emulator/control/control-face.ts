import { readJson } from '../host/read-json.js';
import { ShapeError } from '../world/shape.js';
import { actRequest, callRequest, clockRequest, entryNumber, faultRequest } from './control-requests.js';
import type { Control } from './control.js';

type Answer = (request: ControlRequest) => object | undefined;

interface ControlRequest {
  /** The JSON that was sent. */
  readonly body: unknown;
  readonly query: URLSearchParams;
  /** What stands behind `/_emulator/calls/`. */
  readonly callId: string;
}

/** Answers requests below `/_emulator/`, but for the page at its root. */
export function controlFace(control: Control): (request: Request) => Promise<Response> {
  const done = (_work: void): undefined => undefined;
  const answers: Readonly<Record<string, Answer>> = {
    'GET world': () => control.world(),
    'PUT world': ({ body }) => done(control.replaceWorld(body)),
    'POST reset': () => done(control.reset()),
    'GET calls': () => ({ calls: control.calls() }),
    'POST calls': ({ body }) => onHub(() => control.startCall(callRequest(body, ''))),
    'POST calls/{id}': ({ body, callId }) => {
      const asked = actRequest(body, '');
      return onHub(() => done(control.act(callId, asked)));
    },
    'POST faults': ({ body }) => done(control.addFault(faultRequest(body, ''))),
    'DELETE faults': () => done(control.clearFaults()),
    'POST clock': ({ body }) => done(control.setClock(clockRequest(body, ''))),
    'GET log': ({ query }) => {
      const since = query.get('since');
      const entries = control.log(since === null ? 0 : Number(entryNumber(since, 'since')));
      return { entries, last: entries.at(-1)?.number ?? Number(since ?? 0) };
    },
  };

  return async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const path = pathname.slice('/_emulator/'.length);
    const callId = /^calls\/([^/]+)$/.exec(path)?.[1] ?? '';
    const place = callId ? 'calls/{id}' : path;
    const answer = answers[`${request.method} ${place}`];
    if (!answer) return unknown(place, Object.keys(answers));
    try {
      const body = await readJson(request, ({ message }) => new ShapeError('', `the body is not JSON: ${message}`));
      const said = answer({ body, query: searchParams, callId: decodeURIComponent(callId) });
      return said ? json(200, said) : new Response(null, { status: 204 });
    } catch (error) {
      if (error instanceof ShapeError || error instanceof URIError) return refuse(400, 'bad_request', error.message);
      if (error instanceof RefusedByHub) return refuse(409, 'not_possible', error.message);
      throw error;
    }
  };
}

/** The hub says in a sentence why something cannot be: nobody is signed in, the call is over. */
class RefusedByHub extends Error {}

function onHub<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof ShapeError || !(cause instanceof Error)) throw cause;
    throw new RefusedByHub(cause.message, { cause });
  }
}

function unknown(place: string, known: readonly string[]): Response {
  const methods = known.filter((each) => each.endsWith(` ${place}`)).map((each) => each.split(' ')[0]);
  if (methods.length === 0) return refuse(404, 'not_found', `There is nothing at /_emulator/${place}.`);
  const response = refuse(405, 'method_not_allowed', `Use ${methods.join(' or ')}.`);
  response.headers.set('allow', methods.join(', '));
  return response;
}

function refuse(status: number, error: string, message: string): Response {
  return json(status, { error, message });
}

function json(status: number, body: object): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}
