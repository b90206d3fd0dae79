import type { SessionInput, SettingsInput } from '../model/settings.js';
import { TeamsError } from '../model/teams-error.js';
import type { Clock, Ports } from '../ports/ports.js';
import { Context } from './context.js';
import type { DialOptions } from './dial-request.js';
import { dispatch } from './dispatch.js';
import { TeamsSessionChangeEvent } from './events/teams-session-change-event.js';
import type { Operator } from './operator.js';
import { needsOtherSignIn, readSettings } from './read-settings.js';
import { mayRestore } from './remembered.js';
import { EMPTY, type SessionState } from './state.js';
import { Store } from './store.js';

/** Everything the elements of one page know, and everything they can do. Commands reject with a `TeamsError`. */
export class Session {
  readonly #store: Store<SessionState>;
  readonly #context: Context;
  #input: SettingsInput = {};
  #told: SessionState;
  #operator: Operator | undefined;
  #loading: Promise<Operator> | undefined;
  #scriptUrl: string | undefined;

  /** A page has one session, `session`; others are for tests and stories, which give a state to start from. */
  constructor(ports: Ports, state: Partial<SessionState> = {}) {
    this.#store = new Store<SessionState>({ ...EMPTY, ...state });
    this.#told = this.#store.state;
    this.#context = new Context(this.#store, ports);
    this.#store.follow(this.#tellChange);
  }

  /** Everything the page can know, as plain data. Every change is a new object. */
  get state(): SessionState {
    return this.#store.state;
  }

  /** The time that the durations on show follow. */
  get clock(): Clock {
    return this.#context.ports.clock;
  }

  /** Calls back after every change of `state`. Returns a function that stops it. */
  follow(follower: () => void): () => void {
    return this.#store.follow(follower);
  }

