import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { toNodeListener, type FetchHandler } from '../../server/index.js';
import { CommandError } from '../command.js';
import type { ServiceLog } from './service-log.js';

export interface Serving {
  readonly port: number;
  /** Takes no more requests, finishes those that came, and ends. */
  close(): Promise<void>;
}

interface Place {
  readonly host: string | undefined;
  readonly port: number;
  /** Where tokens are given out. */
  readonly path: string;
}

/** Longer than the proxies of the usual clouds keep a connection: else they send a request into one that just ended. */
const keepAliveTimeout = 65_000;

/** No token takes so long. Orchestrators usually kill after 30 seconds. */
const longestGoodbye = 20_000;

export async function serve(handler: FetchHandler, place: Place, log: ServiceLog): Promise<Serving> {
  const listener = toNodeListener(handler, { onError: (cause) => log.error('request-failed', { cause }) });
  const answering = new Set<ServerResponse>();
  let closing = false;
  const server = createServer(
    { keepAliveTimeout, headersTimeout: 10_000, requestTimeout: 30_000 },
    (incoming, outgoing) => {
      outgoing.shouldKeepAlive &&= !closing;
      answering.add(outgoing);
      outgoing.once('close', () => answering.delete(outgoing));
      if (isServed(incoming, place.path)) return listener(incoming, outgoing);
      const body = JSON.stringify({ error: 'not_found', message: `Tokens are at ${place.path}.` });
      outgoing.writeHead(404, { 'content-type': 'application/json' }).end(body);
    },
  );
  await listen(server, place);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        closing = true;
        for (const outgoing of answering) outgoing.shouldKeepAlive = false;
        const cut = setTimeout(() => server.closeAllConnections(), longestGoodbye);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
      }),
  };
}

/** Tokens at one path and the health at its own; whatever else is asked is no business of this service. */
function isServed({ method, url = '' }: IncomingMessage, tokens: string): boolean {
  const [path = ''] = url.split('?', 1);
  return path === tokens || ((method === 'GET' || method === 'HEAD') && /^\/health(\/ready)?$/.test(path));
}

function listen(server: Server, { host, port }: Place): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(sentenceFor(cause, port)));
    server.listen({ port, ...(host === undefined ? {} : { host }) }, resolve);
  });
}

function sentenceFor(cause: NodeJS.ErrnoException, port: number): Error {
  switch (cause.code) {
    case 'EADDRINUSE':
      return new CommandError(`Port ${port} is taken by another program: set PORT to another one.`, 1);
    case 'EACCES':
      return new CommandError(`Port ${port} may not be used by this account: set PORT to one above 1023.`, 1);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new CommandError('HOST is no address of this machine: set it to one, or leave it out.', 1);
    default:
      return cause;
  }
}
