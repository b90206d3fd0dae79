import { TeamsError } from '../model/teams-error.js';
import type { Account, IdentityPort } from '../ports/identity.js';
import type { Context } from './context.js';
import type { Services } from './services.js';
import { isSignedIn, type SessionState } from './state.js';

/**
 * Accounts that come and go without our asking: somebody signs in or out in another tab, by the page itself, or as
 * somebody else than before. A call that is on belongs to the one who is in it: the change waits until it is over.
 */
export class AccountChanges {
  readonly #context: Context;
  /** Takes over an account, or nobody. */
  readonly #apply: (account: Account | undefined, services: Services) => void;
  readonly #followed = new WeakSet<IdentityPort>();
  #waiting: (() => void) | undefined;

  constructor(context: Context, apply: (account: Account | undefined, services: Services) => void) {
    this.#context = context;
    this.#apply = apply;
    context.store.follow(() => {
      if (this.#waiting && !isCalling(context.state)) this.#goOn();
    });
  }

  async follow(services: Services): Promise<void> {
    const identity = await services.identity();
    if (this.#followed.has(identity)) return;
    this.#followed.add(identity);
    const stop = identity.followAccount((account) => this.#tell(account, services));
    services.signal.addEventListener('abort', stop, { once: true });
  }

  /** Whether an account has to wait for the call of another. Says so, and takes it over when the call is over. */
  mustWait(account: Account | undefined, services: Services): boolean {
    const { state } = this.#context;
    if (!state.user || state.user.id === account?.id || !isCalling(state)) return false;
    this.#waiting = () => this.#apply(account, services);
    this.#context.fail(new TeamsError('account-changed'));
    return true;
  }

  /** What was waited for is of no interest any more. */
  forget(): void {
    this.#waiting = undefined;
  }

  #tell(account: Account | undefined, services: Services): void {
    const { state } = this.#context;
    if (services.signal.aborted || (!account && !state.user)) return;
    if (account && account.id === state.user?.id && isSignedIn(state)) return;
    if (!this.mustWait(account, services)) this.#apply(account, services);
  }

  #goOn(): void {
    const apply = this.#waiting;
    this.#waiting = undefined;
    // Not within the change of state that the last call's end is.
    queueMicrotask(() => apply?.());
  }
}

/** Whether somebody is in a call, is called, or is about to call. */
function isCalling({ calls, dialling }: SessionState): boolean {
  return calls.length > 0 || dialling.length > 0;
}
