import type { Clock } from '../ports/ports.js';
import type { Source } from './live.js';

/** Ticks once a second for everybody who shows a duration. Rests while nobody does. */
export class Ticker implements Source {
  readonly #clock: Clock;
  readonly #followers = new Set<() => void>();
  #stop: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now();
  }

  follow(follower: () => void): () => void {
    this.#followers.add(follower);
    if (!this.#stop) this.#wait();
    return () => {
      this.#followers.delete(follower);
      if (this.#followers.size > 0) return;
      this.#stop?.();
      this.#stop = undefined;
    };
  }

  #wait(): void {
    this.#stop = this.#clock.after(1000, () => {
      this.#wait();
      for (const follower of [...this.#followers]) follower();
    });
  }
}

const tickers = new WeakMap<Clock, Ticker>();

/** The one ticker of a clock. */
export function tickerOf(clock: Clock): Ticker {
  const known = tickers.get(clock);
  if (known) return known;
  const ticker = new Ticker(clock);
  tickers.set(clock, ticker);
  return ticker;
}
