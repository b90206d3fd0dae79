import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it, mock } from 'node:test';
import { startTokenService } from './token-service.js';
import type { TokenService } from './token-service.js';

describe('the health of createTokenHandler', () => {
  let service: TokenService;

  before(async () => {
    service = await startTokenService();
  });
  after(() => service.close());
  beforeEach(() => service.reset());

  type Handler = ReturnType<TokenService['handler']>;
  const look = async (handler: Handler, path: string, init: RequestInit = {}) => {
    const response = await handler(new Request(`https://tokens.contoso.com${path}`, init));
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: JSON.parse(text || '{}') as unknown };
  };

  it('is ok while it runs, whatever else is down', async () => {
    service.keysAnswer = () => new Response('', { status: 500 });
    const handler = service.handler();
    for (const path of ['/health', '/token/health', '/token/health?probe=1']) {
      const { status, headers, body } = await look(handler, path);
      assert.equal(status, 200);
      assert.deepEqual(body, { status: 'ok' });
      assert.equal(headers.get('cache-control'), 'no-store');
    }
    assert.equal((await handler(new Request('https://tokens.contoso.com/health', { method: 'HEAD' }))).status, 200);
  });

  it('is ready when it has keys and a count', async () => {
    const { status, body } = await look(service.handler(), '/health/ready');
    assert.equal(status, 200);
    assert.deepEqual(body, { status: 'ok', keys: 'ok', rateLimit: 'ok' });
    const unlimited = await look(service.handler({ rateLimit: false }), '/health/ready');
    assert.deepEqual(unlimited.body, { status: 'ok', keys: 'ok' });
  });

  it('is not ready without keys, and becomes ready when they come', async (test) => {
    service.keysAnswer = () => new Response('', { status: 500 });
    const handler = service.handler();
    mock.timers.enable({ apis: ['Date'], now: Date.now() });
    test.after(() => mock.timers.reset());
    const { status, body } = await look(handler, '/health/ready');
    assert.equal(status, 503);
    assert.deepEqual(body, { status: 'unavailable', keys: 'unavailable', rateLimit: 'ok' });
    service.keysAnswer = undefined;
    mock.timers.tick(5_001);
    assert.equal((await look(handler, '/health/ready')).status, 200);
  });

  it('stays ready without the store of its rate limit, and says so', async () => {
    const store = { count: () => Promise.reject(new Error('down')) };
    const { status, body } = await look(service.handler({ rateLimit: { store } }), '/health/ready');
    assert.equal(status, 200);
    assert.deepEqual(body, { status: 'ok', keys: 'ok', rateLimit: 'degraded' });
  });

  it('is found out once for many who ask: nobody can use it to trouble Entra', async () => {
    let fetched = 0;
    service.keysAnswer = () => {
      fetched += 1;
      return new Response('', { status: 500 });
    };
    const handler = service.handler();
    for (let each = 0; each < 5; each += 1) await look(handler, '/health/ready');
    assert.equal(fetched, 1);
  });

  it('is not limited, not logged, and says nothing about a token', async () => {
    const handler = service.handler({ rateLimit: { requests: 1 } });
    const bad = { headers: { authorization: 'Bearer a.bad.token', origin: 'https://evil.example' } };
    const good = { headers: { authorization: `Bearer ${await service.sign()}` } };
    const answers = [];
    for (const init of [{}, bad, good, bad, good]) {
      const { status, headers, body } = await look(handler, '/health', init);
      assert.equal(headers.get('access-control-allow-origin'), null);
      answers.push(JSON.stringify({ status, body }));
    }
    assert.equal(new Set(answers).size, 1);
    assert.deepEqual(service.logged, []);
    assert.deepEqual(service.exchanged, []);
  });
});
