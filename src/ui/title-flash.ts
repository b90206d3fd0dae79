import type { Ticker } from './ticker.js';

/** Alternates the title of a page that is not in sight with a sentence, so that its tab can be found. */
export class TitleFlash {
  #sentence = '';
  #title = '';
  #stop: (() => void) | undefined;

  start(sentence: string, ticker: Ticker): void {
    this.#restore();
    this.#sentence = sentence;
    this.#stop ??= ticker.follow(() => this.#tick());
  }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#restore();
  }

  #tick(): void {
    if (document.title === this.#sentence || document.visibilityState === 'visible') return this.#restore();
    this.#title = document.title;
    document.title = this.#sentence;
  }

  /** Gives back the page's own title, unless the page has set another in the meantime. */
  #restore(): void {
    if (this.#sentence && document.title === this.#sentence) document.title = this.#title;
  }
}
