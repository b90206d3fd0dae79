import type { User } from '../model/person.js';
import { TeamsError } from '../model/teams-error.js';
import type { Account } from '../ports/identity.js';
import type { CommunicationToken } from '../ports/token-service.js';
import type { Context } from './context.js';
import { remembered } from './remembered.js';
import { retry, WHILE_WAITED_FOR } from './retry.js';
import type { Services } from './services.js';
import { TokenRenewal } from './token-renewal.js';

/** Whoever is signed in: lets them in, and keeps their token of the call service fresh. */
export class SignedIn {
  readonly #context: Context;
  /** Told when somebody is signed in and calls can be made. */
  readonly #ready: (user: User) => void;
  #renewal: TokenRenewal | undefined;
  #closing = new AbortController();

  constructor(context: Context, ready: (user: User) => void) {
    this.#context = context;
    this.#ready = ready;
  }

  /** The token of the call service. Waits for one; never rejects while the person is signed in. */
  token(signal?: AbortSignal): Promise<CommunicationToken> {
    return this.#renewal?.current(signal) ?? Promise.reject(new TeamsError('sign-in-required'));
  }

  /** The call service does not take the token any more: get another. */
  rejectToken(): void {
    this.#renewal?.reject();
  }

  /**
   * The account is known: get the token of the call service, and who this is. Whoever was signed in before stays so until
   * all of that is there. `mayChange` is asked then: a call may have begun meanwhile, and it is theirs.
   */
  async begin(
    account: Account,
    services: Services,
    { signal, mayChange }: { readonly signal: AbortSignal; readonly mayChange: () => boolean },
  ): Promise<boolean> {
    const { clock, log } = this.#context.ports;
    const exchange = (): Promise<CommunicationToken> => this.#exchange(services, account.id, false, signal);
    const [token, user] = await Promise.all([
      retry(exchange, { policy: WHILE_WAITED_FOR, clock, signal }).catch((cause: unknown) =>
        this.#refused(TeamsError.from(cause), services),
      ),
      this.#user(account, services, signal),
    ]);
    if (!mayChange()) return false;
    const before = this.#context.state.user;
    if (before && before.id !== user.id) this.#forget(services);
    remembered.keepSignedIn(services.settings.clientId);
    this.#keepFresh(token, user);
    log.info('signed in');
    const phoneCallsAllowed = user.phonePlan ?? this.#context.state.phoneCallsAllowed;
    this.#context.store.update({ status: 'ready', user, error: undefined, phoneCallsAllowed });
    this.#ready(user);
    return true;
  }

  /** Nobody is signed in any more. */
  close(): void {
    this.#closing.abort();
    this.#renewal = undefined;
  }

  /** What the one before was shown is nothing for the next. */
  #forget(services: Services): void {
    services.forgetPeople();
    this.#context.store.update({ user: undefined, people: {}, failures: [], phoneCallsAllowed: undefined });
  }

  /** An account that is not let in is forgotten, so that the next sign-in can be with another. */
  async #refused(error: TeamsError, services: Services): Promise<never> {
    if (error.category === 'policy' || error.code === 'token-rejected') {
      remembered.keepSignedOut();
      const identity = await services.identity();
      await identity.signOut().catch((cause: unknown) => this.#context.ports.log.warn('account not forgotten', cause));
    }
    throw error;
  }

  #keepFresh(token: CommunicationToken, user: User): void {
    if (this.#renewal && this.#context.state.user?.id === user.id) return this.#renewal.accept(token);
    this.#closing.abort();
    this.#closing = new AbortController();
    const { clock, log } = this.#context.ports;
    this.#renewal = new TokenRenewal(token, {
      // By the services of then: the page may have configured others, and the calls go on.
      fetch: (signal) => this.#exchange(this.#context.services, user.id, true, signal),
      tell: (status, error) => this.#tell(status, error),
      clock,
      log,
      signal: this.#closing.signal,
    });
  }

  async #exchange(
    services: Services,
    userId: string,
    renew: boolean,
    signal: AbortSignal,
  ): Promise<CommunicationToken> {
    const [identity, tokenService] = await Promise.all([services.identity(), services.tokenService()]);
    return tokenService.exchange(await identity.token('calling', { renew, signal, userId }), signal);
  }

  /** Who this is, from the directory; where that does not answer, as the sign-in says. Calls need no more. */
  async #user(account: Account, services: Services, signal: AbortSignal): Promise<User> {
    try {
      const { user } = this.#context.state;
      const another = user !== undefined && user.id !== account.id;
      const people = another ? services.peopleFor(account.id) : services.people();
      const me = await (await people).me(signal);
      return { ...me, tenantId: account.tenantId };
    } catch (cause) {
      this.#context.ports.log.warn('the directory does not say who is signed in', cause);
      return { ...account, mail: undefined, jobTitle: undefined, usageLocation: undefined, phonePlan: undefined };
    }
  }

  #tell(status: 'ready' | 'expiring' | 'expired', error: TeamsError | undefined): void {
    const changed = this.#context.state.status !== status || this.#context.state.error?.code !== error?.code;
    this.#context.store.update({ status });
    if (!error) this.#context.store.update({ error: undefined });
    else if (changed) this.#context.fail(error);
  }
}
