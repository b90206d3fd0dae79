interface Asked<Result> {
  readonly renew: boolean;
  readonly result: Promise<Result>;
}

/** Lets one request run for each key: whoever asks meanwhile gets its result, unless that may be an old one. */
export class OneAtATime<Key, Result> {
  readonly #asked = new Map<Key, Asked<Result>>();

  ask(key: Key, renew: boolean, request: () => Promise<Result>): Promise<Result> {
    const before = this.#asked.get(key);
    if (before && (before.renew || !renew)) return before.result;
    const asked = { renew, result: before ? before.result.then(request, request) : request() };
    this.#asked.set(key, asked);
    const over = (): void => {
      if (this.#asked.get(key) === asked) this.#asked.delete(key);
    };
    asked.result.then(over, over);
    return asked.result;
  }
}
