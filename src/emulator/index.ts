import { toNodeListener } from '../server/node.js';
import { createAuthority } from './authority/authority.js';
import { createSigningKey } from './authority/signing-key.js';
import { controlFace } from './control/control-face.js';
import { createControl, usualTokenLifetimeSeconds } from './control/control.js';
import type { Control, EmulatorState } from './control/control.js';
import { EventLog } from './control/event-log.js';
import type { LogEntry } from './control/event-log.js';
import { Faults } from './control/faults.js';
import { createGraph } from './graph/graph.js';
import { facesHandler } from './host/faces.js';
import { takeUpgrades } from './host/hub-upgrade.js';
import { listenOnLoopback } from './host/listen.js';
import { localAuthority, localCommunicationServices, tokenFace } from './host/token-face.js';
import { createHub } from './hub/hub.js';
import type { HubOptions } from './hub/hub.js';
import { createCommunicationIdentity } from './identity/communication-identity.js';
import { defaultWorld } from './world/default-world.js';
import { parseWorld } from './world/parse-world.js';
import type { TokenAuthority } from '../server/index.js';

export type { ActRequest, CallRequest, Control } from './control/control.js';
export type { LogEntry } from './control/event-log.js';
export type { Face, Fault } from './control/faults.js';
export type { CallView } from './hub/hub.js';
export { defaultClientId, defaultWorld } from './world/default-world.js';
export { parseWorld } from './world/parse-world.js';
export { ShapeError } from './world/shape.js';
export type { NumberBehaviour, Tenant, World, WorldNumber, WorldUser } from './world/world.js';

export interface EmulatorOptions {
  /** The port of this machine to answer on; 4100 unless said otherwise, 0 for any that is free. */
  readonly port?: number;
  /** What a world file holds; the built-in world unless said otherwise. */
  readonly world?: unknown;
  /** Print nothing. True unless said otherwise; else each request and call event is one line. */
  readonly quiet?: boolean;
  /** Told of each request and call event. */
  readonly onEvent?: (entry: LogEntry) => void;
  /** How long things take in calls. Tests make them short. */
  readonly timings?: NonNullable<HubOptions['timings']>;
}

/** A running local Teams. */
export interface Emulator extends Control {
  /** Where it answers, such as `http://localhost:4100`. */
  readonly url: string;
  /** What a token service of your own has to be given to work with this emulator. */
  readonly tokenService: {
    readonly authority: TokenAuthority;
    readonly communicationServices: { readonly endpoint: string; readonly accessKey: string };
  };
  close(): Promise<void>;
}

export const usualPort = 4100;

/**
 * Starts a local Teams on this machine.
 *
 * @example
 * const emulator = await startEmulator({ port: 0 });
 * // … point a page at emulator.url …
 * await emulator.close();
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = usualPort, world = defaultWorld, quiet = true, onEvent, timings } = options;
  const state: EmulatorState = { world: parseWorld(world), tokenLifetimeSeconds: usualTokenLifetimeSeconds };
  const [entraKey, communicationKey] = await Promise.all([createSigningKey('entra'), createSigningKey('acs')]);
  const listening = await listenOnLoopback(port);
  const url = `http://localhost:${listening.port}`;

  const current = () => state.world;
  const faults = new Faults();
  const events = new EventLog((entry) => {
    if (!quiet) console.log(line(entry));
    onEvent?.(entry);
  });
  const authority = createAuthority({
    url,
    world: current,
    key: entraKey,
    tokenLifetimeSeconds: () => state.tokenLifetimeSeconds,
  });
  const identity = createCommunicationIdentity({ world: current, entraKey, key: communicationKey });
  const graph = createGraph({ world: current, key: entraKey, fault: (path) => faults.take('graph', path) });
  const hub = createHub({
    world: current,
    verify: (token) => identity.verifyCommunicationToken(token),
    log: (event) => events.add(event),
    fault: (path) => faults.take('hub', path),
    ...(timings ? { timings } : {}),
  });
  const forget = (): void => {
    authority.reset();
    graph.reset();
  };
  const control = createControl({ state, hub: () => hub, faults, events, forget });

  const handler = facesHandler({
    url,
    world: current,
    authority,
    identity,
    graph,
    token: tokenFace(url, current),
    control: controlFace(control),
    faults,
    events,
  });
  const listener = toNodeListener(handler, { onError: (error) => console.error('The local Teams failed.', error) });
  for (const server of listening.servers) server.on('request', listener);
  const closeSockets = takeUpgrades(listening.servers, hub);

  return {
    ...control,
    url,
    tokenService: {
      authority: localAuthority(url),
      communicationServices: localCommunicationServices(url),
    },
    async close() {
      await hub.close();
      closeSockets();
      await listening.close();
    },
  };
}

function line({ at, kind, number: _, ...details }: LogEntry): string {
  const time = at.slice(11, 19);
  if (kind === 'request') return `${time} ${details['status']} ${details['method']} ${details['path']}`;
  const words = Object.entries(details).map(([name, value]) => `${name}=${value}`);
  return [time, kind, ...words].join(' ');
}
