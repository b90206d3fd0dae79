/* eslint-disable no-console -- this is where the library speaks to the console */
import type { Log } from '../ports/ports.js';

const PREFIX = 'teams-embed:';
/** Set this key in localStorage to anything to see the lines that are for finding faults. */
const DEBUG = 'teams-embed.debug';

/** The browser's console. What is told there is decided by whoever tells it: never a token, a number or a name. */
export const consoleLog: Log = {
  debug(line) {
    if (wantsDebug()) console.debug(PREFIX, line);
  },
  info(line) {
    console.info(PREFIX, line);
  },
  warn(line, cause) {
    console.warn(PREFIX, line, ...(cause === undefined ? [] : [cause]));
  },
  error(line, cause) {
    console.error(PREFIX, line, ...(cause === undefined ? [] : [cause]));
  },
};

function wantsDebug(): boolean {
  try {
    return localStorage.getItem(DEBUG) !== null;
  } catch {
    return false; // a third-party frame without storage cannot ask for it
  }
}
