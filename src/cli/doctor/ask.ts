/** What came back. */
export interface Answer {
  /** Where the answer is from: the address asked for, or where that one sent on to. */
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
  /** When it came, by this machine's clock. */
  readonly at: number;
}

/** Nothing came back. */
export interface NoAnswer {
  /** The end of a sentence that begins with the address: `cannot be reached: …`. */
  readonly failed: string;
}

export interface Question {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether to go where the answer sends on to, as a browser does with a page. */
  readonly follow?: boolean;
  readonly timeoutMs: number;
}

const mostRedirects = 5;
const largestBody = 40_000_000;

const untrusted =
  'its TLS certificate is signed by nobody whom Node trusts; NODE_EXTRA_CA_CERTS names an authority of your own';

/** Why a connection fails, in words; whatever else there may be is told as Node names it. */
const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was closed',
  UND_ERR_SOCKET: 'the connection was closed',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host could not be looked up',
  EHOSTUNREACH: 'there is no way to the host',
  ENETUNREACH: 'there is no way to the host',
  CERT_HAS_EXPIRED: 'its TLS certificate has expired',
  CERT_NOT_YET_VALID: 'its TLS certificate is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its TLS certificate is for another host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its TLS certificate is signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its TLS certificate comes without the certificates that prove it',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS at this port',
  EPROTO: 'it does not speak TLS at this port',
};

/** Asks and waits, within limits of time and size. Sends nothing but what it is given: no cookie, no credentials. */
export async function ask(address: string, question: Question): Promise<Answer | NoAnswer> {
  const signal = AbortSignal.timeout(question.timeoutMs);
  try {
    let url = address;
    for (let redirects = 0; redirects <= mostRedirects; redirects++) {
      const { method = 'GET', headers = {} } = question;
      const response = await fetch(url, { method, headers, redirect: 'manual', signal });
      const location = response.headers.get('location');
      if (!question.follow || response.status < 300 || response.status > 399 || location === null) {
        const { status } = response;
        return { url, status, headers: response.headers, body: await bodyOf(response), at: Date.now() };
      }
      await response.body?.cancel();
      if (!URL.canParse(location, url)) return { failed: `sends on to "${location}", which is no address` };
      url = new URL(location, url).href;
    }
    return { failed: `sends on more than ${mostRedirects} times` };
  } catch (error) {
    if (signal.aborted) return { failed: `did not answer within ${question.timeoutMs / 1000} seconds` };
    return { failed: `cannot be reached: ${reasonOf(error)}` };
  }
}

export function isAnswer(answer: Answer | NoAnswer): answer is Answer {
  return 'status' in answer;
}

/** The content type without its parameters. */
export function typeOf({ headers }: Answer): string {
  return (headers.get('content-type') ?? '').split(';', 1).join('').trim().toLowerCase();
}

async function bodyOf(response: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.byteLength;
    if (length > largestBody) break;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** What fetch throws hides what happened in its cause; where both addresses of a host failed, in the first of them. */
export function reasonOf(error: unknown): string {
  let cause: unknown = error;
  for (let depth = 0; depth < 4 && cause instanceof Error; depth++) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code !== undefined && Object.hasOwn(reasons, code)) return `${reasons[code]} (${code})`;
    if (cause instanceof AggregateError) cause = cause.errors[0];
    else if (cause.cause === undefined) return code === undefined ? cause.message : `${cause.message} (${code})`;
    else cause = cause.cause;
  }
  return String(error);
}
