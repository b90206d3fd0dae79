import { Buffer } from 'node:buffer';
import type { RawData, WebSocket } from 'ws';
import type { Fault } from '../control/faults.js';
import { END, RefusedError } from './end-reasons.js';
import type { ClientFrame, EndReason, HubRequest } from './protocol.js';
import { transmit, type Session } from './session.js';

type Hello = Extract<ClientFrame, { readonly kind: 'hello' }>;

export interface ConnectionOptions {
  readonly fault: (path: string) => Fault | undefined;
  /** Finds or makes the session. Rejects when the token is not accepted. */
  readonly welcome: (hello: Hello, socket: WebSocket) => Promise<Session>;
  readonly closed: (session: Session, socket: WebSocket) => void;
  /** Does what a request asks. Throws `RefusedError` when it cannot be done. */
  readonly perform: (session: Session, request: HubRequest) => void | Promise<void>;
}

/** Serves one WebSocket: first a hello, then requests, one after the other. */
export function serve(socket: WebSocket, options: ConnectionOptions): void {
  let session: Session | undefined;
  let queue = Promise.resolve();

  const take = async (frame: ClientFrame): Promise<void> => {
    if (frame.kind === 'hello') {
      if (await suffers(socket, options.fault('/hub'))) return;
      session = await options.welcome(frame, socket).catch(() => undefined);
      if (!session) {
        transmit(socket, { kind: 'refused', reason: END.badToken });
        socket.close(1008);
      }
      // The page may have gone while its token was looked at.
      else if (socket.readyState !== socket.OPEN) options.closed(session, socket);
    } else if (session) {
      await answer(session, frame.id, frame.request);
    } else {
      socket.close(1002, 'Say hello first.');
    }
  };

  const answer = async (known: Session, id: string, request: HubRequest): Promise<void> => {
    const given = known.answered(id);
    if (given) return transmit(socket, given);
    // Network paths come by the dozen: a fault that was ordered for the next thing is not spent on them.
    const fault = request.kind === 'signal' ? undefined : options.fault(`/hub/${request.kind}`);
    if (await suffers(socket, fault)) return;
    if (fault?.status !== undefined) return known.answer(id, { ...END.service, code: fault.status });
    known.answer(id, await attempt(() => options.perform(known, request)));
  };

  socket.on('message', (data, isBinary) => {
    const frame = isBinary ? undefined : frameOf(textOf(data));
    if (!frame) return socket.close(1002, 'Not a frame of this protocol.');
    queue = queue.then(() => take(frame));
  });
  socket.on('close', () => {
    if (session) options.closed(session, socket);
  });
  // A broken socket closes next, and that is handled above.
  socket.on('error', () => socket.terminate());
}

async function attempt(perform: () => void | Promise<void>): Promise<EndReason | undefined> {
  try {
    await perform();
    return undefined;
  } catch (error) {
    if (error instanceof RefusedError) return error.reason;
    // A request that lacks a part. Whoever wrote the client reads why.
    return { code: 400, subCode: 0, message: `The hub cannot do this: ${String(error)}` };
  }
}

/** Waits or breaks the connection as a fault says. True when nothing more is to be done. */
async function suffers(socket: WebSocket, fault: Fault | undefined): Promise<boolean> {
  if (fault?.delayMs !== undefined) await new Promise((done) => setTimeout(done, fault.delayMs));
  if (fault?.drop) socket.terminate();
  return fault?.drop === true;
}

const requestKinds: ReadonlySet<string> = new Set<HubRequest['kind']>([
  'renew',
  'start',
  'accept',
  'reject',
  'hangUp',
  'media',
  'signal',
  'leave',
]);

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return data instanceof ArrayBuffer ? Buffer.from(data).toString() : data.toString();
}

/** Only what has the outer shape of a frame is let in. */
function frameOf(text: string): ClientFrame | undefined {
  let frame: Partial<Hello> & { readonly id?: unknown; readonly request?: { readonly kind?: unknown } };
  try {
    frame = JSON.parse(text) as typeof frame;
  } catch {
    // The caller closes the socket and says why.
    return undefined;
  }
  if (frame?.kind === 'hello') return typeof frame.token === 'string' ? (frame as ClientFrame) : undefined;
  const kind = frame?.request?.kind;
  const known = typeof frame?.id === 'string' && typeof kind === 'string' && requestKinds.has(kind);
  return known ? (frame as unknown as ClientFrame) : undefined;
}
