import type { AccountInfo, EventMessage, IPublicClientApplication } from '@azure/msal-browser';

/** Events after which the accounts may be others. Those beside MSAL 5's own are of the versions that pages have. */
const TELLING = new Set<string>([
  'msal:loginSuccess',
  'msal:logoutSuccess',
  'msal:accountAdded',
  'msal:accountRemoved',
  'msal:activeAccountChanged',
]);

export interface AccountNews {
  /** Who has signed in, if that is the news. */
  readonly arrived?: AccountInfo | undefined;
  /** MSAL's id of the request that it came of, here or in another tab; empty where that is not known. */
  readonly attempt: string;
}

/**
 * Calls back when MSAL's accounts may have changed, here or in another tab. MSAL tells all tabs of sign-ins, but no tab
 * of accounts that were only cleared: what it keeps in localStorage tells that. Returns a function that stops it.
 */
export function watchAccounts(
  application: IPublicClientApplication,
  callback: (news: AccountNews) => void,
): () => void {
  const id = application.addEventCallback(({ eventType, correlationId, payload }: EventMessage) => {
    if (!TELLING.has(eventType)) return;
    const arrived = eventType === 'msal:loginSuccess' ? accountOf(payload) : undefined;
    callback({ arrived, attempt: correlationId ?? '' });
  });
  const stored = ({ key }: StorageEvent): void => {
    // Only other tabs cause it. A null means that everything was cleared.
    if (key === null || /^msal\..*account\.keys$/.test(key)) callback({ attempt: 'another tab' });
  };
  window.addEventListener('storage', stored);
  return () => {
    if (id) application.removeEventCallback(id);
    window.removeEventListener('storage', stored);
  };
}

/** MSAL 5 names the account itself, older ones the whole answer. */
function accountOf(payload: EventMessage['payload']): AccountInfo | undefined {
  if (!payload) return undefined;
  if ('homeAccountId' in payload) return payload;
  return 'account' in payload ? (payload.account ?? undefined) : undefined;
}
