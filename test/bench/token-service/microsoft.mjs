// @ts-check
// In the place of Microsoft: publishes one signing key, and exchanges whatever it is asked to, at once.
import { createServer } from 'node:http';

const keys = process.env['BENCH_KEYS'] ?? '';
const answer = JSON.stringify({ token: 'a.communication.token', expiresOn: '2030-01-01T00:00:00.000Z' });

const server = createServer((incoming, outgoing) => {
  incoming.resume().once('end', () => {
    outgoing.writeHead(200, { 'content-type': 'application/json' }).end(incoming.method === 'GET' ? keys : answer);
  });
});
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
process.once('disconnect', () => process.exit());
