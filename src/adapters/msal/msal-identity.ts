import type { AccountInfo, AuthenticationResult, IPublicClientApplication, PopupRequest } from '@azure/msal-browser';
import { type Feature, type Permission, PERMISSIONS, scopesOf } from '../../model/permissions.js';
import type { Settings } from '../../model/settings.js';
import { TeamsError } from '../../model/teams-error.js';
import type { Account, AskOptions, IdentityPort, TokenOptions } from '../../ports/identity.js';
import { OneAtATime } from '../one-at-a-time.js';
import { unlessAborted } from '../unless-aborted.js';
import { withinLimit } from '../within-limit.js';
import { Accounts } from './accounts.js';
import { isFramed } from './answered.js';
import { isAuthFailure } from './auth-failure.js';
import { type Owner, same } from './choose-account.js';
import { Claims } from './claims.js';
import { emulatorAnswers } from './emulator-answers.js';
import { forget } from './forget.js';
import { unlessForbidden } from './policy-violation.js';
import { type Reason, Redirection } from './redirection.js';
import { SignInWindow } from './sign-in-window.js';
import { toTeamsError } from './to-teams-error.js';

/** How long a silent answer may take, in milliseconds. MSAL's frames give up sooner; its requests never do. */
const SILENT_LIMIT = 30_000;
/** How long a silent attempt of a click may take: a window that comes later than five seconds after it is blocked. */
const CLICK_LIMIT = 2_500;
/** Our redirect page says when it has the answer; of a page's own nobody says it, and the answer may be slow. */
const GRACE: Readonly<Record<Owner, number>> = { us: 1_000, page: 5_000, app: 5_000 };

export type IdentitySettings = Pick<
  Settings,
  'clientId' | 'cloud' | 'authority' | 'redirectUri' | 'loginHint' | 'emulator' | 'signIn'
>;

interface Scopes {
  readonly scopes: string[];
  readonly extraScopesToConsent: string[];
}

/**
 * Signs people in with Entra ID, by an application of MSAL: ours, or one that the page has. Of MSAL it imports types
 * alone, because a page that has one does not need ours.
 */
export class MsalIdentity implements IdentityPort {
  readonly #owner: Owner;
  readonly #settings: IdentitySettings;
  readonly #accounts: Accounts;
  readonly #redirection: Redirection;
  readonly #claims = new Claims();
  readonly #tokens = new OneAtATime<string, string>();

  /** `anew` makes another application of the same kind, which reads what other tabs have stored. */
  constructor(
    application: IPublicClientApplication,
    owner: Owner,
    settings: IdentitySettings,
    anew?: () => Promise<IPublicClientApplication>,
  ) {
    this.#owner = owner;
    this.#settings = settings;
    this.#accounts = new Accounts(application, owner, settings, anew);
    this.#redirection = new Redirection(() => this.#application);
  }

