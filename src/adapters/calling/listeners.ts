/** Something of the SDK that tells of changes. `NoInfer`, since the SDK's `on` has one overload per event. */
interface Source<Event, Listener> {
  on(event: NoInfer<Event>, listener: NoInfer<Listener>): void;
  off(event: NoInfer<Event>, listener: NoInfer<Listener>): void;
}

/** Listeners that end together. */
export class Listeners {
  readonly #ends: (() => void)[] = [];

  add<Event extends string, Listener>(source: Source<Event, Listener>, event: Event, listener: Listener): void {
    source.on(event, listener);
    this.#ends.push(() => source.off(event, listener));
  }

  end(): void {
    for (const end of this.#ends.splice(0)) end();
  }
}
