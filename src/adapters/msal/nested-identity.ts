import type { Feature } from '../../model/permissions.js';
import { TeamsError } from '../../model/teams-error.js';
import type { Account, AskOptions, IdentityPort, TokenOptions } from '../../ports/identity.js';
import { isAuthFailure } from './auth-failure.js';

/** What a bridge that works may say all the same: the person said no, or there is no network. */
const NO_REFUSAL = new Set(['user_canceled', 'no_network_connectivity']);

/** Signs in by the app that the page is nested in, such as Teams or Outlook; where that refuses, as any other page. */
export class NestedIdentity implements IdentityPort {
  #door: IdentityPort;
  #fallBack: (() => Promise<IdentityPort>) | undefined;
  #opening: Promise<void> | undefined;
  readonly #followers = new Map<(account: Account | undefined) => void, () => void>();

  constructor(nested: IdentityPort, fallBack: () => Promise<IdentityPort>) {
    this.#door = nested;
    this.#fallBack = fallBack;
  }

  restore(signal?: AbortSignal): Promise<Account | undefined> {
    return this.#unlessRefused((door) => door.restore(signal));
  }

  signIn(features: readonly Feature[], options?: AskOptions): Promise<Account> {
    return this.#unlessRefused((door) => door.signIn(features, options));
  }

  consent(features: readonly Feature[], options?: AskOptions): Promise<void> {
    return this.#unlessRefused((door) => door.consent(features, options));
  }

  signOut(): Promise<void> {
    return this.#door.signOut();
  }

  token(feature: Feature, options?: TokenOptions): Promise<string> {
    return this.#unlessRefused((door) => door.token(feature, options));
  }

  followAccount(follower: (account: Account | undefined) => void): () => void {
    this.#followers.set(follower, this.#door.followAccount(follower));
    return () => {
      this.#followers.get(follower)?.();
      this.#followers.delete(follower);
    };
  }

  async #unlessRefused<Result>(ask: (door: IdentityPort) => Promise<Result>): Promise<Result> {
    try {
      return await ask(this.#door);
    } catch (cause) {
      if (!this.#fallBack || !isRefusal(cause)) throw cause;
      // Once, however many requests are refused at the same time.
      await (this.#opening ??= this.#open(this.#fallBack));
      return ask(this.#door);
    }
  }

  async #open(fallBack: () => Promise<IdentityPort>): Promise<void> {
    const door = await fallBack().catch((cause: unknown) => {
      this.#opening = undefined; // the next request tries again
      throw cause;
    });
    this.#fallBack = undefined;
    this.#door = door;
    for (const [follower, stop] of this.#followers) {
      stop();
      this.#followers.set(follower, door.followAccount(follower));
    }
  }
}

/** MSAL has one class for a bridge that cannot be used, and passes on whatever code the bridge gave. */
function isRefusal(cause: unknown): boolean {
  const failure = cause instanceof TeamsError ? cause.cause : cause;
  return isAuthFailure(failure) && failure.name === 'ClientAuthError' && !NO_REFUSAL.has(failure.errorCode);
}
