import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { Faults, type Fault } from '../../../src/emulator/control/faults.js';
import { createHub, type Hub } from '../../../src/emulator/hub/hub.js';
import type { HubTimings } from '../../../src/emulator/hub/timings.js';
import type { World } from '../../../src/emulator/world/world.js';
import { verify } from './a-token.js';
import { aWorld } from './a-world.js';

export const quick: HubTimings = {
  grace: 400,
  userRings: 5_000,
  phoneRings: 300,
  scriptedRing: 20,
  scriptedAnswer: 60,
};

export interface RunningHub {
  readonly hub: Hub;
  readonly origin: string;
  readonly url: string;
  readonly log: readonly { readonly kind: string }[];
  order(fault: Omit<Fault, 'face'>): void;
  /** No more faults. */
  forgive(): void;
  /** Breaks every line, as a network does. */
  dropLines(): void;
  close(): Promise<void>;
}

export interface HubSetUp {
  readonly timings?: Partial<HubTimings>;
  readonly world?: World;
  /** Serves pages beside the hub. */
  readonly serve?: RequestListener;
}

/** A hub on a free port, with real sockets. */
export async function aHub({ timings, world = aWorld, serve }: HubSetUp = {}): Promise<RunningHub> {
  const log: { readonly kind: string }[] = [];
  const faults = new Faults();
  const hub = createHub({
    world: () => world,
    verify,
    log: (event) => log.push(event),
    fault: (path) => faults.take('hub', path),
    timings: { ...quick, ...timings },
  });
  const sockets = new Set<WebSocket>();
  const upgrades = new WebSocketServer({ noServer: true });
  const server = createServer(serve);
  server.on('upgrade', (request, stream, head) => {
    upgrades.handleUpgrade(request, stream, head, (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      hub.accept(socket);
    });
  });
  await new Promise<void>((listening) => server.listen(0, listening));
  const { port } = server.address() as AddressInfo;
  return {
    hub,
    log,
    origin: `http://localhost:${port}`,
    url: `ws://localhost:${port}/hub`,
    order: (fault) => faults.add({ face: 'hub', ...fault }),
    forgive: () => faults.clear(),
    dropLines() {
      for (const socket of sockets) socket.terminate();
    },
    async close() {
      await hub.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
