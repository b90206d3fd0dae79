import { Emitter } from '../../../../src/emulator/calling/emitter.js';

type On = (event: string, listener: unknown) => void;

/** Counts who listens to the module's objects, by the kind of the object. Has to run before anybody listens. */
export function countListeners(): () => Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  const known = new WeakMap<object, Map<string, Set<unknown>>>();
  const listeners = (emitter: object, event: string): Set<unknown> => {
    const events = known.get(emitter) ?? new Map<string, Set<unknown>>();
    known.set(emitter, events);
    const set = events.get(event) ?? new Set();
    events.set(event, set);
    return set;
  };
  const prototype = Emitter.prototype as unknown as { on: On; off: On };
  const { on, off } = prototype;
  prototype.on = function (this: object, event, listener) {
    const set = listeners(this, event);
    if (!set.has(listener)) counts[this.constructor.name] = (counts[this.constructor.name] ?? 0) + 1;
    set.add(listener);
    on.call(this, event, listener);
  };
  prototype.off = function (this: object, event, listener) {
    if (listeners(this, event).delete(listener)) {
      counts[this.constructor.name] = (counts[this.constructor.name] ?? 0) - 1;
    }
    off.call(this, event, listener);
  };
  return () => Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
}
