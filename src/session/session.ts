import type { SettingsInput } from '../model/settings.js';
import { TeamsError } from '../model/teams-error.js';
import type { Clock, Ports } from '../ports/ports.js';
import { Calls } from './calls.js';
import { Context } from './context.js';
import type { DialOptions } from './dial-request.js';
import { dispatch } from './dispatch.js';
import { TeamsSessionChangeEvent } from './events/teams-session-change-event.js';
import { People } from './people.js';
import { needsReconnect, readSettings } from './read-settings.js';
import { Services } from './services.js';
import { SignIn } from './sign-in.js';
import { EMPTY, type SessionState } from './state.js';
import { Store } from './store.js';

/** Everything the elements of one page know, and everything they can do. Commands reject with a `TeamsError`. */
export class Session {
  readonly #store: Store<SessionState>;
  readonly #context: Context;
  readonly #people: People;
  readonly #signIn: SignIn;
  readonly #calls: Calls;
  #input: SettingsInput = {};
  #told: SessionState;
  #readyUser: string | undefined;
  #scriptUrl: string | undefined;

  /** A page has one session, `session`; others are for tests and stories, which give a state to start from. */
  constructor(ports: Ports, state: Partial<SessionState> = {}) {
    this.#store = new Store<SessionState>({ ...EMPTY, ...state });
    this.#told = this.#store.state;
    this.#context = new Context(this.#store, ports);
    this.#people = new People(this.#context);
    this.#signIn = new SignIn(this.#context, (user) => this.#ready(user.id));
    this.#calls = new Calls(this.#context, this.#signIn, this.#people);
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
  configure(input: SettingsInput, from?: EventTarget): void {
    this.#input = { ...this.#input, ...input };
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
    if (before && this.#context.configured && !needsReconnect(before, settings)) {
      if (before.inbound === 'off' && settings.inbound !== 'off' && this.state.user) void this.#calls.listen();
      return;
    }
    void this.#start(before !== undefined);
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
   * Signs the person in, with a window where one is needed. Has to be called from a click.
   *
   * @throws {TeamsError} `popup-blocked`, `sign-in-canceled`, `consent-required`, `license-required` and others.
   */
  signIn(options: { readonly from?: EventTarget } = {}): Promise<void> {
    return this.#signIn.signIn(options.from);
  }

  /** Gives up a sign-in that is under way: its command rejects with `sign-in-canceled`. */
  cancelSignIn(): void {
    this.#signIn.cancel();
  }

  /** Hangs up, disconnects, and forgets the person and what was stored for them. */
  async signOut(): Promise<void> {
    await this.#calls.close();
    const failure = await this.#signIn.signOut().then(
      () => undefined,
      (cause: unknown) => TeamsError.from(cause),
    );
    this.#renewServices();
    if (!failure) return this.#context.ports.log.info('signed out');
    this.#context.fail(failure);
    throw failure;
  }

  /**
   * Calls a Teams user (object id, user principal name or mail address), a telephone number or `8:echo123`.
   * Resolves with the call's id when the service has taken the call.
   *
   * @throws {TeamsError} `sign-in-required`, `target-missing`, `number-invalid`, `microphone-blocked` and others.
   */
  dial(to: string, options: DialOptions = {}): Promise<string> {
    return this.#calls.dial(to, options);
  }

  /** Takes a ringing call, with our own camera on if `video` is true. */
  answer(callId: string, options: { readonly video?: boolean } = {}): Promise<void> {
    return this.#calls.answer(callId, options.video ?? false);
  }

  /** Declines a ringing call. */
  reject(callId: string): Promise<void> {
    return this.#calls.act(callId, (port, id) => port.reject(id));
  }

  /** Ends a call, or gives up one that is not answered yet. Without an id: the active call, as in all that follow. */
  hangUp(callId?: string): Promise<void> {
    return this.#calls.act(callId, (port, id) => port.hangUp(id));
  }

  /** Stops sending our voice. */
  mute(callId?: string): Promise<void> {
    return this.#calls.act(callId, (port, id) => port.mute(id));
  }

  /** Sends our voice again. */
  unmute(callId?: string): Promise<void> {
    return this.#calls.act(callId, (port, id) => port.unmute(id));
  }

  /** Sends our camera's picture. */
  startVideo(callId?: string): Promise<void> {
    return this.#calls.act(callId, (port, id) => port.startVideo(id));
  }

  /** Stops sending our camera's picture and turns the camera off. */
  stopVideo(callId?: string): Promise<void> {
    return this.#calls.act(callId, (port, id) => port.stopVideo(id));
  }

  /** The picture of a participant, or our own for `local`. It is no state: it cannot be sent to another tab. */
  stream(callId: string, participantId: string): Promise<MediaStream> {
    return this.#calls.stream(callId, participantId);
  }

  /** The photo of a person of the directory, or undefined where there is none. */
  photo(userId: string): Promise<Blob | undefined> {
    return this.#people.photo(userId);
  }

  /** Hides the failure of one subject or, without a subject, the session's error and the call that ended last. */
  dismiss(subject?: string): void {
    if (subject === undefined) this.#store.update({ error: undefined, endedCall: undefined });
    else this.#context.clear(subject);
  }

  async #start(restart: boolean): Promise<void> {
    if (restart) await this.#calls.close();
    this.#renewServices();
    await this.#signIn.restore().catch((error: unknown) => {
      this.#context.ports.log.debug(`not signed in silently: ${TeamsError.from(error).code}`); // the state shows it
    });
  }

  /** Begins again with nobody signed in. */
  #renewServices(): void {
    const { settings } = this.state;
    this.#calls.disconnect();
    this.#signIn.close();
    this.#people.forget();
    this.#context.replaceServices(settings && new Services(this.#context.ports, settings));
    this.#store.update({ ...EMPTY, settings });
  }

  #ready(userId: string): void {
    if (this.#readyUser !== undefined && this.#readyUser !== userId) this.#calls.disconnect();
    this.#readyUser = userId;
    if (this.state.settings?.inbound !== 'off') void this.#calls.listen();
  }

  readonly #tellChange = (): void => {
    const { status, user, phoneCallsAllowed } = this.state;
    const before = this.#told;
    this.#told = this.state;
    if (before.status === status && before.user === user && before.phoneCallsAllowed === phoneCallsAllowed) return;
    dispatch(new TeamsSessionChangeEvent(status, user, phoneCallsAllowed));
  };
}
