import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { after, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { startEmulator } from '../../../src/emulator/index.js';
import type { Emulator } from '../../../src/emulator/index.js';

describe('the host', () => {
  let emulator: Emulator;
  let port: string;

  before(async () => {
    emulator = await startEmulator({ port: 0 });
    port = new URL(emulator.url).port;
  });
  after(() => emulator.close());

  it('says on a page what is here', async () => {
    for (const path of ['/', '/_emulator/']) {
      const response = await fetch(`${emulator.url}${path}`);
      assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
      const text = await response.text();
      for (const word of [
        'Alice Ames',
        'megan@fabrikam.example',
        '+14255550102',
        '/graph/v1.0/',
        emulator.world().clientId,
      ]) {
        assert(text.includes(word), word);
      }
    }
  });

  it('answers under both addresses of this machine', async () => {
    assert.equal((await fetch(`http://127.0.0.1:${port}/`)).status, 200);
    assert.equal((await fetch(`http://localhost:${port}/`)).status, 200);
  });

  it('does not answer under other names, which may be made to mean this machine', async () => {
    const asked = request({
      port,
      host: '127.0.0.1',
      path: '/_emulator/world',
      headers: { host: `evil.example:${port}` },
    });
    asked.end();
    const [response] = (await once(asked, 'response')) as [{ statusCode: number; resume(): void }];
    response.resume();
    assert.equal(response.statusCode, 421);
  });

  it('does not answer pages of elsewhere', async () => {
    for (const origin of ['https://evil.example', 'http://localhost.evil.example', 'null']) {
      const response = await fetch(`${emulator.url}/_emulator/reset`, { method: 'POST', headers: { origin } });
      assert.equal(response.status, 403);
      assert.equal(response.headers.get('access-control-allow-origin'), null);
    }
    for (const origin of [
      'http://localhost:3000',
      'http://127.0.0.1:8080',
      'https://crm.localhost',
      'http://[::1]:9',
    ]) {
      const response = await fetch(`${emulator.url}/_emulator/calls`, { headers: { origin } });
      assert.equal(response.headers.get('access-control-allow-origin'), origin);
    }
  });

  it('opens WebSockets at /hub, for pages of this machine only', async () => {
    const status = async (path: string, origin?: string): Promise<number | 'open'> => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, origin === undefined ? {} : { origin });
      return new Promise((resolve, reject) => {
        socket.on('error', reject);
        socket.on('open', () => (socket.terminate(), resolve('open')));
        socket.on('unexpected-response', (_request, response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        });
      });
    };
    assert.equal(await status('/hub', 'http://localhost:3000'), 'open');
    assert.equal(await status('/hub', 'https://evil.example'), 403);
    assert.equal(await status('/elsewhere', 'http://localhost:3000'), 404);
  });

  it('says so when its port is taken, under whichever address', async () => {
    const loopback = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
    const hosts = loopback.filter(({ internal }) => internal).map(({ address }) => address);
    assert(hosts.includes('127.0.0.1'));
    for (const host of hosts) {
      const other = createServer().listen(0, host);
      await once(other, 'listening');
      const taken = (other.address() as AddressInfo).port;
      await assert.rejects(startEmulator({ port: taken }), {
        message: `Port ${taken} is taken by another program. Choose another one, or 0 for any that is free.`,
      });
      other.close();
    }
  });

  it('frees its port when it is closed, with pages still connected', async () => {
    const first = await startEmulator({ port: 0 });
    const { port } = new URL(first.url);
    const socket = new WebSocket(`ws://127.0.0.1:${port}/hub`);
    await once(socket, 'open');
    const closed = once(socket, 'close');
    await first.close();
    await closed;
    const second = await startEmulator({ port: Number(port) });
    assert.equal(second.url, first.url);
    await second.close();
  });

  it('does not start with a world that is broken', async () => {
    await assert.rejects(startEmulator({ port: 0, world: { tenants: [] } }), {
      name: 'ShapeError',
      message: 'clientId: missing',
    });
  });
});
