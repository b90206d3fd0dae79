import type { ClientFrame, HubEvent, HubFrame, HubRequest } from '../hub/protocol.js';
import { CallingError, errorOf } from './calling-error.js';

/** A request that gets no answer for so long has failed. */
const ANSWER_MS = 15_000;
/** A start that cannot reach the hub for so long has failed: about what the SDK takes. */
const UNREACHABLE_MS = 2_500;
const FIRST_RETRY_MS = 100;
const SLOWEST_RETRY_MS = 2_000;

export interface HubSocketOptions {
  readonly url: string;
  readonly token: () => Promise<string>;
  readonly event: (event: HubEvent) => void;
  readonly connection: (connected: boolean, reason?: 'invalidToken' | 'connectionIssue') => void;
  /** The hub does not know us any longer: whatever was going on is over. */
  readonly lost: () => void;
}

interface Pending {
  readonly frame: ClientFrame;
  readonly settle: (error?: CallingError) => void;
}

/** The line to the hub. It comes back by itself, and goes on where it broke off. */
export class HubSocket {
  readonly #options: HubSocketOptions;
  readonly #pending = new Map<string, Pending>();
  #socket: WebSocket | undefined;
  #session: string | undefined;
  #seen = 0;
  #welcomed = false;
  #closed = false;
  #retryMs = FIRST_RETRY_MS;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #graceMs = 0;
  #grace: ReturnType<typeof setTimeout> | undefined;

  constructor(options: HubSocketOptions) {
    this.#options = options;
    void this.#open();
  }

  get connected(): boolean {
    return this.#welcomed;
  }

  /** Resolves when the hub has done it. A request survives a broken line; only a new call does not wait for it. */
  request(request: HubRequest): Promise<void> {
    if (this.#closed) return Promise.reject(unreachable());
    const withinMs = request.kind === 'start' && !this.#welcomed ? UNREACHABLE_MS : ANSWER_MS;
    const id = crypto.randomUUID();
    const frame: ClientFrame = { kind: 'request', id, request };
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#pending.get(id)?.settle(unreachable()), withinMs);
      const settle = (error?: CallingError): void => {
        clearTimeout(timer);
        this.#pending.delete(id);
        if (error) reject(error);
        else resolve();
      };
      this.#pending.set(id, { frame, settle });
      if (this.#welcomed) this.#transmit(frame);
    });
  }

  /** Leaves for good, and says so if it can. */
  close(): void {
    if (this.#closed) return;
    if (this.#welcomed) {
      this.#transmit({ kind: 'request', id: crypto.randomUUID(), request: { kind: 'leave' } });
    }
    this.#closed = true;
    this.#welcomed = false;
    clearTimeout(this.#retry);
    clearTimeout(this.#grace);
    this.#socket?.close(1000);
    for (const { settle } of [...this.#pending.values()]) settle(unreachable());
  }

  async #open(): Promise<void> {
    const token = await this.#options.token().catch(() => undefined);
    if (this.#closed) return;
    if (token === undefined) return this.#fail('invalidToken');
    const socket = new WebSocket(this.#options.url);
    this.#socket = socket;
    let refused = false;
    socket.onopen = () => {
      const session = this.#session;
      this.#transmit({ kind: 'hello', token, seen: this.#seen, ...(session !== undefined && { session }) });
    };
    socket.onmessage = ({ data }) => {
      const frame = JSON.parse(String(data)) as HubFrame;
      if (frame.kind === 'refused') refused = true;
      else if (this.#socket === socket) this.#take(frame);
    };
    socket.onclose = () => {
      if (!this.#closed && this.#socket === socket) this.#fail(refused ? 'invalidToken' : 'connectionIssue');
    };
  }

  #take(frame: HubFrame): void {
    switch (frame.kind) {
      case 'welcome':
        return this.#enter(frame);
      case 'answer':
        return this.#pending.get(frame.id)?.settle(frame.error && errorOf(frame.error));
      case 'event':
        if (frame.number <= this.#seen) return;
        this.#seen = frame.number;
        return this.#options.event(frame.event);
      case 'refused':
        return;
    }
  }

  #enter({ session, resumed, graceMs }: Extract<HubFrame, { readonly kind: 'welcome' }>): void {
    const forgotten = this.#session !== undefined && !resumed;
    clearTimeout(this.#grace);
    if (!resumed) this.#seen = 0;
    this.#session = session;
    this.#graceMs = graceMs;
    this.#retryMs = FIRST_RETRY_MS;
    this.#welcomed = true;
    if (forgotten) this.#options.lost();
    for (const { frame } of this.#pending.values()) this.#transmit(frame);
    this.#options.connection(true);
  }

  #fail(reason: 'invalidToken' | 'connectionIssue'): void {
    if (this.#welcomed && this.#session !== undefined) {
      this.#grace = setTimeout(() => {
        this.#session = undefined;
        this.#seen = 0;
        this.#options.lost();
      }, this.#graceMs);
    }
    this.#welcomed = false;
    this.#options.connection(false, reason);
    this.#retry = setTimeout(() => void this.#open(), this.#retryMs);
    this.#retryMs = reason === 'invalidToken' ? SLOWEST_RETRY_MS : Math.min(this.#retryMs * 2, SLOWEST_RETRY_MS);
  }

  #transmit(frame: ClientFrame): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }
}

function unreachable(): CallingError {
  return new CallingError(490, 4525, 'The calling service cannot be reached.');
}
