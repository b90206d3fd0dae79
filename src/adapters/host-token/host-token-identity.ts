import type { HostSignIn } from '../../model/host-sign-in.js';
import { type Feature, PERMISSIONS, scopesOf } from '../../model/permissions.js';
import type { Settings } from '../../model/settings.js';
import { TeamsError } from '../../model/teams-error.js';
import type { Account, AskOptions, IdentityPort, TokenOptions } from '../../ports/identity.js';
import { OneAtATime } from '../one-at-a-time.js';
import { unlessAborted } from '../unless-aborted.js';
import { withinLimit } from '../within-limit.js';
import { toTeamsError } from './to-teams-error.js';
import { readToken } from './token-claims.js';

/** How long the page may take, in milliseconds: by itself, and with a person at a window. */
const SILENT_LIMIT = 30_000;
const WINDOW_LIMIT = 5 * 60_000;
/** How long before its end a token is asked for anew, in milliseconds. */
const MARGIN = 5 * 60_000;

interface Kept {
  readonly token: string;
  readonly endsAt: number;
}

interface Asking {
  readonly renew: boolean;
  readonly interactive: boolean;
}

/** Signs people in by the page's own token function: what the page signs in with is none of our business. */
export class HostTokenIdentity implements IdentityPort {
  readonly #settings: Pick<Settings, 'cloud'>;
  readonly #host: HostSignIn;
  readonly #kept = new Map<Feature, Kept>();
  readonly #asked = new OneAtATime<Feature, string>();
  readonly #followers = new Set<(account: Account | undefined) => void>();
  #account: Account | undefined;
  /** Who was told of last: somebody else's tokens come until `restore` takes them. */
  #told: string | undefined;

  constructor(settings: Pick<Settings, 'cloud'>, host: HostSignIn) {
    this.#settings = settings;
    this.#host = host;
  }

  async restore(signal?: AbortSignal): Promise<Account | undefined> {
    try {
      return await this.#begin({ renew: false, interactive: false }, signal);
    } catch (cause) {
      const needsPerson =
        cause instanceof TeamsError && (cause.code === 'sign-in-required' || cause.code === 'consent-required');
      if (needsPerson) return undefined;
      throw cause;
    }
  }

  signIn(_features: readonly Feature[], { signal }: AskOptions = {}): Promise<Account> {
    return this.#begin({ renew: false, interactive: true }, signal);
  }

  /** One request for each resource, because a click opens one window. */
  async consent(features: readonly Feature[], { signal }: AskOptions = {}): Promise<void> {
    for (const resource of ['communication', 'graph'] as const) {
      const [first, ...others] = features.filter((feature) => PERMISSIONS[feature].resource === resource);
      if (!first) continue;
      const token = await unlessAborted(this.#ask(first, { renew: true, interactive: true }, others), signal);
      this.#requireSame(token);
      for (const feature of [first, ...others]) this.#keep(feature, token);
    }
  }

  /** The page stays signed in: whom it signs out is its own affair. */
  async signOut(): Promise<void> {
    this.#account = undefined;
    this.#kept.clear();
  }

  async token(feature: Feature, { renew = false, signal, userId }: TokenOptions = {}): Promise<string> {
    if (userId && this.#account && this.#account.id !== userId) throw somebodyElse();
    const kept = this.#kept.get(feature);
    if (!renew && kept && kept.endsAt - MARGIN > Date.now()) return kept.token;
    if (!this.#account) throw new TeamsError('sign-in-required', 'Nobody is signed in.');
    const asked = this.#asked.ask(feature, renew, () => this.#ask(feature, { renew, interactive: false }));
    const token = await unlessAborted(asked, signal);
    this.#requireSame(token);
    this.#keep(feature, token);
    return token;
  }

  followAccount(follower: (account: Account | undefined) => void): () => void {
    this.#followers.add(follower);
    return () => void this.#followers.delete(follower);
  }

  /** Whoever the token for calls is for is signed in. */
  async #begin(asking: Asking, signal: AbortSignal | undefined): Promise<Account> {
    const token = await unlessAborted(this.#ask('calling', asking), signal);
    const { account } = readToken(token);
    if (!account) {
      throw new TeamsError(
        'settings-invalid',
        'getAccessToken gave a token for calls that does not say whose it is: for the feature "calling" it has to be ' +
          'an access token of Entra ID for Azure Communication Services, with the claims oid and tid.',
      );
    }
    if (account.id !== this.#account?.id) this.#kept.clear();
    this.#account = account;
    this.#told = undefined;
    this.#keep('calling', token);
    return account;
  }

  async #ask(feature: Feature, { renew, interactive }: Asking, others: readonly Feature[] = []): Promise<string> {
    const { getAccessToken } = this.#host;
    if (!getAccessToken) throw new TeamsError('settings-invalid', 'getAccessToken of the page is gone.');
    const scopes = [feature, ...others].flatMap((one) => scopesOf(one, this.#settings.cloud));
    const limit = interactive ? WINDOW_LIMIT : SILENT_LIMIT;
    try {
      const given = (async (): Promise<unknown> => getAccessToken({ feature, scopes, renew, interactive }))();
      const message = `getAccessToken of the page did not answer within ${limit / 1_000} seconds.`;
      return toToken(await withinLimit(limit, given, message));
    } catch (cause) {
      throw toTeamsError(cause);
    }
  }

  #keep(feature: Feature, token: string): void {
    const { endsAt } = readToken(token);
    if (endsAt !== undefined) this.#kept.set(feature, { token, endsAt });
  }

  /** The page may have signed in somebody else meanwhile: their token must not serve for the one before. */
  #requireSame(token: string): void {
    const { account } = readToken(token);
    if (!account || !this.#account || account.id === this.#account.id) return;
    this.#kept.clear();
    if (this.#told !== account.id) for (const follower of this.#followers) follower(account);
    this.#told = account.id;
    throw somebodyElse();
  }
}

function somebodyElse(): TeamsError {
  return new TeamsError('sign-in-required', 'The page has signed in somebody else.');
}

/** Pages may hand on what MSAL gave them. */
function toToken(given: unknown): string {
  const token = typeof given === 'object' && given !== null && 'accessToken' in given ? given.accessToken : given;
  if (typeof token === 'string' && token) return token;
  throw new TeamsError(
    'settings-invalid',
    'getAccessToken of the page has to resolve with an access token, a string, and to reject where it has none.',
  );
}
