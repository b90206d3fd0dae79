import type { FetchHandler } from './node.js';

/**
 * A request as far as our own handlers look at it. The objects of the Fetch standard cost more than all the rest of an
 * answer, the check of a signature included; where a server has the request in another form, they need not be made.
 */
export interface PlainRequest {
  readonly method: string;
  readonly path: string;
  readonly header: (name: string) => string | null;
  /** Reads the body to its end, or until it is longer than this, and answers how many bytes there were. */
  readonly bodyLength: (most: number) => Promise<number>;
  /** Aborts when the caller leaves. */
  readonly signal: AbortSignal;
  /** Whether the caller is gone. */
  readonly left: boolean;
  /** The same as the Fetch standard has it; its body was read. */
  readonly toRequest: () => Request;
}

export interface PlainAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export type PlainHandler = (request: PlainRequest) => Promise<PlainAnswer>;

const plainHandlers = new WeakMap<FetchHandler, PlainHandler>();

/** Offers a handler of ours to the world: as one of the Fetch standard, which `toNodeListener` knows a shorter way to. */
export function toFetchHandler(plain: PlainHandler): (request: Request) => Promise<Response> {
  const handler = async (request: Request): Promise<Response> => {
    const { status, headers, body } = await plain(fromRequest(request));
    return new Response(body, { status, headers });
  };
  plainHandlers.set(handler, plain);
  return handler;
}

/** What a handler was made of, if `toFetchHandler` made it. */
export function plainHandlerOf(handler: FetchHandler): PlainHandler | undefined {
  return plainHandlers.get(handler);
}

function fromRequest(request: Request): PlainRequest {
  return {
    method: request.method,
    path: new URL(request.url).pathname,
    header: (name) => request.headers.get(name),
    bodyLength: (most) => lengthOf(request.body, most),
    signal: request.signal,
    get left() {
      return request.signal.aborted;
    },
    toRequest: () => request,
  };
}

async function lengthOf(body: ReadableStream<Uint8Array> | null, most: number): Promise<number> {
  if (!body) return 0;
  const reader = body.getReader();
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.byteLength;
    if (length <= most) continue;
    await reader.cancel();
    break;
  }
  return length;
}
