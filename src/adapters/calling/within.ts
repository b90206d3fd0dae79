import { TeamsError } from '../../model/teams-error.js';

export interface Limit {
  readonly milliseconds?: number;
  /** What to reject with when the time is over. */
  readonly late?: () => TeamsError;
  readonly signal?: AbortSignal | undefined;
}

/** The promise's result, unless the time is over or the signal aborts before it. */
export function within<T>(promise: Promise<T>, { milliseconds, late, signal }: Limit): Promise<T> {
  return new Promise((resolve, reject) => {
    const stopped = (): void => finish(() => reject(new TeamsError('aborted')));
    const timer =
      milliseconds === undefined
        ? undefined
        : setTimeout(() => finish(() => reject(late?.() ?? new TeamsError('timed-out'))), milliseconds);
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stopped);
      settle();
    };
    if (signal?.aborted) return stopped();
    signal?.addEventListener('abort', stopped);
    promise.then(
      (value) => finish(() => resolve(value)),
      (cause: Error) => finish(() => reject(cause)),
    );
  });
}
