import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { serve } from './served.js';

describe('toNodeListener', () => {
  it('carries method, address, headers and body there, and status, headers and body back', async () => {
    const served = await serve(async (request) => {
      const headers = new Headers({ 'x-seen': request.headers.get('x-sent') ?? '' });
      headers.append('set-cookie', 'a=1');
      headers.append('set-cookie', 'b=2');
      const { pathname, search } = new URL(request.url);
      return new Response(`${request.method} ${pathname}${search} ${await request.text()}`, { status: 201, headers });
    });
    const response = await fetch(`${served.url}/a/:b?c=d`, { method: 'PUT', body: 'text', headers: { 'x-sent': 'x' } });
    assert.equal(response.status, 201);
    assert.equal(response.headers.get('x-seen'), 'x');
    assert.deepEqual(response.headers.getSetCookie(), ['a=1', 'b=2']);
    assert.equal(await response.text(), 'PUT /a/:b?c=d text');
    await served.close();
  });

  it('does not take a path for another host', async () => {
    const served = await serve((request) => new Response(new URL(request.url).host));
    const { port } = new URL(served.url);
    const raw = await ask(port, 'GET //evil.example/ HTTP/1.1');
    assert.match(raw, new RegExp(`localhost:${port}`));
    await served.close();
  });

  it('refuses an address that cannot be read', async () => {
    const served = await serve(() => new Response('reached'));
    assert.match(await ask(new URL(served.url).port, 'OPTIONS * HTTP/1.1'), /^HTTP\/1\.1 400/);
    await served.close();
  });

  it('answers 500 when the handler throws, without the reason', async () => {
    const errors: unknown[] = [];
    const served = await serve(
      () => Promise.reject(new Error('a secret reason')),
      (error) => errors.push(error),
    );
    const response = await fetch(served.url);
    assert.equal(response.status, 500);
    assert.doesNotMatch(await response.text(), /secret/);
    assert.equal(errors.length, 1);
    await served.close();
  });

  it('closes the connection for a network error', async () => {
    const served = await serve(() => Response.error());
    await assert.rejects(fetch(served.url), TypeError);
    await served.close();
  });

  it('aborts the request when the caller leaves', async () => {
    const left = new AbortController();
    let wentAway = (): void => undefined;
    const aborted = new Promise<void>((resolve) => (wentAway = resolve));
    const served = await serve(async (request) => {
      request.signal.addEventListener('abort', () => wentAway());
      left.abort();
      await aborted;
      return new Response();
    });
    await assert.rejects(fetch(served.url, { signal: left.signal }));
    await aborted;
    await served.close();
  });
});

async function ask(port: string, firstLine: string): Promise<string> {
  const socket = connect(Number(port), '127.0.0.1');
  socket.end(`${firstLine}\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`);
  let answer = '';
  socket.on('data', (part) => (answer += part.toString()));
  await once(socket, 'close');
  return answer;
}
