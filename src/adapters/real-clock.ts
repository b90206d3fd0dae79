import type { Clock } from '../ports/ports.js';

/** The longest wait a browser's timer can do, 24.8 days; it fires at once for a longer one. */
const LONGEST = 2 ** 31 - 1;

/** The time of this device. */
export const realClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    let timer: ReturnType<typeof setTimeout>;
    const wait = (left: number): void => {
      timer = setTimeout(() => (left > LONGEST ? wait(left - LONGEST) : callback()), Math.min(left, LONGEST));
    };
    wait(milliseconds);
    return () => clearTimeout(timer);
  },
};
