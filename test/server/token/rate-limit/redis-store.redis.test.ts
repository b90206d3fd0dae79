import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it, mock } from 'node:test';
import { createClient } from 'redis';
import { redisStore } from '../../../../src/server/index.js';
import { startRedis } from '../../../tools/redis.js';
import type { Redis } from '../../../tools/redis.js';
import { until } from '../../../until.js';
import { ask, foreignTenant, startTokenService } from '../token-service.js';
import type { TokenService } from '../token-service.js';

/** As many instances of a service have each their own client. */
async function connect(url: string) {
  const client = createClient({ url, disableOfflineQueue: true, socket: { reconnectStrategy: 20 } });
  client.on('error', () => undefined); // whether the service goes on is looked at, not what the client says
  await client.connect();
  return client;
}

describe('redisStore', { timeout: 60_000 }, () => {
  let redis: Redis;
  let clients: Awaited<ReturnType<typeof connect>>[];

  before(async () => {
    redis = await startRedis();
    clients = [await connect(redis.url), await connect(redis.url)];
  });
  beforeEach(async () => {
    await clients[0]?.flushAll();
  });
  after(async () => {
    for (const client of clients) client.destroy();
    await redis.close();
  });

  const stores = () => clients.map((client) => redisStore(client));

  it('counts each request once, whichever instance it came to', async () => {
    const counts = await Promise.all(
      Array.from({ length: 25 }, () => stores())
        .flat()
        .map(async (store) => store.count('ann', 60)),
    );
    const requests = counts.map(({ requests }) => requests).toSorted((a, b) => a - b);
    assert.deepEqual(
      requests,
      Array.from({ length: 50 }, (_, index) => index + 1),
    );
    for (const { endsInMs } of counts) assert.ok(endsInMs > 0 && endsInMs <= 60_000);
    assert.equal((await stores()[0]?.count('ben', 60))?.requests, 1);
  });

  it('begins again when the window is over, and leaves nothing behind', async () => {
    const [store] = stores();
    assert.equal((await store?.count('ann', 1))?.requests, 1);
    assert.equal((await store?.count('ann', 1))?.requests, 2);
    await until(async () => (await clients[0]?.dbSize()) === 0, 'the window is over');
    assert.equal((await store?.count('ann', 1))?.requests, 1);
  });

  it('does not move the end of a window with each request', async () => {
    const [store] = stores();
    await store?.count('ann', 60);
    await clients[0]?.pExpire('teams-embed:token:ann', 5_000);
    const count = await store?.count('ann', 60);
    assert.ok(count && count.endsInMs <= 5_000, JSON.stringify(count));
  });

  it('gives a key its end back when somebody took it away: else a user would be refused for ever', async () => {
    const [store] = stores();
    await store?.count('ann', 60);
    await clients[0]?.persist('teams-embed:token:ann');
    const count = await store?.count('ann', 60);
    assert.ok(count && count.requests === 2 && count.endsInMs === 60_000, JSON.stringify(count));
    assert.ok(Number(await clients[0]?.pTTL('teams-embed:token:ann')) > 0);
  });

  it('keeps to the prefix that it was given', async () => {
    const [client] = clients;
    assert.ok(client);
    await redisStore(client, { prefix: 'crm:' }).count('ann', 60);
    assert.deepEqual(await client.keys('*'), ['crm:ann']);
  });

  it('says so when Redis answers with something else', async () => {
    const store = redisStore({ eval: () => Promise.resolve('OK') });
    await assert.rejects(async () => store.count('ann', 60), /did not answer with a count/);
  });
});

describe('two token services behind one Redis', { timeout: 60_000 }, () => {
  let service: TokenService;
  let redis: Redis;
  let clients: Awaited<ReturnType<typeof connect>>[];

  before(async () => {
    service = await startTokenService();
    redis = await startRedis();
    clients = [await connect(redis.url), await connect(redis.url)];
  });
  after(async () => {
    for (const client of clients) client.destroy();
    await Promise.all([redis.close(), service.close()]);
  });
  beforeEach(async () => {
    service.reset();
    await clients[0]?.flushAll();
  });
  afterEach(() => mock.timers.reset());

  const instances = () =>
    clients.map((client) => service.handler({ rateLimit: { requests: 4, store: redisStore(client) } }));

  const askInTurn = async (handlers: ReturnType<typeof instances>, token: string, count: number) => {
    const statuses: number[] = [];
    for (let each = 0; each < count; each += 1) {
      const handler = handlers[each % handlers.length];
      assert.ok(handler);
      statuses.push((await ask(handler, token)).status);
    }
    return statuses;
  };

  it('share one limit, so that asking the other does not help', async () => {
    const handlers = instances();
    assert.deepEqual(await askInTurn(handlers, await service.sign(), 6), [200, 200, 200, 200, 429, 429]);
    assert.deepEqual(await askInTurn(handlers, await service.sign({ oid: foreignTenant }), 1), [200]);
    assert.deepEqual(new Set(service.logged.map((entry) => entry.rateLimitFailure)), new Set([undefined]));
  });

  it('go on when Redis is gone, each by its own count, and share again when it is back', async () => {
    const [handlers, token] = [instances(), await service.sign()];
    const { port } = new URL(redis.url);
    await redis.close();
    await until(() => clients.every((client) => !client.isReady), 'both have noticed');
    assert.deepEqual(await askInTurn(handlers, token, 10), [...Array<number>(8).fill(200), 429, 429]);
    for (const entry of service.logged) assert.ok(entry.rateLimitFailure);

    redis = await startRedis(Number(port));
    await until(() => clients.every((client) => client.isReady), 'both are connected again');
    mock.timers.enable({ apis: ['Date'], now: Date.now() + 6_000 });
    service.reset();
    assert.deepEqual(await askInTurn(handlers, token, 5), [200, 200, 200, 200, 429]);
    for (const entry of service.logged) assert.equal(entry.rateLimitFailure, undefined);
  });

  it('go on when Redis takes what they ask and never answers', async () => {
    const [handlers, token] = [instances(), await service.sign()];
    redis.pause();
    try {
      assert.deepEqual(await askInTurn(handlers, token, 4), [200, 200, 200, 200]);
    } finally {
      redis.resume();
    }
    for (const entry of service.logged) assert.match(entry.rateLimitFailure ?? '', /did not answer within 250 ms/);
  });
});
