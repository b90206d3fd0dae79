import { memoryStore } from './memory-store.js';
import type { RateLimitCount, RateLimitStore } from './rate-limit-store.js';

/** How often one user may ask. */
export interface RateLimit {
  /** How many requests a user has in a window. 30 unless said otherwise. */
  readonly requests?: number;
  /** How long a window lasts. 60 unless said otherwise. */
  readonly seconds?: number;
  /** Where requests are counted: in the memory of this process, unless said otherwise. */
  readonly store?: RateLimitStore;
}

/** What became of one request. */
export interface Admission {
  /** Seconds to wait; undefined where the request may go on. */
  readonly retryAfter: number | undefined;
  /** Why the store did not count it; undefined where it did. */
  readonly storeFailure: unknown;
}

export interface RateLimiter {
  /** Counts a request of this key. Never rejects, and never takes long. */
  readonly admit: (key: string) => Promise<Admission>;
  /** Whether the store counts. */
  readonly storeAnswers: () => Promise<boolean>;
}

/** A store that needs longer is as good as down: a person waits for the answer. */
const storeTimeLimitMs = 250;

/** A store that failed is left alone for so long: else each request in an outage would wait for the time limit. */
const storePauseMs = 5_000;

/**
 * Counts requests in windows. A store that is down or slow stops nobody: until it is back, each instance counts for
 * itself, which is a looser limit and not none.
 */
export function rateLimiter({ requests = 30, seconds = 60, store = memoryStore() }: RateLimit = {}): RateLimiter {
  for (const [name, value] of Object.entries({ requests, seconds })) {
    if (!Number.isInteger(value) || value < 1)
      throw new TypeError(`rateLimit.${name} has to be a whole number from 1.`);
  }
  const fallback = memoryStore();
  let pausedUntil = 0;
  let lastFailure: unknown;

  const admission = (count: RateLimitCount, storeFailure?: unknown): Admission => ({
    retryAfter: count.requests > requests ? Math.max(1, Math.ceil(count.endsInMs / 1000)) : undefined,
    storeFailure,
  });

  return {
    async admit(key) {
      if (Date.now() >= pausedUntil) {
        try {
          return admission(await inTime(() => store.count(key, seconds)));
        } catch (cause) {
          pausedUntil = Date.now() + storePauseMs;
          lastFailure = cause;
        }
      }
      return admission(await fallback.count(key, seconds), lastFailure);
    },

    async storeAnswers() {
      try {
        await inTime(() => store.count('health', seconds));
        return true;
      } catch {
        return false; // whoever asked for the health is told; requests log the reason
      }
    },
  };
}

async function inTime<T extends object>(ask: () => T | Promise<T>): Promise<T> {
  const answer = ask();
  if (!('then' in answer)) return answer;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`The store did not answer within ${storeTimeLimitMs} ms.`)),
      storeTimeLimitMs,
    );
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
