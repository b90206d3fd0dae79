/** One immutable state, replaced as a whole, and those who follow it. */
export class Store<State extends object> {
  #state: State;
  readonly #followers = new Set<() => void>();

  constructor(state: State) {
    this.#state = state;
  }

  get state(): State {
    return this.#state;
  }

  /** Replaces the fields in `change` and tells every follower once, unless nothing is different. */
  update(change: Partial<State>): void {
    const different = (Object.keys(change) as (keyof State)[]).some((key) => !Object.is(change[key], this.#state[key]));
    if (!different) return;
    this.#state = { ...this.#state, ...change };
    for (const follower of [...this.#followers]) {
      try {
        follower();
      } catch (error) {
        reportError(error); // one broken follower must not silence the others
      }
    }
  }

  /** Calls back after every update. Returns a function that stops it. */
  follow(follower: () => void): () => void {
    this.#followers.add(follower);
    return () => void this.#followers.delete(follower);
  }
}
