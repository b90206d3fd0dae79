import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Hub } from '../hub/hub.js';
import { isLoopbackHost, isLoopbackUrl } from './loopback.js';

/** A signalling message is a session description and little more. */
const largestMessageBytes = 1_048_576;

/** Hands WebSockets at `/hub` to the call hub. Returns a function that closes what is open. */
export function takeUpgrades(servers: readonly Server[], hub: Hub): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessageBytes });
  for (const server of servers) {
    server.on('upgrade', (request, socket, head) => {
      // Without a listener the loss of a connection would end the whole program.
      socket.on('error', () => socket.destroy());
      const refused = refusal(request);
      if (refused) refuse(socket, refused);
      else sockets.handleUpgrade(request, socket, head, (accepted) => hub.accept(accepted));
    });
  }
  return () => {
    for (const client of sockets.clients) client.terminate();
    sockets.close();
  };
}

/** Browsers let any website open a WebSocket to anywhere, so whoever asks from elsewhere is refused here. */
function refusal({ url, headers }: IncomingMessage): '403 Forbidden' | '404 Not Found' | undefined {
  const host = `http://${headers.host ?? ''}`;
  if (!URL.canParse(host) || !isLoopbackHost(new URL(host).hostname)) return '403 Forbidden';
  if (headers.origin !== undefined && !isLoopbackUrl(headers.origin)) return '403 Forbidden';
  return url?.split('?')[0] === '/hub' ? undefined : '404 Not Found';
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