  get #application(): IPublicClientApplication {
    return this.#accounts.application;
  }

  restore(signal?: AbortSignal): Promise<Account | undefined> {
    return this.#silently(() => this.#restore(), SILENT_LIMIT, signal);
  }

  async signIn(features: readonly Feature[], options: AskOptions = {}): Promise<Account> {
    const { emulator, loginHint } = this.#settings;
    if (emulator) await emulatorAnswers(emulator, options.signal);
    if (this.#owner === 'page') {
      // Whoever is signed in to the page needs no window of ours. The window shows what was wrong.
      const account = await this.#silently(() => this.#restore(), CLICK_LIMIT, options.signal).catch(() => undefined);
      if (account) return account;
    }
    const all: Feature[] = ['calling', ...features];
    const known = this.#accounts.restorable;
    const hint = known?.loginHint ?? known?.username ?? loginHint;
    // One window for the consent to both resources; a token is for one of them, so Graph's comes silently later.
    const request = {
      ...this.#scopes('communication', all),
      ...(hint ? { loginHint: hint } : { prompt: 'select_account' }),
    };
    const late = (result: AuthenticationResult): void => this.#accounts.tell(this.#accounts.begin(result.account));
    const { account } = await this.#ask('sign-in', request, all, options, late);
    return this.#accounts.begin(account);
  }

  async consent(features: readonly Feature[], options: AskOptions = {}): Promise<void> {
    const account = this.#accounts.current;
    const [first] = features;
    if (!first) return;
    const request = {
      ...this.#scopes(PERMISSIONS[first].resource, features),
      account,
      loginHint: account.loginHint ?? account.username,
    };
    // What was consented to late is there when it is used again.
    const result = await this.#ask('consent', request, features, options, () => {});
    if (same(result.account, account)) return;
    await this.#forget(result.account);
    throw new TeamsError('consent-required', 'Another account was picked than the one that is signed in.');
  }

  /**
   * Forgets every account and token that our application kept here; of one that is not ours it only lets go. The
   * person's session with Microsoft 365 goes on: ending it would sign them out of Outlook and Teams too, and takes a
   * page or a window that nobody asked for.
   */
  async signOut(): Promise<void> {
    const account = this.#owner === 'us' ? this.#accounts.restorable : undefined;
    this.#accounts.letGo();
    this.#claims.clear();
    if (this.#owner !== 'us') return;
    try {
      await forget(this.#application, this.#settings.clientId, account);
    } catch (cause) {
      throw toTeamsError(cause);
    }
  }

  token(feature: Feature, { renew = false, signal, userId }: TokenOptions = {}): Promise<string> {
    const acquire = (): Promise<string> => this.#silently(() => this.#acquire(feature, renew, userId), SILENT_LIMIT);
    return unlessAborted(this.#tokens.ask(`${feature} ${userId}`, renew, acquire), signal);
  }

  followAccount(follower: (account: Account | undefined) => void): () => void {
    return this.#accounts.follow(follower);
  }

  async #restore(): Promise<Account | undefined> {
    const answer =
      this.#settings.signIn === 'redirect' ? await this.#accounts.unheard(() => this.#redirection.answer()) : undefined;
    if (answer && 'result' in answer) {
      const active = this.#application.getActiveAccount() ?? undefined;
      const { result, reason } = answer;
      if (reason === 'sign-in' || !active || same(active, result.account)) return this.#accounts.begin(result.account);
      await this.#forget(result.account); // somebody else was picked to allow something: nobody changes by that
    }
    const account = await this.#restoreKnown();
    // A consent that was declined signs nobody out; a sign-in that was refused is told.
    if (!account && answer && 'refusal' in answer) throw answer.refusal;
    return account;
  }

  async #restoreKnown(): Promise<Account | undefined> {
    const { scopes } = this.#scopes('communication', ['calling']);
    const account = this.#accounts.restorable;
    const { loginHint } = this.#settings;
    try {
      if (account) {
        const result = await this.#application.acquireTokenSilent({ scopes, account });
        return this.#accounts.begin(result.account);
      }
      if (!loginHint && this.#owner !== 'app') return undefined;
      const correlationId = crypto.randomUUID();
      const request = { scopes, correlationId, ...(loginHint && { loginHint }) };
      const result = await this.#accounts.ours(correlationId, () => this.#application.ssoSilent(request));
      return this.#accounts.begin(result.account);
    } catch (cause) {
      if (this.#claims.keep(cause, 'calling')) return undefined;
      throw cause;
    }
  }

  async #acquire(feature: Feature, renew: boolean, userId: string | undefined): Promise<string> {
    const { scopes } = this.#scopes(PERMISSIONS[feature].resource, [feature]);
    const request = { scopes, account: this.#accounts.of(userId), forceRefresh: renew };
    try {
      return (await this.#application.acquireTokenSilent(request)).accessToken;
    } catch (cause) {
      this.#claims.keep(cause, feature);
      throw cause;
    }
  }

  /** Asks a person, at a window or by leaving the page. */
  async #ask(
    reason: Reason,
    request: PopupRequest,
    features: readonly Feature[],
    { signal, stay = false }: AskOptions,
    late: (result: AuthenticationResult) => void,
  ): Promise<AuthenticationResult> {
    const asked = { ...request, ...this.#claims.for(features) };
    try {
      if (this.#settings.signIn === 'redirect' && !stay && !isFramed()) {
        await this.#leave(asked, reason, signal);
      }
      const opened = new SignInWindow();
      const result = await this.#accounts.ours(opened.attempt, () =>
        opened.open({
          application: this.#application,
          how: reason === 'consent' ? 'acquireTokenPopup' : 'loginPopup',
          request: asked,
          grace: GRACE[this.#owner],
          signal,
          late,
        }),
      );
      this.#claims.met(features);
      return result;
    } catch (cause) {
      // The token that the answer is redeemed for may need more than the window asked for.
      if (features[0]) this.#claims.keep(cause, features[0]);
      throw toTeamsError(cause);
    }
  }

  /** The scopes of the features of one resource, and beside them those that can only be consented to. */
  #scopes(resource: Permission['resource'], features: readonly Feature[]): Scopes {
    const scopesAt = (wanted: boolean): string[] => [
      ...new Set(
        features
          .filter((feature) => (PERMISSIONS[feature].resource === resource) === wanted)
          .flatMap((feature) => scopesOf(feature, this.#settings.cloud)),
      ),
    ];
    return { scopes: scopesAt(true), extraScopesToConsent: scopesAt(false) };
  }

  async #silently<Result>(ask: () => Promise<Result>, limit: number, signal?: AbortSignal): Promise<Result> {
    const { emulator, authority } = this.#settings;
    try {
      const answer = unlessForbidden(ask(), emulator ?? authority);
      return await unlessAborted(withinLimit(limit, answer, 'Entra ID did not answer in time.'), signal);
    } catch (cause) {
      throw toTeamsError(cause);
    }
  }

  /** What came of another account than the one that is signed in goes, unless that is the page's to decide. */
  async #forget(account: AccountInfo): Promise<void> {
    if (this.#owner === 'us') await this.#application.clearCache({ account });
  }

  /** Comes back only where a window of before still counts as a sign-in in progress: a window can take over from it. */
  async #leave(request: PopupRequest, reason: Reason, signal: AbortSignal | undefined): Promise<void> {
    try {
      const { popupWindowAttributes: _attributes, popupWindowParent: _parent, ...asked } = request;
      await unlessAborted(this.#redirection.leave(asked, reason), signal);
    } catch (cause) {
      if (!isAuthFailure(cause) || cause.errorCode !== 'interaction_in_progress') throw cause;
    }
  }
}
