import { secondsConnected, type Call } from '../model/call.js';
import { duration } from './duration.js';
import { live } from './live.js';
import type { Ticker } from './ticker.js';

/** How long a call has been connected, counting by itself. */
export function callDuration(call: Call, ticker: Ticker, language: string | undefined): unknown {
  return live(ticker, () => duration(secondsConnected(call, ticker.now()), language));
}
