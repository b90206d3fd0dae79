import type { PlainRequest } from '../plain.js';
import type { Refusal, RefusalCode } from './refusal.js';

/** One answer of the token service, as one line for a log. It never holds a token or a header. */
export interface TokenLogEntry {
  /** When the answer was given, in ISO 8601. */
  readonly time: string;
  /** Names the request; the caller has it as the header `X-Request-Id`. */
  readonly requestId: string;
  readonly method: string;
  readonly status: number;
  readonly durationMs: number;
  /** Absent where a token was given out. */
  readonly error?: RefusalCode;
  /** What the caller was told. */
  readonly message?: string;
  /** What was behind it, which the caller was not told. */
  readonly cause?: string;
  /** Known once the token was checked. */
  readonly tenantId?: string;
  readonly userId?: string;
  /** Why the store of the rate limit did not count this request. The request went on. */
  readonly rateLimitFailure?: string;
}

/** An id as proxies make them, with or without hyphens. Other text is not taken over: it would be the caller's, in our log. */
const proxyId = /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

/** The id that a proxy in front gave the request, or a new one. */
export function requestIdOf(request: PlainRequest): string {
  const given = request.header('x-request-id');
  return given !== null && proxyId.test(given) ? given : crypto.randomUUID();
}

/** Why a request was refused, as far as it may be logged. */
export function reasonOf({ code, message, cause }: Refusal): Pick<TokenLogEntry, 'error' | 'message' | 'cause'> {
  return { error: code, message, ...(cause === undefined ? {} : { cause: sentenceOf(cause) }) };
}

/** A log that fails must not take the answer with it. */
export function noteIn(
  log: ((entry: TokenLogEntry) => void) | undefined,
): ((entry: TokenLogEntry) => void) | undefined {
  return (
    log &&
    ((entry) => {
      try {
        log(entry);
      } catch (error) {
        console.error('The log of the token service failed.', error);
      }
    })
  );
}

/** An error in one line. Errors of libraries may repeat what was sent, and tokens must not be logged. */
export function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const line = text.replace(/\s+/g, ' ').replace(/[\w-]{10,}\.[\w-]{10,}(?:\.[\w-]*)?|\beyJ[\w-]*/g, '[token]');
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
