import { TeamsError } from '../model/teams-error.js';

/** Waits no longer than this many milliseconds, then rejects with `sign-in-timed-out`. What was waited for goes on. */
export function withinLimit<Result>(limit: number, promise: Promise<Result>, message: string): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TeamsError('sign-in-timed-out', message)), limit);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
