/* eslint-disable no-console -- this is where the library speaks to the console */
import type { Log } from '../ports/ports.js';

const PREFIX = 'teams-embed:';
/** Set this key in localStorage to anything to see the lines that are for finding faults. */
const DEBUG = 'teams-embed.debug';

/**
 * The browser's console: never a token, a number or a name. Of what was thrown it shows what that says of itself; the
 * thing itself may hold what a service was sent, and goes to whoever called, as the error's `cause`.
 */
export const consoleLog: Log = {
  debug(line) {
    if (wantsDebug()) console.debug(PREFIX, line);
  },
  info(line) {
    console.info(PREFIX, line);
  },
  warn(line, cause) {
    void show('warn', line, cause);
  },
  error(line, cause) {
    void show('error', line, cause);
  },
};

async function show(level: 'warn' | 'error', line: string, cause: unknown): Promise<void> {
  if (cause === undefined) return console[level](PREFIX, line);
  const words = await import('../model/said.js').then(
    ({ said }) => said(cause),
    () => 'and what is wrong could not be loaded either', // the network is away
  );
  console[level](PREFIX, line, words);
}

function wantsDebug(): boolean {
  try {
    return localStorage.getItem(DEBUG) !== null;
  } catch {
    return false; // a third-party frame without storage cannot ask for it
  }
}
