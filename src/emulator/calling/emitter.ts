import { CallingError } from './calling-error.js';

/** Events by name, with what their listeners get: `void` where they get nothing. */
export type EventMap<Events> = { readonly [name in keyof Events]: unknown };

/** The subcodes of the errors for events that an object does not have, and their code where that is not 422. */
export interface UnknownEvent {
  readonly on: number;
  readonly off: number;
  readonly code?: number;
}

/** What `on` and `off` of the SDK's objects do. An event that the object does not have is an error, as there. */
export abstract class Emitter<Events extends EventMap<Events>> {
  readonly #names: readonly (keyof Events)[];
  readonly #unknownEvent: UnknownEvent;
  readonly #listeners = new Map<keyof Events, Set<(args: never) => void>>();

  constructor(names: readonly (keyof Events)[], unknownEvent: UnknownEvent) {
    this.#names = names;
    this.#unknownEvent = unknownEvent;
  }

  on<Name extends keyof Events>(event: Name, listener: (args: Events[Name]) => void): void {
    this.#listenersOf(event, this.#unknownEvent.on).add(listener);
  }

  off<Name extends keyof Events>(event: Name, listener: (args: Events[Name]) => void): void {
    this.#listenersOf(event, this.#unknownEvent.off).delete(listener);
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

  #listenersOf(event: keyof Events, unknown = 0): Set<(args: never) => void> {
    if (!this.#names.includes(event)) {
      throw new CallingError(this.#unknownEvent.code ?? 422, unknown, `There is no event "${String(event)}" here.`);
    }
    let listeners = this.#listeners.get(event);
    if (!listeners) this.#listeners.set(event, (listeners = new Set()));
    return listeners;
  }
}
