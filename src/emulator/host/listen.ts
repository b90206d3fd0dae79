import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A port of this machine, under both of its addresses. */
export interface LoopbackPort {
  readonly port: number;
  readonly servers: readonly Server[];
  close(): Promise<void>;
}

const tries = 20;

/**
 * Listens on one port of this machine and on nothing else.
 *
 * `localhost` means 127.0.0.1 to one program and ::1 to the next, so the port is taken on both; where a machine has no
 * ::1, one is enough. Port 0 takes a port that is free on both.
 */
export async function listenOnLoopback(port: number): Promise<LoopbackPort> {
  for (let attempt = 1; ; attempt += 1) {
    const first = await listen(port, '127.0.0.1');
    const taken = portOf(first);
    try {
      const second = await listen(taken, '::1').catch((cause: unknown) => {
        if (['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes(codeOf(cause))) return undefined;
        throw cause;
      });
      const servers = second ? [first, second] : [first];
      return { port: taken, servers, close: async () => void (await Promise.all(servers.map(close))) };
    } catch (cause) {
      await close(first);
      // Somebody else has the free port on the other address: take another.
      if (port === 0 && attempt < tries && codeOf(cause) === 'EADDRINUSE') continue;
      throw sentenceFor(cause, taken);
    }
  }
}

async function listen(port: number, host: string): Promise<Server> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host }, () => {
        server.off('error', reject);
        resolve();
      });
    });
    return server;
  } catch (cause) {
    if (host === '127.0.0.1') throw sentenceFor(cause, port);
    throw cause;
  }
}

function sentenceFor(cause: unknown, port: number): unknown {
  switch (codeOf(cause)) {
    case 'EADDRINUSE':
      return new Error(`Port ${port} is taken by another program. Choose another one, or 0 for any that is free.`, {
        cause,
      });
    case 'EACCES':
      return new Error(`Port ${port} may not be used by this account. Choose one above 1023.`, { cause });
    default:
      return cause;
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error('The server does not listen on a port.');
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
