import { CallingError } from './calling-error.js';

/** Events by name, with what their listeners get: `void` where they get nothing. */
export type EventMap<Events> = { readonly [name in keyof Events]: unknown };

/** What `on` and `off` of the SDK's objects do. An event that the object does not have is an error, as there. */
export abstract class Emitter<Events extends EventMap<Events>> {
  readonly #names: readonly (keyof Events)[];
  readonly #unknownEvent: readonly [code: number, subCode: number];
  readonly #listeners = new Map<keyof Events, Set<(args: never) => void>>();

  constructor(names: readonly (keyof Events)[], unknownEvent: readonly [code: number, subCode: number]) {
    this.#names = names;
    this.#unknownEvent = unknownEvent;
  }

  on<Name extends keyof Events>(event: Name, listener: (args: Events[Name]) => void): void {
    this.#listenersOf(event).add(listener);
  }

  off<Name extends keyof Events>(event: Name, listener: (args: Events[Name]) => void): void {
    this.#listenersOf(event).delete(listener);
  }

  protected emit<Name extends keyof Events>(event: Name, args: Events[Name]): void {
    for (const listener of [...this.#listenersOf(event)] as ((args: Events[Name]) => void)[]) {
      try {
        listener(args);
      } catch (error) {
        // A listener of the page that throws must not stop a call. The page sees its error as any other of its own.
        reportError(error);
      }
    }
  }

  #listenersOf(event: keyof Events): Set<(args: never) => void> {
    if (!this.#names.includes(event)) {
      throw new CallingError(...this.#unknownEvent, `There is no event "${String(event)}" here.`);
    }
    let listeners = this.#listeners.get(event);
    if (!listeners) this.#listeners.set(event, (listeners = new Set()));
    return listeners;
  }
}
