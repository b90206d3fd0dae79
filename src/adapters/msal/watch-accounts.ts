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

export interface AccountWatcher {
  /** Something may have changed, here or in another tab. */
  readonly news: (news: AccountNews) => void;
  /** Another tab has changed which accounts are kept. Says whether one of them still is. */
  readonly kept: (isKept: (account: AccountInfo) => boolean) => void;
}

/**
 * How long the rest of a sign-in may be under way from another tab when its news is here, in milliseconds. MSAL tells
 * both by messages of their own; and it strikes an account from the list of all tabs when it is asked for it before its
 * content has come.
 */
const SETTLE = 250;

/**
 * Tells what becomes of MSAL's accounts, until the function is called that it returns. MSAL tells all tabs of sign-ins,
 * but no tab of accounts that were only cleared: what it keeps in localStorage tells that.
 */
export function watchAccounts(application: IPublicClientApplication, { news, kept }: AccountWatcher): () => void {
  const over = new AbortController();
  const id = application.addEventCallback(({ eventType, correlationId, payload }: EventMessage) => {
    if (!TELLING.has(eventType)) return;
    const arrived = eventType === 'msal:loginSuccess' ? accountOf(payload) : undefined;
    const timer = setTimeout(() => news({ arrived, attempt: correlationId ?? '' }), SETTLE);
    over.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
  const stored = ({ key, newValue }: StorageEvent): void => {
    // A null means that everything was cleared.
    if (key !== null && !/^msal\..*account\.keys$/.test(key)) return;
    const keys = newValue?.toLowerCase() ?? '';
    kept(({ homeAccountId }) => keys.includes(homeAccountId.toLowerCase()));
  };
  window.addEventListener('storage', stored, { signal: over.signal });
  return () => {
    if (id) application.removeEventCallback(id);
    over.abort();
  };
}

/** MSAL 5 names the account itself, older ones the whole answer. */
function accountOf(payload: EventMessage['payload']): AccountInfo | undefined {
  if (!payload) return undefined;
  if ('homeAccountId' in payload) return payload;
  return 'account' in payload ? (payload.account ?? undefined) : undefined;
}
