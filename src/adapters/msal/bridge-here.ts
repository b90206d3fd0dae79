import { broadcastResponseToMainFrame } from '@azure/msal-browser/redirect-bridge';
import { isFramed, tellAnswered } from './answered.js';

/**
 * Where a page of the website is its own redirect page, a window or silent frame of a sign-in ends on it. Then the
 * answer is for the page that asked, and nothing else is to happen in this one: the window closes.
 */
export function isForAnotherPage(redirectUri: string, { href, hash, origin, pathname } = location): boolean {
  const page = new URL(redirectUri, href);
  if (page.origin !== origin || page.pathname !== pathname || !(window.opener || isFramed())) return false;
  const [library = ''] = new URLSearchParams(hash.slice(1)).get('state')?.split('|') ?? [];
  try {
    const { meta } = JSON.parse(atob(library)) as { readonly meta?: { readonly interactionType?: string } };
    return meta?.interactionType === 'popup' || meta?.interactionType === 'silent';
  } catch {
    return false; // no answer of MSAL's
  }
}

/** Gives the answer to the page that asked. */
export async function passOnAnswer(): Promise<void> {
  tellAnswered(location.hash);
  await broadcastResponseToMainFrame();
}
