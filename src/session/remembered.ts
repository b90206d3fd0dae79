const KEY = 'teams-embed.signed-in';

/**
 * Whether somebody was signed in here last time. It says nothing of whom: it only spares the pages of everybody else
 * the weight of the sign-in library.
 */
export const remembered = {
  get(clientId: string): boolean {
    return attempt(() => localStorage.getItem(KEY) === clientId) ?? false;
  },
  set(clientId: string): void {
    attempt(() => localStorage.setItem(KEY, clientId));
  },
  clear(): void {
    attempt(() => localStorage.removeItem(KEY));
  },
};

/** Storage may be blocked, as in a third-party frame: then nothing is remembered and the person signs in by a click. */
function attempt<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