  /**
   * Sets some or all settings; what is not named stays, what is `undefined` is unset. The session connects anew only
   * where a change needs it. Settings that cannot work are told by `teams-error` and `state.error`; nothing is thrown,
   * and a session that works goes on with the settings it has.
   */
  configure(input: SessionInput, from?: EventTarget): void {
    const { publicClientApplication, getAccessToken, ...words } = input;
    const { host } = this.#context;
    const hadDoor = host.publicClientApplication ?? host.getAccessToken;
    if ('publicClientApplication' in input) host.publicClientApplication = publicClientApplication;
    if ('getAccessToken' in input) host.getAccessToken = getAccessToken;
    const doorCame = !hadDoor && (host.publicClientApplication ?? host.getAccessToken) !== undefined;
    this.#input = { ...this.#input, ...words };
    let settings;
    try {
      settings = readSettings(this.#input, globalThis.document?.baseURI ?? 'http://localhost/', this.#scriptUrl);
    } catch (cause) {
      return this.#context.fail(TeamsError.from(cause, 'settings-invalid'), from);
    }
    const before = this.state.settings;
    if (this.state.error?.category === 'configuration') this.#store.update({ error: undefined });
    if (!settings) return;
    this.#store.update({ settings });
    // A hint says whom to sign in: it means nothing once somebody is.
    const hinted = before?.loginHint !== settings.loginHint && !this.state.user;
    if (this.#operator && before) {
      const comes = (hinted || doorCame) && !this.state.user;
      if (comes || needsOtherSignIn(before, settings)) void this.#operator.reconfigure(before);
      else if (before.inbound === 'off' && settings.inbound !== 'off' && this.state.user)
        void this.#operator.calls.listen();
    } else if (mayRestore(settings)) {
      this.#operate((operator) => operator.restore()).catch(() => {}); // the state shows it
    }
  }

  /** Where our script tag was loaded from: the redirect page is looked for beside it. The first copy on a page says. */
  locateScript(url: string): void {
    this.#scriptUrl ??= url;
  }

  /** Shows an error that the page's own markup has, and sends it. */
  reportError(error: TeamsError, from?: EventTarget): void {
    this.#context.fail(error, from);
  }

  /**
   * Signs the person in, with a window where one is needed. Has to be called from a click. `to` is whom a call is to
   * follow for: what that needs the person to allow is asked for with the sign-in.
   *
   * @throws {TeamsError} `popup-blocked`, `sign-in-canceled`, `consent-required`, `license-required` and others.
   */
  signIn({ from, to }: { readonly from?: EventTarget; readonly to?: string } = {}): Promise<void> {
    return this.#operate((operator) => operator.signInFor(to, from), from);
  }

  /**
   * Asks the person to allow what was wanted and is missing, `state.consentRequired`, in a window. Has to be called from
   * a click.
   *
   * @throws {TeamsError} `popup-blocked`, `sign-in-canceled`, `consent-required` and others.
   */
  consent(options: { readonly from?: EventTarget } = {}): Promise<void> {
    return this.#operate((operator) => operator.allow(options.from), options.from);
  }

  /** Gives up a sign-in that is under way: its command rejects with `sign-in-canceled`. */
  cancelSignIn(): void {
    this.#operator?.signIn.cancel();
  }

  /** Hangs up, disconnects, and forgets the person and what was stored for them. */
  signOut(): Promise<void> {
    return this.#operate((operator) => operator.signOut());
  }

  /**
   * Calls a Teams user (object id, user principal name or mail address), a telephone number or `8:echo123`.
   * Resolves with the call's id when the service has taken the call.
   *
   * @throws {TeamsError} `sign-in-required`, `target-missing`, `number-invalid`, `microphone-blocked` and others.
   */
  dial(to: string, options: DialOptions = {}): Promise<string> {
    return this.#operate(({ calls }) => calls.dial(to, options), options.from);
  }

  /** Takes a ringing call, with our own camera on if `video` is true. */
  answer(callId: string, options: { readonly video?: boolean } = {}): Promise<void> {
    return this.#operate(({ calls }) => calls.answer(callId, options.video ?? false));
  }

  /** Declines a ringing call. */
  reject(callId: string): Promise<void> {
    return this.#operate(({ calls }) => calls.act(callId, (port, id) => port.reject(id)));
  }

  /** Ends a call, or gives up one that is not answered yet. Without an id: the active call, as in all that follow. */
  hangUp(callId?: string): Promise<void> {
    return this.#operate(({ calls }) => calls.act(callId, (port, id) => port.hangUp(id)));
  }

  /** Stops sending our voice. */
  mute(callId?: string): Promise<void> {
    return this.#operate(({ calls }) => calls.act(callId, (port, id) => port.mute(id)));
  }

  /** Sends our voice again. */
  unmute(callId?: string): Promise<void> {
    return this.#operate(({ calls }) => calls.act(callId, (port, id) => port.unmute(id)));
  }

  /** Sends our camera's picture. */
  startVideo(callId?: string): Promise<void> {
    return this.#operate(({ calls }) => calls.act(callId, (port, id) => port.startVideo(id)));
  }

  /** Stops sending our camera's picture and turns the camera off. */
  stopVideo(callId?: string): Promise<void> {
    return this.#operate(({ calls }) => calls.act(callId, (port, id) => port.stopVideo(id)));
  }

  /** The picture of a participant, or our own for `local`. It is no state: it cannot be sent to another tab. */
  stream(callId: string, participantId: string): Promise<MediaStream> {
    return this.#operate(({ calls }) => calls.stream(callId, participantId));
  }

  /** The photo of a person of the directory, or undefined where there is none. */
  photo(userId: string): Promise<Blob | undefined> {
    return this.#operate(({ people }) => people.photo(userId));
  }

  /**
   * Hides the failure of one subject, what is missing of the person's consent (`consent`) or, without a subject, the
   * session's error and the call that ended last.
   */
  dismiss(subject?: string): void {
    if (subject === 'consent') this.#store.update({ consentRequired: [] });
    else if (subject === undefined) this.#store.update({ error: undefined, endedCall: undefined });
    else this.#context.clear(subject);
  }

  /** Asks the operator, at once where they are there already. */
  async #operate<Result>(ask: (operator: Operator) => Promise<Result>, from?: EventTarget): Promise<Result> {
    if (this.#operator) return ask(this.#operator);
    this.#loading ??= import('./operator.js').then((module) => (this.#operator = new module.Operator(this.#context)));
    try {
      await this.#loading;
    } catch (cause) {
      this.#loading = undefined; // the next wish tries again
      const error = TeamsError.from(cause, 'network-lost');
      this.#context.fail(error, from);
      throw error;
    }
    return ask(await this.#loading);
  }

  readonly #tellChange = (): void => {
    const { status, user, phoneCallsAllowed } = this.state;
    const before = this.#told;
    this.#told = this.state;
    if (before.status === status && before.user === user && before.phoneCallsAllowed === phoneCallsAllowed) return;
    dispatch(new TeamsSessionChangeEvent(status, user, phoneCallsAllowed));
  };
}
