// What the tests of the sign-in run in a browser: an identity, and its answers as plain data.
import { createMsalIdentity } from '../../../src/adapters/msal/create-msal-identity.js';
import { TeamsError, type TeamsErrorDetail } from '../../../src/model/teams-error.js';
import type { Feature } from '../../../src/model/permissions.js';
import type { Account, IdentityPort } from '../../../src/ports/identity.js';

export type Outcome<Value> = { readonly value: Value } | { readonly error: TeamsErrorDetail };

const given = JSON.parse(new URL(location.href).searchParams.get('settings') ?? '{}') as {
  readonly clientId: string;
  readonly emulator: string;
  readonly loginHint?: string;
};
// What the blocker of a browser does, for one that has none: no window where nobody clicked.
const open = window.open.bind(window);
window.open = (...how) => (navigator.userActivation.isActive ? open(...how) : null);

let attempt: AbortController | undefined;
const identity = createMsalIdentity({
  cloud: 'public',
  authority: 'https://login.microsoftonline.com/organizations',
  redirectUri: new URL('/teams-embed-redirect.html', location.href).href,
  loginHint: undefined,
  signIn: 'popup',
  ...given,
});

export class IdentityPage {
  readonly late: Account[] = [];
  /** What came of each press of the button, in order. */
  readonly signIns: Outcome<Account>[] = [];

  restore(): Promise<Outcome<Account | undefined>> {
    return outcome((it) => it.restore());
  }

  async signIn(): Promise<void> {
    attempt = new AbortController();
    const { signal } = attempt;
    this.signIns.push(await outcome((it) => it.signIn(['calling', 'me', 'people', 'chat'], { signal })));
  }

  cancel(): void {
    attempt?.abort();
  }

  token(feature: Feature, renew = false): Promise<Outcome<string>> {
    return outcome((it) => it.token(feature, { renew }));
  }

  signOut(): Promise<Outcome<void>> {
    return outcome((it) => it.signOut());
  }

  /** Everything that this origin keeps in this browser. */
  stored(): Readonly<Record<string, string>> {
    return { ...localStorage, ...sessionStorage };
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
}
globalThis.page = new IdentityPage();
(await identity).followAccount((account) => account && globalThis.page.late.push(account));
document.querySelector('button')?.addEventListener('click', () => void globalThis.page.signIn());
if (new URL(location.href).searchParams.has('at-once')) await globalThis.page.signIn();
document.documentElement.dataset['ready'] = '';
