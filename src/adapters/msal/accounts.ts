import type { AccountInfo, IPublicClientApplication } from '@azure/msal-browser';
import type { Settings } from '../../model/settings.js';
import { TeamsError } from '../../model/teams-error.js';
import type { Account } from '../../ports/identity.js';
import { chooseAccount, fits, same, type Owner } from './choose-account.js';
import { toAccount } from './to-account.js';
import { watchAccounts, type AccountNews } from './watch-accounts.js';

type Follower = (account: Account | undefined) => void;

/** Whose tokens are given out, of all whom MSAL knows; and who comes and goes without our asking. */
export class Accounts {
  #application: IPublicClientApplication;
  readonly #anew: (() => Promise<IPublicClientApplication>) | undefined;
  readonly #owner: Owner;
  readonly #settings: Pick<Settings, 'loginHint' | 'emulator'>;
  readonly #followers = new Set<Follower>();
  /** Requests of ours, by MSAL's id for them: what they lead to is no news. */
  readonly #ours = new Set<string>();
  #current: AccountInfo | undefined;
  /** Somebody else who signed in elsewhere while the current one still is: the next to restore. */
  #next: AccountInfo | undefined;
  /** Whether an account that is not ours to forget was let go. */
  #released = false;
  #asking = 0;
  #busy = 0;
  #stopWatching: (() => void) | undefined;

  /** `anew` makes another application of the same kind. */
  constructor(
    application: IPublicClientApplication,
    owner: Owner,
    settings: Pick<Settings, 'loginHint' | 'emulator'>,
    anew: (() => Promise<IPublicClientApplication>) | undefined,
  ) {
    this.#anew = anew;
    this.#application = application;
    this.#owner = owner;
    this.#settings = settings;
  }

  get application(): IPublicClientApplication {
    return this.#application;
  }

  /** Who could be signed in without a window. */
  get restorable(): AccountInfo | undefined {
    return this.#next ?? this.#current ?? chooseAccount(this.#application, this.#owner, this.#settings);
  }

  /** Whose tokens are given out. Throws where that is nobody. */
  get current(): AccountInfo {
    const account = this.#current ?? (this.#released ? undefined : this.restorable);
    if (!account) throw new TeamsError('sign-in-required', 'Nobody is signed in.');
    return account;
  }

  /** The account of one user, who may have stopped being the current one: a call of theirs can still be on. */
  of(userId: string | undefined): AccountInfo {
    const { current } = this;
    if (userId === undefined || current.localAccountId === userId) return current;
    const known = this.#application.getAllAccounts().find(({ localAccountId }) => localAccountId === userId);
    if (!known) throw new TeamsError('sign-in-required', 'Whoever this is for is not signed in any more.');
    return known;
  }

  /** Gives tokens to this account from now on. */
  begin(account: AccountInfo): Account {
    this.#current = account;
    this.#next = undefined;
    this.#released = false;
    // Tabs share accounts, but each has its own active one. Which one a page's application has is the page's choice.
    if (this.#owner !== 'page') this.#application.setActiveAccount(account);
    return toAccount(account);
  }

  letGo(): void {
    this.#current = undefined;
    this.#next = undefined;
    this.#released = true;
  }

  /** Does something that may change the accounts, by a request with this id: that is no news. */
  async ours<Result>(attempt: string, change: () => Promise<Result>): Promise<Result> {
    this.#ours.add(attempt);
    this.#asking += 1;
    try {
      return await change();
    } finally {
      this.#asking -= 1;
    }
  }

  follow(follower: Follower): () => void {
    this.#followers.add(follower);
    if (!this.#stopWatching) this.#watch();
    return () => {
      this.#followers.delete(follower);
      if (this.#followers.size > 0) return;
      this.#stopWatching?.();
      this.#stopWatching = undefined;
    };
  }

  /** Does something of ours whose requests have ids that we do not know: all news meanwhile are taken for ours. */
  async unheard<Result>(change: () => Promise<Result>): Promise<Result> {
    this.#busy += 1;
    try {
      return await change();
    } finally {
      this.#busy -= 1;
    }
  }

  tell(account: Account | undefined): void {
    for (const follower of this.#followers) follower(account);
  }

  #watch(): void {
    this.#stopWatching?.();
    this.#stopWatching = watchAccounts(this.#application, {
      news: (news) => void this.#look(news),
      kept: (isKept) => {
        if (this.#current && !isKept(this.#current)) this.#leave();
      },
    });
  }

  async #look({ arrived, attempt }: AccountNews): Promise<void> {
    // An older MSAL of a page says of no event whose it is.
    if (this.#busy > 0 || this.#ours.has(attempt) || (this.#asking > 0 && !attempt)) return;
    if (this.#owner !== 'page') return arrived ? this.#welcome(arrived) : undefined;
    const current = this.#current;
    if (current && !this.#application.getAllAccounts().some((one) => same(one, current))) this.#leave();
    // Whom a page makes active, or leaves as the only one, is who is signed in to it.
    const chosen = this.#released ? undefined : chooseAccount(this.#application, this.#owner, this.#settings);
    const newcomer = arrived ?? chosen;
    if (newcomer) await this.#welcome(newcomer);
  }

  #leave(): void {
    this.#current = undefined;
    this.#next = undefined;
    this.tell(undefined);
  }

  async #welcome(newcomer: AccountInfo): Promise<void> {
    if (!fits(newcomer, this.#settings)) return;
    if (same(newcomer, this.#current) || same(newcomer, this.#next)) return;
    // Nobody's tokens become somebody else's by themselves: that takes a `restore`.
    if (this.#current) this.#next = newcomer;
    await this.#readAnew();
    if (!this.#current) this.begin(newcomer);
    this.tell(toAccount(newcomer));
  }

  /**
   * Reads what another tab has stored. MSAL 5.29 hears of it before localStorage has it in this process, and then
   * takes it for gone: a new application reads it from there.
   */
  async #readAnew(): Promise<void> {
    if (!this.#anew) return;
    this.#application = await this.#anew();
    if (this.#stopWatching) this.#watch();
  }
}
