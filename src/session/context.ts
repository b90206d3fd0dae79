import type { HostSignIn } from '../model/host-sign-in.js';
import { TeamsError } from '../model/teams-error.js';
import type { Ports } from '../ports/ports.js';
import { dispatch } from './dispatch.js';
import { TeamsErrorEvent } from './events/teams-error-event.js';
import type { Services } from './services.js';
import type { SessionState } from './state.js';
import type { Store } from './store.js';

/** What the parts of a session share: its state, the world, and the services of the present configuration. */
export class Context {
  readonly store: Store<SessionState>;
  readonly ports: Ports;
  /** What the page signs people in with, where it does so itself. Neither plain data nor anybody else's: not in the state. */
  readonly host: { -readonly [Name in keyof HostSignIn]: HostSignIn[Name] } = {};
  #services: Services | undefined;

  constructor(store: Store<SessionState>, ports: Ports) {
    this.store = store;
    this.ports = ports;
  }

  get state(): SessionState {
    return this.store.state;
  }

  /** Rejects with what is wrong with the configuration where there are none. */
  get services(): Services {
    if (this.#services) return this.#services;
    const { error } = this.state;
    throw error?.category === 'configuration'
      ? new TeamsError(error.code, error.message)
      : new TeamsError('not-configured', 'Configure the session first: <teams-session client-id="…" token-url="…">.');
  }

  replaceServices(services: Services | undefined): void {
    this.#services?.close();
    this.#services = services;
  }

  /** Shows an error of the session as a whole and sends it. */
  fail(error: TeamsError, from?: EventTarget): void {
    this.store.update({ error: error.detail });
    this.#send(error, from);
  }

  /** Runs a command about one subject: clears its last failure, keeps the next one, sends it, and lets it through. */
  async command<Result>(subject: string, from: EventTarget | undefined, run: () => Promise<Result>): Promise<Result> {
    this.clear(subject);
    try {
      return await run();
    } catch (cause) {
      const error = TeamsError.from(cause);
      if (error.category !== 'aborted') this.failed(subject, error, from);
      throw error;
    }
  }

  /** Keeps a failure that the elements concerned show. */
  failed(subject: string, error: TeamsError, from?: EventTarget): void {
    const others = this.state.failures.filter((failure) => failure.subject !== subject);
    this.store.update({ failures: [...others, { subject, error: error.detail }] });
    this.#send(error, from);
  }

  clear(subject: string): void {
    const { failures } = this.state;
    if (failures.some((failure) => failure.subject === subject)) {
      this.store.update({ failures: failures.filter((failure) => failure.subject !== subject) });
    }
  }

  #send(error: TeamsError, from: EventTarget | undefined): void {
    const line = `${error.category}/${error.code}`;
    if (error.category === 'input' || error.category === 'signIn') this.ports.log.info(line);
    else this.ports.log.error(line, error);
    dispatch(new TeamsErrorEvent(error.detail), from);
  }
}
