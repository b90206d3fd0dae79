import type { User } from '../model/person.js';
import { TeamsError } from '../model/teams-error.js';
import { Calls } from './calls.js';
import type { Context } from './context.js';
import { People } from './people.js';
import { Services } from './services.js';
import { SignIn } from './sign-in.js';
import { EMPTY } from './state.js';

/**
 * Does what the session is asked for: signs people in and out, places and takes calls, looks people up. Loaded with
 * the first wish, because most visitors of most pages have none.
 */
export class Operator {
  readonly people: People;
  readonly signIn: SignIn;
  readonly calls: Calls;
  readonly #context: Context;
  #userId: string | undefined;

  constructor(context: Context) {
    this.#context = context;
    this.people = new People(context);
    this.signIn = new SignIn(context, (user) => this.#ready(user));
    this.calls = new Calls(context, this.signIn, this.people);
    this.#renewServices();
  }

  /** Begins again with the settings of the state, signed in silently where that is possible. */
  async restart(): Promise<void> {
    await this.calls.close();
    this.reset();
    await this.restore();
  }

  async restore(): Promise<void> {
    await this.signIn.restore().catch((error: unknown) => {
      this.#context.ports.log.debug(`not signed in silently: ${TeamsError.from(error).code}`); // the state shows it
    });
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
    this.people.forget();
    this.#userId = undefined;
    this.#renewServices();
    this.#context.store.update({ ...EMPTY, settings: this.#context.state.settings });
  }

  #renewServices(): void {
    const { settings } = this.#context.state;
    this.#context.replaceServices(settings && new Services(this.#context.ports, settings, this.#context.host));
  }

  #ready({ id }: User): void {
    if (this.#userId !== undefined && this.#userId !== id) this.calls.disconnect();
    this.#userId = id;
    if (this.#context.state.settings?.inbound !== 'off') void this.calls.listen();
  }
}
