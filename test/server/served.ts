import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FetchHandler } from '../../src/server/index.js';
import { toNodeListener } from '../../src/server/index.js';

/** A Fetch handler behind a port of this machine. */
export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

export async function serve(handler: FetchHandler, onError?: (error: unknown) => void): Promise<Served> {
  const server = createServer(toNodeListener(handler, onError ? { onError } : {}));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
