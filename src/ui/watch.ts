import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { same } from '../session/same.js';
import type { Session } from '../session/session.js';
import type { SessionState } from '../session/state.js';

interface Host extends ReactiveControllerHost {
  readonly session: Session;
}

/** Keeps `value` equal to what `select` reads from the host's session, and updates the host when it changes. */
export class Watch<T> implements ReactiveController {
  value!: T;
  readonly #host: Host;
  readonly #select: (state: SessionState) => T;
  #session: Session | undefined;
  #stop: (() => void) | undefined;

  constructor(host: Host, select: (state: SessionState) => T) {
    this.#host = host;
    this.#select = select;
    host.addController(this);
  }

  hostConnected(): void {
    this.#follow();
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#session = undefined;
  }

  /** Reads again before every render, because a selector may also read the host's own properties. */
  hostUpdate(): void {
    if (this.#session && this.#session !== this.#host.session) this.#follow();
    this.value = this.#read();
  }

  #follow(): void {
    this.#stop?.();
    this.#session = this.#host.session;
    this.#stop = this.#session.follow(() => {
      if (!same(this.value, this.#read())) this.#host.requestUpdate();
    });
  }

  #read(): T {
    return this.#select(this.#host.session.state);
  }
}
