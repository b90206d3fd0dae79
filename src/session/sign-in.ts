import type { Feature } from '../model/permissions.js';
import { TeamsError } from '../model/teams-error.js';
import type { Account, IdentityPort } from '../ports/identity.js';
import { AccountChanges } from './account-changes.js';
import type { Consent } from './consent.js';
import type { Context } from './context.js';
import { dispatch } from './dispatch.js';
import { TeamsSignInRequiredEvent } from './events/teams-sign-in-required-event.js';
import { mayRestore, remembered } from './remembered.js';
import { within } from './retry.js';
import type { Services } from './services.js';
import type { SignedIn } from './signed-in.js';
import type { SessionStatus } from './state.js';

/** How long a page that signs people in itself may take, in milliseconds. */
const HOST_LIMIT = 5 * 60_000;
/** Browsers open a window up to about five seconds after a click. */
const SILENT_LIMIT = 2_500;

export interface SignInOptions {
  /** The element that the events of this sign-in start at. Default: `document`. */
  readonly from?: EventTarget | undefined;
  /** What is about to be used, beside what every sign-in is for: one window asks for all. Default: nothing. */
  readonly features?: readonly Feature[];
}

/** Signs the person in and out. */
export class SignIn {
  readonly #context: Context;
  readonly #signedIn: SignedIn;
  readonly #consent: Consent;
  readonly #changes: AccountChanges;
  /** Told when nobody is signed in any more, though nobody here asked for that. */
  readonly #gone: () => void;
  #attempt: AbortController | undefined;
  #restoring: Promise<void> | undefined;
  #signingIn: Promise<void> | undefined;

  constructor(context: Context, signedIn: SignedIn, consent: Consent, gone: () => void) {
    this.#context = context;
    this.#signedIn = signedIn;
    this.#consent = consent;
    this.#gone = gone;
    this.#changes = new AccountChanges(context, (account, services) => this.#takeOver(account, services));
  }

  /** After configuration: signs in without a window where somebody was signed in before or a hint says whom. */
  restore(): Promise<void> {
    const { services } = this.#context;
    if (!mayRestore(services.settings) && !this.#context.state.user) return Promise.resolve();
    return (this.#restoring = this.#restore(services).finally(() => (this.#restoring = undefined)));
  }

  async #restore(services: Services): Promise<void> {
    await this.#attemptWith(services, async (signal) => (await services.identity()).restore(signal))
      .catch((error: TeamsError) => {
        // A sign-in that ran out since the last visit is no failure: the person is simply signed out.
        if (error.code !== 'sign-in-required') throw error;
        this.#context.store.update({ error: undefined });
        if (this.#context.state.user) this.#nobody(services, 'expired');
      })
      .finally(() => remembered.keepRedirecting(false));
  }

  /** Signs in with a person. Has to be called from a click. */
  async signIn(options: SignInOptions): Promise<void> {
    // What is under way silently may spare the window; a second click waits for the window of the first.
    await this.#restoring?.catch(() => {}); // the state shows it
    this.#signingIn ??= this.#signIn(options).finally(() => (this.#signingIn = undefined));
    return this.#signingIn;
  }

  async #signIn({ from, features = [] }: SignInOptions): Promise<void> {
    const { status } = this.#context.state;
    if (status === 'ready') return;
    const services = this.#servicesOrFail(from);
    const { signIn } = services.settings;
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
        if (signIn === 'silent') return identity.restore(signal);
        return (await this.#silently(identity, services, status, signal)) ?? this.#ask(identity, features, signal);
      },
      from,
    );
    if (!account) throw this.#fail(new TeamsError('sign-in-required', 'Nobody could be signed in silently.'), from);
  }

  /** Asks a person. What they allow with that need not be asked for again. */
  async #ask(identity: IdentityPort, also: readonly Feature[], signal: AbortSignal): Promise<Account> {
    const { settings, calls } = this.#context.state;
    // Where calls come in, names are looked up from the first one on.
    const names: readonly Feature[] = settings?.inbound === 'off' ? [] : ['people'];
    const features = [...new Set<Feature>(['calling', 'me', ...names, ...also])];
    const stay = calls.length > 0;
    const leaves = settings?.signIn === 'redirect' && !stay;
    const back = new AbortController();
    if (leaves) {
      remembered.keepRedirecting(true);
      // Whoever comes back by the browser's own button finds the page as they left it: waiting.
      globalThis.addEventListener?.('pageshow', ({ persisted }) => persisted && this.cancel(), { signal: back.signal });
    }
    try {
      const account = await identity.signIn(features, { signal, stay });
      this.#consent.allowed(features);
      return account;
    } finally {
      back.abort();
      if (leaves) remembered.keepRedirecting(false);
    }
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

  /** The session has other services now, or nobody. */
  close(): void {
    this.cancel();
    this.#changes.forget();
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
      await this.#changes.follow(services);
      const account = await getAccount(signal);
      if (!account) {
        this.#nobody(services, before);
        return undefined;
      }
      const mayChange = (): boolean => !this.#changes.mustWait(account, services);
      if (!mayChange() || !(await this.#signedIn.begin(account, services, { signal, mayChange }))) {
        this.#context.store.update({ status: before });
      }
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

  /** Nobody could be signed in. Whoever was before is signed out; in a call only when it is over. */
  #nobody(services: Services, before: SessionStatus): void {
    if (!this.#context.state.user) this.#context.store.update({ status: 'signed-out' });
    else if (this.#changes.mustWait(undefined, services)) this.#context.store.update({ status: before });
    else this.#gone();
  }

  /** Somebody has signed in or out without our asking. */
  #takeOver(account: Account | undefined, services: Services): void {
    if (services.signal.aborted) return;
    if (!account) return this.#gone();
    // Whose tokens are given out changes by this alone.
    const restored = this.#attemptWith(services, async (signal) => (await services.identity()).restore(signal));
    restored.catch(() => {}); // shown by the state
  }

  #fail(error: TeamsError, from?: EventTarget, before: SessionStatus = this.#context.state.status): TeamsError {
    // Whoever was signed in stays so, with a token that ran out or one that still works; a refused sign-in leaves nobody.
    const harmless = error.category === 'signIn' || error.category === 'aborted';
    const worked = before === 'ready' && error.category !== 'policy';
    const stays = worked || before === 'expired' || before === 'expiring';
    this.#context.store.update({ status: stays ? before : harmless ? 'signed-out' : 'error' });
    this.#context.fail(error, from);
    return error;
  }
}
