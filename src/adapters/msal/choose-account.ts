import type { AccountInfo, IPublicClientApplication } from '@azure/msal-browser';
import type { Settings } from '../../model/settings.js';

/**
 * Whose application signs people in: ours, that of the page around us, or one that lends us the account of the app that
 * the page is nested in, such as Teams.
 */
export type Owner = 'us' | 'page' | 'app';

type Wanted = Pick<Settings, 'loginHint' | 'emulator'>;

/** Whom MSAL knows here: the one the settings name, else the one of last time. A page says itself who is active. */
export function chooseAccount(
  application: IPublicClientApplication,
  owner: Owner,
  wanted: Wanted,
): AccountInfo | undefined {
  const active = application.getActiveAccount();
  const known = application.getAllAccounts();
  if (owner !== 'page') return [...(active ? [active] : []), ...known].find((account) => fits(account, wanted));
  if (active) return active;
  return wanted.loginHint ? known.find((account) => fits(account, wanted)) : known.length === 1 ? known[0] : undefined;
}

/** Whether this is an account that the settings mean. */
export function fits({ username, environment }: AccountInfo, { loginHint, emulator }: Wanted): boolean {
  // The same application may be known to several emulators; each has people of its own.
  if (emulator && environment !== new URL(emulator).host) return false;
  return !loginHint || username.toLowerCase() === loginHint.toLowerCase();
}

/** Whether these are one account. */
export function same(one: AccountInfo | undefined, other: AccountInfo | undefined): boolean {
  return one?.homeAccountId === other?.homeAccountId && one?.tenantId === other?.tenantId;
}
