import { toCallTarget } from '../model/call-target.js';
import type { User } from '../model/person.js';
import type { Settings } from '../model/settings.js';
import { TeamsError } from '../model/teams-error.js';
import { Calls } from './calls.js';
import { Consent } from './consent.js';
import type { Context } from './context.js';
import { useOf } from './dial-request.js';
import { loadAhead } from './load-ahead.js';
import { People } from './people.js';
import { needsOtherLine } from './read-settings.js';
import { Services } from './services.js';
import { SignIn } from './sign-in.js';
import { SignedIn } from './signed-in.js';
import { EMPTY } from './state.js';

/**
 * Does what the session is asked for: signs people in and out, places and takes calls, looks people up. Loaded with
 * the first wish, because most visitors of most pages have none.
 */
export class Operator {
  readonly people: People;
  readonly signIn: SignIn;
  readonly consent: Consent;
  readonly calls: Calls;
  readonly #context: Context;
  readonly #signedIn: SignedIn;
  #userId: string | undefined;

  constructor(context: Context) {
    this.#context = context;
    this.consent = new Consent(context);
    this.people = new People(context, this.consent);
    this.#signedIn = new SignedIn(context, (user) => this.#ready(user));
    this.signIn = new SignIn(context, this.#signedIn, this.consent, () => this.reset());
    this.calls = new Calls(context, this.#signedIn, this.people, this.consent);
    this.#renewServices();
  }

  /**
   * Goes on with the settings of the state, signed in silently where that is possible. Calls and their connection stay,
   * unless it is another cloud that they are made in, or another person who makes them.
   */
  async reconfigure(before: Settings): Promise<void> {
    const { settings } = this.#context.state;
    if (!settings || needsOtherLine(before, settings)) {
      await this.calls.close();
      this.reset();
    } else {
      this.signIn.close();
      this.consent.forget();
      this.#renewServices();
    }
    await this.restore();
  }

  /** Signs in with a person, who is asked at once for what a call to `to` makes use of. */
  signInFor(to: string | undefined, from: EventTarget | undefined): Promise<void> {
    const { needed = [], wanted = [] } = useOf(toCallTarget(to ?? ''));
    return this.signIn.signIn({ from, features: [...needed, ...wanted] });
  }

  async restore(): Promise<void> {
    await this.signIn.restore().catch((error: unknown) => {
      this.#context.ports.log.debug(`not signed in silently: ${TeamsError.from(error).code}`); // the state shows it
    });
  }

  /** Asks the person for what was wanted and is missing, and does what could not be done without. */
  async allow(from?: EventTarget): Promise<void> {
    try {
      await this.consent.ask();
    } catch (cause) {
      const error = TeamsError.from(cause);
      this.#context.fail(error, from);
      throw error;
    }
    for (const { participants } of this.#context.state.calls) this.people.lookUp(participants);
  }

  async signOut(): Promise<void> {
    await this.calls.close();
    const failure = await this.signIn.signOut().then(
      () => undefined,
      (cause: unknown) => TeamsError.from(cause),
    );
    this.reset();
    if (!failure) return this.#context.ports.log.info('signed out');
    this.#context.fail(failure);
    throw failure;
  }

  /** Nobody is signed in any more. */
  reset(): void {
    this.calls.disconnect();
    this.signIn.close();
    this.#signedIn.close();
    this.people.forget();
    this.consent.forget();
    this.#userId = undefined;
    this.#renewServices();
    this.#context.store.update({ ...EMPTY, settings: this.#context.state.settings });
  }

  #renewServices(): void {
    const { ports, host, state } = this.#context;
    const { settings } = state;
    const userId = (): string | undefined => this.#context.state.user?.id;
    this.#context.replaceServices(settings && new Services({ ports, settings, host, userId }));
  }

  #ready({ id }: User): void {
    if (this.#userId !== undefined && this.#userId !== id) {
      this.calls.disconnect();
      this.people.forget();
      this.consent.forget();
    }
    this.#userId = id;
    const { services } = this.#context;
    if (services.settings.inbound !== 'off') void this.calls.listen();
    else loadAhead(() => this.calls.load(), services.signal); // nobody can call: the first to want it is a press of a button
  }
}
