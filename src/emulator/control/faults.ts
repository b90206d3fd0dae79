/**
 * The parts of the local Teams that can be told to fail.
 *
 * `exchange` is the token service as a page sees it, `/token`. Communication Services behind it fails when the
 * fault's `match` begins with `/acs`: apart, because the token service's own client repeats a request that failed, and
 * a page would never see the failure.
 */
export type Face = 'authority' | 'exchange' | 'graph' | 'hub';

export const faces: readonly Face[] = ['authority', 'exchange', 'graph', 'hub'];

/** Something that goes wrong on purpose. */
export interface Fault {
  readonly face: Face;
  /** Only where the path contains this. */
  readonly match?: string;
  /** Answer with this HTTP status instead of doing the work. */
  readonly status?: number;
  /** Seconds, sent as `Retry-After` beside `status`. */
  readonly retryAfter?: number;
  /** Wait this long first; without `status` and `drop` the work is then done. */
  readonly delayMs?: number;
  /** How many requests suffer; without it every one does, until the faults are cleared. */
  readonly times?: number;
  /** Close the connection without an answer. */
  readonly drop?: boolean;
}

/** The faults that were ordered and not yet used up. */
export class Faults {
  #ordered: { readonly fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#ordered.push({ fault, left: fault.times ?? Infinity });
  }

  clear(): void {
    this.#ordered = [];
  }

  /** The fault that a request to this path suffers; it counts as used once. */
  take(face: Face, path: string): Fault | undefined {
    const order = this.#ordered.find(({ fault }) => fault.face === face && suits(fault, path));
    if (!order) return undefined;
    order.left -= 1;
    if (order.left <= 0) this.#ordered = this.#ordered.filter((other) => other !== order);
    return order.fault;
  }
}

function suits({ match }: Fault, path: string): boolean {
  if (path.startsWith('/acs/')) return match?.startsWith('/acs') === true && path.includes(match);
  return match === undefined || path.includes(match);
}
