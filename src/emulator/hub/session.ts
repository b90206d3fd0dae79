import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { EndReason, HubEvent, HubFrame } from './protocol.js';

/** So many events are kept for a client whose socket broke; whoever missed more starts anew. */
const KEPT_EVENTS = 1_000;
const KEPT_ANSWERS = 200;

export interface SessionUser {
  /** The raw identifier, `8:orgid:…`. */
  readonly rawId: string;
  readonly expiresAt: number;
}

/** One page that is signed in. It outlives its socket, so that the page can come back. */
export class Session {
  readonly id = randomUUID();
  readonly rawId: string;
  #expiresAt: number;
  #socket: WebSocket | undefined;
  #number = 0;
  readonly #events: { readonly number: number; readonly event: HubEvent }[] = [];
  readonly #answers = new Map<string, HubFrame>();
  #expiry: NodeJS.Timeout | undefined;
  #absence: NodeJS.Timeout | undefined;

  constructor(user: SessionUser) {
    this.rawId = user.rawId;
    this.#expiresAt = user.expiresAt;
    this.#watchExpiry();
  }

  /** Whether the token is still good: without that nobody rings here and no call starts from here. */
  get authenticated(): boolean {
    return Date.now() < this.#expiresAt;
  }

  get socket(): WebSocket | undefined {
    return this.#socket;
  }

  /** Whether a client that saw events up to this number can be told all it missed. */
  canResume(seen: number): boolean {
    const first = this.#events[0];
    return seen <= this.#number && (first === undefined || first.number <= seen + 1);
  }

  attach(socket: WebSocket, welcome: HubFrame, seen: number): void {
    clearTimeout(this.#absence);
    const former = this.#socket;
    this.#socket = socket;
    if (former !== socket) former?.terminate();
    transmit(socket, welcome);
    for (const { number, event } of this.#events) {
      if (number > seen) transmit(socket, { kind: 'event', number, event });
    }
    if (!this.authenticated) this.tell({ kind: 'tokenExpired' });
  }

  /** Keeps the session for the grace time; then tells that nobody came back. */
  detach(socket: WebSocket, grace: number, gone: () => void): void {
    if (this.#socket !== socket) return;
    this.#socket = undefined;
    this.#absence = setTimeout(gone, grace);
  }

  renew(expiresAt: number): void {
    const rejected = !this.authenticated;
    this.#expiresAt = expiresAt;
    this.#watchExpiry();
    if (rejected && this.authenticated) this.tell({ kind: 'tokenAccepted' });
  }

  tell(event: HubEvent): void {
    this.#number += 1;
    const numbered = { number: this.#number, event };
    this.#events.push(numbered);
    if (this.#events.length > KEPT_EVENTS) this.#events.shift();
    if (this.#socket) transmit(this.#socket, { kind: 'event', ...numbered });
  }

  /** The answer that a request got when it came the first time. */
  answered(id: string): HubFrame | undefined {
    return this.#answers.get(id);
  }

  answer(id: string, error?: EndReason): void {
    const frame: HubFrame = { kind: 'answer', id, ...(error && { error }) };
    this.#answers.set(id, frame);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > KEPT_ANSWERS && oldest !== undefined) this.#answers.delete(oldest);
    if (this.#socket) transmit(this.#socket, frame);
  }

  close(): void {
    clearTimeout(this.#expiry);
    clearTimeout(this.#absence);
    this.#socket?.close(1000);
    this.#socket = undefined;
  }

  #watchExpiry(): void {
    clearTimeout(this.#expiry);
    const left = this.#expiresAt - Date.now();
    if (left <= 0) return;
    // A longer time than a timer can hold is cut: the watch is then set again.
    const wait = Math.min(left, 2 ** 31 - 1);
    this.#expiry = setTimeout(() => {
      if (this.authenticated) this.#watchExpiry();
      else this.tell({ kind: 'tokenExpired' });
    }, wait);
    this.#expiry.unref();
  }
}

export function transmit(socket: WebSocket, frame: HubFrame): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame));
}
