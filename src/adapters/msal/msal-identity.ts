import {
  InteractionRequiredAuthError,
  PublicClientApplication,
  type AccountInfo,
  type AuthenticationResult,
  type Configuration,
  type IPublicClientApplication,
  type PopupRequest,
} from '@azure/msal-browser';
import type { Settings } from '../../model/settings.js';
import { TeamsError } from '../../model/teams-error.js';
import { type Feature, scopesOf } from '../../model/permissions.js';
import type { Account, AskOptions, IdentityPort } from '../../ports/identity.js';
import { unlessAborted } from '../unless-aborted.js';
import { cacheLocation } from './cache-location.js';
import { emulatorAnswers } from './emulator-answers.js';
import { emulatorAuthority } from './emulator-authority.js';
import { SignInWindow } from './sign-in-window.js';
import { toAccount } from './to-account.js';
import { toTeamsError } from './to-teams-error.js';

/** MSAL gives up on a popup after a minute; people look for their phones longer. */
const POPUP_LIMIT = 10 * 60_000;
/**
 * How long before its end MSAL takes a token for old, in seconds. More than the ten minutes before its end at which the
 * call service's token is renewed: that one ends with the token it was exchanged for.
 */
const RENEWAL_OFFSET = 15 * 60;

type SignInSettings = Pick<Settings, 'clientId' | 'cloud' | 'authority' | 'redirectUri' | 'loginHint' | 'emulator'>;

/** Loads the cache and prepares to sign in. Rejects with a `TeamsError`. */
export async function createMsalIdentity(settings: SignInSettings): Promise<MsalIdentity> {
  try {
    const application = new PublicClientApplication(configuration(settings));
    await application.initialize();
    return new MsalIdentity(application, settings);
  } catch (cause) {
    throw toTeamsError(cause);
  }
}

/** Signs people in with Entra ID, by MSAL. */
export class MsalIdentity implements IdentityPort {
  readonly #application: IPublicClientApplication;
  readonly #settings: SignInSettings;
  readonly #followers = new Set<(account: Account | undefined) => void>();
  /** What the authority wants beside the password at the next sign-in, such as a second factor. */
  #claims: string | undefined;

  constructor(application: IPublicClientApplication, settings: SignInSettings) {
    this.#application = application;
    this.#settings = settings;
  }

  async restore(signal?: AbortSignal): Promise<Account | undefined> {
    const account = this.#account;
    const { loginHint } = this.#settings;
    const scopes = this.#scopes('calling');
    try {
      if (account) {
        return this.#begin(await unlessAborted(this.#application.acquireTokenSilent({ scopes, account }), signal));
      }
      if (!loginHint) return undefined;
      return this.#begin(await unlessAborted(this.#application.ssoSilent({ scopes, loginHint }), signal));
    } catch (cause) {
      if (this.#needsPerson(cause)) return undefined;
      throw toTeamsError(cause);
    }
  }

  async signIn(features: readonly Feature[], { signal }: AskOptions = {}): Promise<Account> {
    const late = (result: AuthenticationResult): void => {
      const account = this.#begin(result);
      for (const follower of this.#followers) follower(account);
    };
    const { emulator } = this.#settings;
    if (emulator) await emulatorAnswers(emulator, signal);
    try {
      return this.#begin(await new SignInWindow().open(this.#application, this.#request(features), signal, late));
    } catch (cause) {
      throw toTeamsError(cause);
    }
  }

  async consent(features: readonly Feature[], { signal }: AskOptions = {}): Promise<void> {
    await this.signIn(features, { signal });
  }

  /**
   * Forgets every account and token that this application kept here. The person's session with Microsoft 365 goes on:
   * ending it would sign them out of Outlook and Teams too, and takes a page or a window that nobody asked for.
   */
  async signOut(): Promise<void> {
    try {
      await this.#application.clearCache();
      this.#application.setActiveAccount(null);
      this.#claims = undefined;
    } catch (cause) {
      throw toTeamsError(cause);
    }
  }

  async token(
    feature: Feature,
    { renew = false, signal }: { readonly renew?: boolean; readonly signal?: AbortSignal } = {},
  ): Promise<string> {
    const account = this.#account;
    if (!account) throw new TeamsError('sign-in-required', 'Nobody is signed in.');
    try {
      const request = { scopes: this.#scopes(feature), account, forceRefresh: renew };
      const { accessToken } = await unlessAborted(this.#application.acquireTokenSilent(request), signal);
      return accessToken;
    } catch (cause) {
      this.#needsPerson(cause);
      throw toTeamsError(cause);
    }
  }

  followAccount(follower: (account: Account | undefined) => void): () => void {
    this.#followers.add(follower);
    return () => void this.#followers.delete(follower);
  }

  #scopes(feature: Feature): string[] {
    return scopesOf(feature, this.#settings.cloud);
  }

  /** Whom MSAL knows here: the one the settings name, else the one of last time. */
  get #account(): AccountInfo | undefined {
    const { loginHint, emulator } = this.#settings;
    const hint = loginHint?.toLowerCase();
    // The same application may be known to several emulators; each has people of its own.
    const environment = emulator && new URL(emulator).host;
    const fits = (account: AccountInfo): boolean =>
      (!hint || account.username.toLowerCase() === hint) && (!environment || account.environment === environment);
    const active = this.#application.getActiveAccount();
    return active && fits(active) ? active : this.#application.getAllAccounts().find(fits);
  }

  /** One window for the consent to both resources; a token is for one of them, so Graph's comes silently later. */
  #request(features: readonly Feature[]): PopupRequest {
    const account = this.#account;
    const loginHint = account?.loginHint ?? account?.username ?? this.#settings.loginHint;
    return {
      scopes: this.#scopes('calling'),
      extraScopesToConsent: features.filter((feature) => feature !== 'calling').flatMap((one) => this.#scopes(one)),
      ...(loginHint ? { loginHint } : { prompt: 'select_account' }),
      ...(this.#claims !== undefined && { claims: this.#claims }),
    };
  }

  #begin(result: AuthenticationResult): Account {
    this.#claims = undefined;
    this.#application.setActiveAccount(result.account);
    return toAccount(result.account);
  }

  /** Whether only a person at a window can go on. What they will be asked for is kept for that window. */
  #needsPerson(cause: unknown): boolean {
    if (!(cause instanceof InteractionRequiredAuthError)) return false;
    this.#claims = cause.claims || undefined;
    return true;
  }
}

function configuration({ clientId, authority, redirectUri, emulator }: SignInSettings): Configuration {
  return {
    auth: { clientId, redirectUri, ...(emulator ? emulatorAuthority(emulator, authority) : { authority }) },
    cache: { cacheLocation: cacheLocation() },
    system: { popupBridgeTimeout: POPUP_LIMIT, tokenRenewalOffsetSeconds: RENEWAL_OFFSET },
  };
}
