import type { CallView, Hub } from '../hub/hub.js';
import { parseWorld } from '../world/parse-world.js';
import type { Shape } from '../world/shape.js';
import type { World } from '../world/world.js';
import { actRequest, callRequest, clockRequest, faultRequest } from './control-requests.js';
import type { EventLog, LogEntry } from './event-log.js';
import type { Fault, Faults } from './faults.js';

type Read<S> = S extends Shape<infer T> ? T : never;

export type CallRequest = Read<typeof callRequest>;
export type ActRequest = Read<typeof actRequest>;

/** What can be done to the local Teams from outside. The same calls answer below `/_emulator/`. */
export interface Control {
  /** Everything there is, before anybody acts. */
  world(): World;
  /** Puts another world in its place and starts again. Throws a `ShapeError` that names what is wrong with it. */
  replaceWorld(world: unknown): void;
  /** Starts again with the same world: calls, chats, sign-ins, consents and faults are forgotten. */
  reset(): void;
  /** A number or a user rings a signed-in user. */
  startCall(request: CallRequest): { readonly callId: string };
  /** The calls that are up. */
  calls(): readonly CallView[];
  /** Makes one party of a call act. */
  act(callId: string, request: ActRequest): void;
  /** Makes the next matching requests fail, stall or drop. */
  addFault(fault: Fault): void;
  clearFaults(): void;
  /** How long new tokens live. */
  setClock(clock: { readonly tokenLifetimeSeconds: number }): void;
  /** What happened, after the entry with this number. */
  log(since?: number): readonly LogEntry[];
}

/** What the control acts on. */
export interface Controlled {
  readonly state: EmulatorState;
  readonly hub: () => Hub;
  readonly faults: Faults;
  readonly events: EventLog;
  /** Forgets everything that happened since the world began, but for calls. */
  readonly forget: () => void;
}

/** What may change while the emulator runs. */
export interface EmulatorState {
  world: World;
  tokenLifetimeSeconds: number;
}

export const usualTokenLifetimeSeconds = 3_600;

export function createControl({ state, hub, faults, events, forget }: Controlled): Control {
  const reset = (): void => {
    hub().reset();
    faults.clear();
    forget();
    state.tokenLifetimeSeconds = usualTokenLifetimeSeconds;
    events.add({ kind: 'reset' });
  };
  return {
    world: () => state.world,
    replaceWorld(world) {
      state.world = parseWorld(world);
      reset();
    },
    reset,
    startCall: (request) => hub().startCall(callRequest(request, '')),
    calls: () => hub().calls(),
    act: (callId, request) => hub().act(callId, actRequest(request, '')),
    addFault: (fault) => faults.add(faultRequest(fault, '')),
    clearFaults: () => faults.clear(),
    setClock(clock) {
      state.tokenLifetimeSeconds = clockRequest(clock, '').tokenLifetimeSeconds;
    },
    log: (since) => events.since(since),
  };
}
