import type { Settings } from '../model/settings.js';

const KEY = 'teams-embed.signed-in';
const SIGNED_OUT = 'signed-out';
const REDIRECTING = 'teams-embed.redirecting';

/**
 * What the last visit left. It says nothing of whom: it spares the pages of people who never signed in the weight of
 * the sign-in library, and whoever signed out on purpose a sign-in that they did not ask for.
 */
export const remembered = {
  signedIn(clientId: string): boolean {
    return read(() => localStorage.getItem(KEY)) === clientId;
  },
  keepSignedIn(clientId: string): void {
    write(() => localStorage.setItem(KEY, clientId));
  },
  keepSignedOut(): void {
    write(() => localStorage.setItem(KEY, SIGNED_OUT));
  },
  /** This tab has left the page to sign in, and may just have come back. */
  redirecting(): boolean {
    return read(() => sessionStorage.getItem(REDIRECTING)) !== null;
  },
  keepRedirecting(redirecting: boolean): void {
    write(() => (redirecting ? sessionStorage.setItem(REDIRECTING, '') : sessionStorage.removeItem(REDIRECTING)));
  },
};

/** Whether somebody may be signed in without a window: they were the last time, or a hint or the page says whom. */
export function mayRestore({ clientId, loginHint, signIn }: Settings): boolean {
  const told = loginHint !== undefined || signIn === 'silent' || signIn === 'host';
  const signedOut = read(() => localStorage.getItem(KEY)) === SIGNED_OUT;
  return remembered.signedIn(clientId) || remembered.redirecting() || (told && !signedOut);
}

// Storage may be blocked, as in a third-party frame: then nothing is remembered and the person signs in by a click.

function read(get: () => string | null): string | null {
  try {
    return get();
  } catch {
    return null;
  }
}

function write(set: () => void): void {
  try {
    set();
  } catch {
    return;
  }
}
