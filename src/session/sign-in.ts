import type { User } from '../model/person.js';
import { TeamsError } from '../model/teams-error.js';
import type { Account, IdentityPort } from '../ports/identity.js';
import type { CommunicationToken } from '../ports/token-service.js';
import type { Context } from './context.js';
import { dispatch } from './dispatch.js';
import { TeamsSignInRequiredEvent } from './events/teams-sign-in-required-event.js';
import { mayRestore, remembered } from './remembered.js';
import { retry, WHILE_WAITED_FOR, within } from './retry.js';
import type { Services } from './services.js';
import { isSignedIn, type SessionStatus } from './state.js';
import { TokenRenewal } from './token-renewal.js';

/** How long a page that signs people in itself may take, in milliseconds. */
const HOST_LIMIT = 5 * 60_000;
/** Browsers open a window up to about five seconds after a click. */
const SILENT_LIMIT = 2_500;

/** Signs the person in and out, and keeps the token of the call service fresh. */
export class SignIn {
  readonly #context: Context;
  /** Told when somebody is signed in and calls can be made. */
  readonly #ready: (user: User) => void;
  #renewal: TokenRenewal | undefined;
  #attempt: AbortController | undefined;
  #restoring: Promise<void> | undefined;
  #signingIn: Promise<void> | undefined;
  #closing = new AbortController();
  readonly #followed = new WeakSet<object>();

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

