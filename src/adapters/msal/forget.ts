import type { AccountInfo, IPublicClientApplication } from '@azure/msal-browser';

/** MSAL's list of the tokens of one application. */
const TOKENS_OF = /^msal\.(?:\d+\.)?token\.keys\.(.+)$/;

/**
 * Forgets what our application stored. Everything, where it is alone on this origin. MSAL would do the same to a page's
 * own application beside it, whose people we have not signed in: there only this account goes.
 */
export async function forget(
  application: IPublicClientApplication,
  clientId: string,
  account: AccountInfo | undefined,
): Promise<void> {
  if (!isShared(clientId)) await application.clearCache();
  else if (account) await application.clearCache({ account });
  application.setActiveAccount(null);
}

function isShared(clientId: string): boolean {
  const ours = clientId.toLowerCase();
  try {
    return [localStorage, sessionStorage]
      .flatMap((storage) => Object.keys(storage))
      .some((key) => ![undefined, ours].includes(TOKENS_OF.exec(key)?.[1]?.toLowerCase()));
  } catch {
    return false; // a frame without storage shares nothing
  }
}
