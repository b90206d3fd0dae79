import { TeamsError } from '../model/teams-error.js';
import type { Clock } from '../ports/ports.js';

/** From the number of failed attempts to the wait before the next, in milliseconds; undefined gives up. */
export type RetryPolicy = (failures: number) => number | undefined;

/** While a person waits: a few quick tries. */
export const WHILE_WAITED_FOR: RetryPolicy = (failures) => (failures < 5 ? 250 * 2 ** failures : undefined);

/** In the background: for ever, ever more seldom. */
export const IN_BACKGROUND: RetryPolicy = (failures) => Math.min(30_000, 500 * 2 ** failures);

interface RetryOptions {
  readonly policy: RetryPolicy;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Told of each failure that will be tried again. */
  readonly failed?: (error: TeamsError) => void;
}

/** Runs until it works, the policy gives up, or trying again cannot help. Rejects with a `TeamsError`. */
export async function retry<Result>(
  run: () => Promise<Result>,
  { policy, clock, signal, failed }: RetryOptions,
): Promise<Result> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await run();
    } catch (cause) {
      const error = TeamsError.from(cause);
      const wait = canHeal(error) ? policy(failures) : undefined;
      if (wait === undefined || signal.aborted) throw error;
      failed?.(error);
      await pause(wait, clock, signal);
    }
  }
}

/** Whether the same request may succeed later without anybody doing anything. */
export function canHeal(error: TeamsError): boolean {
  return error.retryable && (error.category === 'network' || error.category === 'service');
}

/** Waits. Rejects with `aborted` when the signal aborts. */
export function pause(milliseconds: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      cancel();
      reject(new TeamsError('aborted'));
    };
    const cancel = clock.after(milliseconds, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

/** Rejects with `timed-out` when the promise takes longer. What it was waiting for goes on. */
export function within<Result>(milliseconds: number, promise: PromiseLike<Result>, clock: Clock): Promise<Result> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(milliseconds, () => reject(new TeamsError('timed-out')));
    promise.then(
      (result) => {
        cancel();
        resolve(result);
      },
      (cause: unknown) => {
        cancel();
        reject(TeamsError.from(cause));
      },
    );
  });
}
