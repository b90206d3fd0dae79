import type { RateLimitStore } from './rate-limit-store.js';

export interface MemoryStoreOptions {
  /** How many keys are remembered at most; the oldest is forgotten first. 20,000 unless said otherwise. */
  readonly maxKeys?: number;
}

interface Window {
  requests: number;
  readonly endsAt: number;
}

/** Counts in this process: right for one instance. */
export function memoryStore({ maxKeys = 20_000 }: MemoryStoreOptions = {}): RateLimitStore {
  // In the order in which the windows were opened, so the first ones end first.
  const windows = new Map<string, Window>();

  const makeRoom = (now: number): void => {
    for (const [key, { endsAt }] of windows) {
      if (endsAt > now && windows.size < maxKeys) return;
      windows.delete(key);
    }
  };

  return {
    count(key, seconds) {
      const now = Date.now();
      let window = windows.get(key);
      if (!window || window.endsAt <= now) {
        windows.delete(key);
        makeRoom(now);
        window = { requests: 0, endsAt: now + seconds * 1000 };
        windows.set(key, window);
      }
      window.requests += 1;
      return { requests: window.requests, endsInMs: window.endsAt - now };
    },
  };
}
