import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Session } from '../session/session.js';
import { isSignedIn } from '../session/state.js';

/** A line that is back within this is not worth a word, in milliseconds. */
const A_MOMENT = 3_000;

interface Host extends ReactiveControllerHost {
  readonly session: Session;
}

/** Knows whether the line that calls come through is lost for more than a moment, and updates its host when it changes. */
export class LostLine implements ReactiveController {
  lost = false;
  readonly #host: Host;
  #session: Session | undefined;
  #hadLine = false;
  #unfollow: (() => void) | undefined;
  #cancelWait: (() => void) | undefined;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#follow();
  }

  hostUpdate(): void {
    if (this.#unfollow && this.#session !== this.#host.session) this.#follow();
  }

  hostDisconnected(): void {
    this.#unfollow?.();
    this.#unfollow = undefined;
    this.#found();
  }

  #follow(): void {
    this.hostDisconnected();
    const { session } = this.#host;
    if (session !== this.#session) this.#hadLine = false;
    this.#session = session;
    this.#unfollow = session.follow(() => this.#look(session));
    this.#look(session);
  }

  #look({ state, clock }: Session): void {
    // Somebody who has just come is still being connected: nothing is lost yet.
    this.#hadLine = state.connected || (this.#hadLine && state.user !== undefined);
    const missing = this.#hadLine && !state.connected && isSignedIn(state) && state.settings?.inbound !== 'off';
    if (!missing) this.#found();
    else this.#cancelWait ??= clock.after(A_MOMENT, () => this.#tell(true));
  }

  #found(): void {
    this.#cancelWait?.();
    this.#cancelWait = undefined;
    this.#tell(false);
  }

  #tell(lost: boolean): void {
    if (lost === this.lost) return;
    this.lost = lost;
    this.#host.requestUpdate();
  }
}
