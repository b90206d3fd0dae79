import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { hasBody, NodeRequest, writeAnswer } from './node-request.js';
import { plainHandlerOf } from './plain.js';

/** Anything that answers requests as the Fetch standard has them. */
export type FetchHandler = (request: Request) => Response | Promise<Response>;

export interface NodeListenerOptions {
  /** The origin that requests are made to, where it is not `http://` and the `Host` header: behind a proxy with TLS. */
  readonly origin?: string;
  /** Told when a handler throws; the caller then gets a plain 500. */
  readonly onError?: (error: unknown) => void;
}

/**
 * Serves a Fetch handler with `node:http`.
 *
 * @example
 * createServer(toNodeListener(createTokenHandler(options))).listen(8080);
 */
export function toNodeListener(
  handler: FetchHandler,
  { origin, onError }: NodeListenerOptions = {},
): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  const plain = plainHandlerOf(handler);
  return (incoming, outgoing) => {
    const target = incoming.url ?? '/';
    // Proxies are spoken to with whole URLs. Anything else is joined by hand: `//host` must not become another host.
    const whole = !target.startsWith('/');
    const address = whole ? target : (origin ?? `http://${incoming.headers.host ?? 'localhost'}`) + target;
    if ((whole || !plain) && !URL.canParse(address)) {
      outgoing.writeHead(400, { 'content-type': 'text/plain' }).end('The request’s address cannot be read.');
      return;
    }
    const path = whole ? new URL(target).pathname : (target.split('?', 1)[0] ?? '');
    const request = new NodeRequest(incoming, path, (signal) => toRequest(incoming, address, signal));
    outgoing.once('close', () => {
      if (!outgoing.writableFinished) request.leave();
    });
    answer().catch((error: unknown) => {
      if (!request.left) onError?.(error);
      if (outgoing.headersSent || outgoing.destroyed) outgoing.destroy();
      else outgoing.writeHead(500, { 'content-type': 'text/plain' }).end('The server failed.');
    });

    async function answer(): Promise<void> {
      if (plain) writeAnswer(await plain(request), incoming, outgoing);
      else await send(await handler(request.toRequest()), outgoing);
    }
  };
}

function toRequest(incoming: IncomingMessage, address: string, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headersDistinct)) {
    for (const each of value ?? []) headers.append(name, each);
  }
  const method = incoming.method ?? 'GET';
  const withBody = method !== 'GET' && method !== 'HEAD' && hasBody(incoming);
  return new Request(address, {
    method,
    headers,
    signal,
    // `duplex` is asked for by Node for any streamed body and not yet known to the DOM's types.
    ...(withBody ? { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' } : {}),
  });
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  // A network error, in the words of the Fetch standard: the caller gets no answer at all.
  if (response.type === 'error') {
    outgoing.destroy();
    return;
  }
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) if (name !== 'set-cookie') outgoing.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies);
  if (!response.body) {
    outgoing.end();
    return;
  }
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (outgoing.destroyed) return reader.cancel();
    if (!outgoing.write(part.value)) await drained(outgoing);
  }
  outgoing.end();
}

function drained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    outgoing.once('drain', resolve);
    outgoing.once('close', resolve);
  });
}
