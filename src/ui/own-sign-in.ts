import type { LitElement } from 'lit';
import type { TeamsErrorDetail } from '../model/teams-error.js';
import type { Session } from '../session/session.js';
import type { SessionState } from '../session/state.js';

interface Host extends LitElement {
  readonly session: Session;
}

/** The sign-in that one element started: that element alone shows it and why it failed, not every one of the page. */
export class OwnSignIn {
  /** Whether it is under way. */
  underWay = false;
  readonly #host: Host;
  #error: TeamsErrorDetail | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Signs in, within the click, so that the browser lets the window open; to call `to`. Rejects as the session does. */
  async start(to?: string): Promise<void> {
    const { session } = this.#host;
    this.underWay = true;
    this.#error = undefined;
    this.#host.requestUpdate();
    try {
      await session.signIn({ from: this.#host, ...(to && { to }) });
    } catch (error) {
      this.#error = session.state.error;
      throw error;
    } finally {
      this.underWay = false;
      this.#host.requestUpdate();
    }
  }

  /** Why it failed, as long as that is what is wrong with the session: the next sign-in, wherever it starts, clears it. */
  failure({ error }: SessionState): TeamsErrorDetail | undefined {
    return error === this.#error ? error : undefined;
  }
}
