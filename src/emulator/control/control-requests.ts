import { flag, matching, oneOf, record, text, wholeNumber } from '../world/shape.js';
import { faces } from './faults.js';

/** The longest life of a token, in seconds: beyond 24.8 days the timers of the clients overflow. */
const longestLifetime = 24 * 24 * 60 * 60;

export const callRequest = record({ from: text, to: text }, { video: flag, script: text });
export const actRequest = record({ as: text, action: text });
export const clockRequest = record({ tokenLifetimeSeconds: wholeNumber(1, longestLifetime) });

export const faultRequest = record(
  { face: oneOf(faces) },
  {
    match: text,
    status: wholeNumber(400, 599),
    retryAfter: wholeNumber(0, 3_600),
    delayMs: wholeNumber(0, 600_000),
    times: wholeNumber(1, 1_000_000),
    drop: flag,
  },
);

/** The `since` of the log. */
export const entryNumber = matching(/^\d{1,15}$/, 'the number of a log entry');
