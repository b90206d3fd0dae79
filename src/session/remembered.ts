import type { Settings } from '../model/settings.js';

const KEY = 'teams-embed.signed-in';
const SIGNED_OUT = 'signed-out';

/**
 * What the last visit left. It says nothing of whom: it spares the pages of people who never signed in the weight of
 * the sign-in library, and whoever signed out on purpose a sign-in that they did not ask for.
 */
export const remembered = {
  signedIn(clientId: string): boolean {
    return read() === clientId;
  },
  signedOut(): boolean {
    return read() === SIGNED_OUT;
  },
  keepSignedIn(clientId: string): void {
    write(clientId);
  },
  keepSignedOut(): void {
    write(SIGNED_OUT);
  },
};

/** Whether somebody may be signed in without a window: they were the last time, or a hint says whom. */
export function mayRestore({ clientId, loginHint, signIn }: Settings): boolean {
  const hinted = loginHint !== undefined || signIn === 'silent';
  return remembered.signedIn(clientId) || (hinted && !remembered.signedOut());
}

// Storage may be blocked, as in a third-party frame: then nothing is remembered and the person signs in by a click.

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function write(value: string): void {
  try {
    localStorage.setItem(KEY, value);
  } catch {
    return;
  }
}
