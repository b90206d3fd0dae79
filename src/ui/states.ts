/**
 * What an element shows to the page's CSS as `:state(…)`.
 *
 * Guarded, because there is no `attachInternals` where Lit renders on a server, and browsers before 2024 take only
 * names that begin with two dashes. Without states an element still works.
 */
export class States {
  readonly #element: HTMLElement;
  /** Attached with the first state: most of a thousand buttons on a page never have one. */
  #set: Set<string> | undefined;

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  /** Sets each named state that is true and clears each that is false. */
  show(states: Readonly<Record<string, boolean>>): void {
    for (const [name, on] of Object.entries(states)) {
      if (on === (this.#set?.has(name) ?? false)) continue;
      this.#set ??= 'attachInternals' in this.#element ? this.#element.attachInternals().states : undefined;
      try {
        if (on) this.#set?.add(name);
        else this.#set?.delete(name);
      } catch {
        return; // an older browser refuses the name: nobody there can style by it
      }
    }
  }
}
