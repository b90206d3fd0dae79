/** One thing that happened: a request was answered, a call changed. Never a token, never a query string. */
export interface LogEntry {
  /** Rises by one with each entry. */
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  /** `request`, or what the call hub names its events. */
  readonly kind: string;
  readonly [detail: string]: string | number | boolean | undefined;
}

export type LoggedEvent = Omit<LogEntry, 'number' | 'at'> & { readonly kind: string };

const mostEntries = 10_000;

/** What happened since the emulator started; the oldest entries make room for new ones. */
export class EventLog {
  #entries: LogEntry[] = [];
  #last = 0;
  readonly #follow: ((entry: LogEntry) => void) | undefined;

  constructor(follow?: (entry: LogEntry) => void) {
    this.#follow = follow;
  }

  add(event: LoggedEvent): void {
    this.#last += 1;
    const entry: LogEntry = { ...event, number: this.#last, at: new Date().toISOString() };
    this.#entries.push(entry);
    if (this.#entries.length > mostEntries) this.#entries = this.#entries.slice(-mostEntries);
    this.#follow?.(entry);
  }

  /** The entries after the one with this number. */
  since(number = 0): readonly LogEntry[] {
    return this.#entries.filter((entry) => entry.number > number);
  }

  get last(): number {
    return this.#last;
  }
}
