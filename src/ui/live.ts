import { AsyncDirective } from 'lit/async-directive.js';
import { directive, type DirectiveResult } from 'lit/directive.js';
import { same } from '../session/same.js';

/** Something that changes: the session, the ticker. */
export interface Source {
  /** Calls back after every change. Returns a function that stops it. */
  follow(follower: () => void): () => void;
}

class LiveDirective extends AsyncDirective {
  #source: Source | undefined;
  #read: () => unknown = () => undefined;
  #value: unknown;
  #stop: (() => void) | undefined;

  render(source: Source, read: () => unknown): unknown {
    this.#read = read;
    if (source !== this.#source) {
      this.#source = source;
      if (this.isConnected) this.#follow();
    }
    return (this.#value = read());
  }

  protected override disconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  protected override reconnected(): void {
    this.#follow();
    this.#refresh();
  }

  #follow(): void {
    this.#stop?.();
    this.#stop = this.#source?.follow(() => this.#refresh());
  }

  #refresh(): void {
    const value = this.#read();
    if (!same(value, this.#value)) this.setValue((this.#value = value));
  }
}

/** Renders one value that changes often, without rendering the element around it. */
export const live: (source: Source, read: () => unknown) => DirectiveResult<typeof LiveDirective> =
  directive(LiveDirective);
