// What the tests of the sign-in run in a browser: an identity, and its answers as plain data.
import { HostIdentity } from '../../../src/adapters/host-identity.js';
import { createMsalIdentity } from '../../../src/adapters/msal/create-msal-identity.js';
import type { HostSignIn } from '../../../src/model/host-sign-in.js';
import { TeamsError, type TeamsErrorDetail } from '../../../src/model/teams-error.js';
import type { Feature } from '../../../src/model/permissions.js';
import type { Account, IdentityPort } from '../../../src/ports/identity.js';
import type { IdentitySettings } from '../../../src/adapters/msal/msal-identity.js';

export type Outcome<Value> = { readonly value: Value } | { readonly error: TeamsErrorDetail };

/** What a test gives; the page fills in the rest. */
export type GivenSettings = Pick<IdentitySettings, 'clientId'> & Partial<IdentitySettings>;

const GIVEN = 'given-by-the-test';
const { searchParams } = new URL(location.href);
// A page that is its own redirect page comes back without what was in its query.
const text = searchParams.get('settings') ?? localStorage.getItem(GIVEN) ?? '{}';
localStorage.setItem(GIVEN, text);
const given = JSON.parse(text) as GivenSettings;
const settings: IdentitySettings = {
  cloud: 'public',
  authority: 'https://login.microsoftonline.com/organizations',
  loginHint: undefined,
  signIn: 'popup',
  emulator: undefined,
  ...given,
  redirectUri: new URL(given.redirectUri ?? '/teams-embed-redirect.html', location.href).href,
};
// What the blocker of a browser does, for one that has none: no window where nobody clicked.
const open = window.open.bind(window);
window.open = (...how) => (navigator.userActivation.isActive ? open(...how) : null);

const host: HostSignIn = { publicClientApplication: globalThis.hostApplication };
let attempt: AbortController | undefined;
const identity: Promise<IdentityPort> =
  settings.signIn === 'host' ? Promise.resolve(new HostIdentity(settings, host)) : createMsalIdentity(settings);

export class IdentityPage {
  /** Whom we were told of without asking, in order; null for nobody. */
  readonly told: (Account | null)[] = [];
  /** What came of each press of the button, in order. */
  readonly signIns: Outcome<Account>[] = [];
  /** What the button asks for. */
  kind: 'signIn' | 'consent' = 'signIn';
  features: Feature[] = ['calling', 'me', 'people', 'chat'];
  stay = false;

  restore(): Promise<Outcome<Account | undefined>> {
    return outcome((it) => it.restore());
  }

  async press(): Promise<void> {
    attempt = new AbortController();
    const options = { signal: attempt.signal, stay: this.stay };
    this.signIns.push(await outcome((it) => it[this.kind](this.features, options) as Promise<Account>));
  }

  cancel(): void {
    attempt?.abort();
  }

  token(feature: Feature, renew = false, userId?: string): Promise<Outcome<string>> {
    return outcome((it) => it.token(feature, { renew, userId }));
  }

  signOut(): Promise<Outcome<void>> {
    return outcome((it) => it.signOut());
  }

  /** Everything that this origin keeps in this browser, cookies that scripts can see included. */
  stored(): Readonly<Record<string, string>> {
    return Object.fromEntries([
      ...Object.entries<string>(localStorage).filter(([key]) => key !== GIVEN),
      ...Object.entries<string>(sessionStorage),
      ...document.cookie
        .split('; ')
        .filter(Boolean)
        .map((cookie): [string, string] => [cookie.split('=')[0] ?? '', cookie]),
    ]);
  }
}

async function outcome<Value>(run: (identity: IdentityPort) => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { value: await run(await identity) };
  } catch (error) {
    if (error instanceof TeamsError) return { error: error.detail };
    throw error;
  }
}

declare global {
  var page: IdentityPage;
  /** The page's own application of MSAL, from a bundle of its own. */
  var hostApplication: object | undefined;
}
globalThis.page = new IdentityPage();
(await identity).followAccount((account) => globalThis.page.told.push(account ?? null));
document.querySelector('button')?.addEventListener('click', () => void globalThis.page.press());
// As the session does in a page that a sign-in comes back to.
if (location.hash.includes('state=')) void globalThis.page.restore();
if (searchParams.has('at-once')) await globalThis.page.press();
document.documentElement.dataset['ready'] = '';