  /** After configuration: signs in without a window where somebody was signed in before or a hint says whom. */
  restore(): Promise<void> {
    const { services } = this.#context;
    if (!mayRestore(services.settings)) return Promise.resolve();
    return (this.#restoring = this.#restore(services).finally(() => (this.#restoring = undefined)));
  }

  async #restore(services: Services): Promise<void> {
    await this.#attemptWith(services, async (signal) => (await services.identity()).restore(signal)).catch(
      (error: TeamsError) => {
        // A sign-in that ran out since the last visit is no failure: the person is simply signed out.
        if (error.code === 'sign-in-required') this.#context.store.update({ error: undefined });
        else throw error;
      },
    );
  }

  /** Signs in with a window. Has to be called from a click. */
  async signIn(from?: EventTarget): Promise<void> {
    // What is under way silently may spare the window; a second click waits for the window of the first.
    await this.#restoring?.catch(() => {}); // the state shows it
    this.#signingIn ??= this.#signIn(from).finally(() => (this.#signingIn = undefined));
    return this.#signingIn;
  }

  async #signIn(from: EventTarget | undefined): Promise<void> {
    const { status, settings } = this.#context.state;
    if (status === 'ready') return;
    const services = this.#servicesOrFail(from);
    const asked = new TeamsSignInRequiredEvent();
    const allowed = dispatch(asked, from);
    if (!allowed && !asked.answer) return; // the page signs in by itself, in its own time
    const account = await this.#attemptWith(
      services,
      async (signal) => {
        const identity = await services.identity();
        if (asked.answer) {
          await within(HOST_LIMIT, asked.answer, this.#context.ports.clock);
          return identity.restore(signal);
        }
        if (settings?.signIn === 'silent') return identity.restore(signal);
        return (
          (await this.#silently(identity, services, status, signal)) ??
          identity.signIn(['calling', 'me', 'people', 'chat'], { signal })
        );
      },
      from,
    );
    if (!account) throw this.#fail(new TeamsError('sign-in-required', 'Nobody could be signed in silently.'), from);
  }

  /** Gives up a sign-in that is under way. */
  cancel(): void {
    this.#attempt?.abort();
  }

  async signOut(): Promise<void> {
    const { services } = this.#context;
    this.cancel();
    remembered.keepSignedOut();
    await (await services.identity()).signOut();
  }

  /** Forgets the token: the session has other services now. */
  close(): void {
    this.cancel();
    this.#closing.abort();
    this.#renewal = undefined;
  }

  #servicesOrFail(from: EventTarget | undefined): Services {
    try {
      return this.#context.services;
    } catch (cause) {
      throw this.#fail(TeamsError.from(cause), from);
    }
  }

  /** Spares a person the window where the last sign-in still holds. Soon enough for the click to count for a window. */
  async #silently(
    identity: IdentityPort,
    { settings }: Services,
    status: SessionStatus,
    signal: AbortSignal,
  ): Promise<Account | undefined> {
    if (status === 'expired' || status === 'expiring' || !remembered.signedIn(settings.clientId)) return undefined;
    return within(SILENT_LIMIT, identity.restore(signal), this.#context.ports.clock).catch(() => undefined);
  }

  /** One sign-in, silent or not, up to the token of the call service. */
  async #attemptWith(
    services: Services,
    getAccount: (signal: AbortSignal) => Promise<Account | undefined>,
    from?: EventTarget,
  ): Promise<Account | undefined> {
    const attempt = new AbortController();
    this.#attempt = attempt;
    const signal = AbortSignal.any([attempt.signal, services.signal]);
    const before = this.#context.state.status;
    this.#context.store.update({ status: 'signing-in', error: undefined });
    try {
      await this.#followLateSignIn(services);
      const account = await getAccount(signal);
      if (!account) this.#context.store.update({ status: 'signed-out' });
      else await this.#begin(account, services, signal);
      return account;
    } catch (cause) {
      if (services.signal.aborted) throw new TeamsError('aborted', undefined, { cause });
      const error = signal.aborted
        ? new TeamsError('sign-in-canceled', undefined, { cause })
        : TeamsError.from(cause, 'sign-in-failed');
      throw this.#fail(error, from, before);
    } finally {
      if (this.#attempt === attempt) this.#attempt = undefined;
    }
  }

  /** The account is known: get the token of the call service, and who this is. */
  async #begin(account: Account, services: Services, signal: AbortSignal): Promise<void> {
    const { clock } = this.#context.ports;
    const exchanged = retry(() => this.#exchange(services, false, signal), { policy: WHILE_WAITED_FOR, clock, signal });
    const [token, user] = await Promise.all([
      exchanged.catch((cause: unknown) => this.#refused(TeamsError.from(cause), services)),
      this.#user(account, services, signal),
    ]);
    remembered.keepSignedIn(services.settings.clientId);
    this.#keepFresh(token, user, services);
    this.#context.ports.log.info('signed in');
    const phoneCallsAllowed = user.phonePlan ?? this.#context.state.phoneCallsAllowed;
    this.#context.store.update({ status: 'ready', user, error: undefined, phoneCallsAllowed });
    this.#ready(user);
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

  #keepFresh(token: CommunicationToken, user: User, services: Services): void {
    if (this.#renewal && this.#context.state.user?.id === user.id) return this.#renewal.accept(token);
    this.#closing.abort();
    this.#closing = new AbortController();
    const { clock, log } = this.#context.ports;
    this.#renewal = new TokenRenewal(token, {
      fetch: (renewing) => this.#exchange(services, true, renewing),
      tell: (status, error) => this.#tell(status, error),
      clock,
      log,
      signal: AbortSignal.any([this.#closing.signal, services.signal]),
    });
  }

  async #exchange(services: Services, renew: boolean, signal: AbortSignal): Promise<CommunicationToken> {
    const [identity, tokenService] = await Promise.all([services.identity(), services.tokenService()]);
    return tokenService.exchange(await identity.token('calling', { renew, signal }), signal);
  }

  /** Who this is, from the directory; where that does not answer, as the sign-in says. Calls need no more. */
  async #user(account: Account, services: Services, signal: AbortSignal): Promise<User> {
    try {
      const me = await (await services.people()).me(signal);
      return { ...me, tenantId: account.tenantId };
    } catch (cause) {
      this.#context.ports.log.warn('the directory does not say who is signed in', cause);
      return { ...account, mail: undefined, jobTitle: undefined, usageLocation: undefined, phonePlan: undefined };
    }
  }

  /** A window that looked closed may still have signed somebody in. */
  async #followLateSignIn(services: Services): Promise<void> {
    const identity = await services.identity();
    if (this.#followed.has(identity)) return;
    this.#followed.add(identity);
    const stop = identity.followAccount((account) => {
      if (!account || isSignedIn(this.#context.state)) return;
      void this.#attemptWith(services, () => Promise.resolve(account)).catch(() => {}); // shown by the state
    });
    services.signal.addEventListener('abort', stop, { once: true });
  }

  #tell(status: 'ready' | 'expiring' | 'expired', error: TeamsError | undefined): void {
    const changed = this.#context.state.status !== status || this.#context.state.error?.code !== error?.code;
    this.#context.store.update({ status });
    if (!error) this.#context.store.update({ error: undefined });
    else if (changed) this.#context.fail(error);
  }

  #fail(error: TeamsError, from?: EventTarget, before: SessionStatus = this.#context.state.status): TeamsError {
    // Whoever was signed in with a token that ran out stays so; a refused sign-in leaves nobody.
    const harmless = error.category === 'signIn' || error.category === 'aborted';
    const status = before === 'expired' || before === 'expiring' ? before : harmless ? 'signed-out' : 'error';
    this.#context.store.update({ status });
    this.#context.fail(error, from);
    return error;
  }
}
