import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PlainAnswer, PlainRequest } from './plain.js';

/** A request of `node:http`, without an object of the Fetch standard unless it is asked for. */
export class NodeRequest implements PlainRequest {
  readonly method: string;
  readonly path: string;
  readonly #incoming: IncomingMessage;
  readonly #toRequest: (signal: AbortSignal) => Request;
  #leaving: AbortController | undefined;
  left = false;

  constructor(incoming: IncomingMessage, path: string, toRequest: (signal: AbortSignal) => Request) {
    this.method = incoming.method ?? 'GET';
    this.path = path;
    this.#incoming = incoming;
    this.#toRequest = toRequest;
  }

  readonly header = (name: string): string | null => {
    const value = this.#incoming.headers[name];
    return Array.isArray(value) ? value.join(', ') : (value ?? null);
  };

  readonly bodyLength = (most: number): Promise<number> => {
    const incoming = this.#incoming;
    // One that was read to its end has been so by something in front of us, such as a parser of JSON.
    if (!hasBody(incoming) || incoming.readableEnded) return Promise.resolve(0);
    return new Promise((resolve) => {
      let length = 0;
      const done = (): void => {
        incoming.off('data', count).off('end', done).off('close', done);
        resolve(length);
      };
      const count = (part: Buffer): void => {
        length += part.length;
        if (length <= most) return;
        incoming.pause();
        done();
      };
      incoming.on('data', count).once('end', done).once('close', done);
    });
  };

  /** Made when somebody wants it: most requests need none. */
  get signal(): AbortSignal {
    this.#leaving ??= new AbortController();
    if (this.left) this.#leaving.abort();
    return this.#leaving.signal;
  }

  readonly toRequest = (): Request => this.#toRequest(this.signal);

  /** The caller is gone. */
  leave(): void {
    this.left = true;
    this.#leaving?.abort();
  }
}

export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Writes an answer in one piece. */
export function writeAnswer(
  { status, headers, body }: PlainAnswer,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): void {
  // What is left of a body that was too long is not waited for.
  if (!incoming.complete) outgoing.shouldKeepAlive = false;
  const length = body === null ? undefined : { 'content-length': Buffer.byteLength(body) };
  outgoing.writeHead(status, { ...headers, ...length }).end(body ?? undefined);
}
