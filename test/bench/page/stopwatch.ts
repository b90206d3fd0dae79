import { loopback } from './loopback.js';
import { timeFirstFrame } from './time-first-frame.js';

/** What measures in the page. */
const tools = { loopback, timeFirstFrame };

declare global {
  var stopwatch: typeof tools;
}

globalThis.stopwatch = tools;
