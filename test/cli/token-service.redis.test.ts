import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEmulator } from '../../src/emulator/index.js';
import type { Emulator } from '../../src/emulator/index.js';
import { accessToken, callingScopes, person } from '../emulator/sign-in.js';
import { startRedis } from '../tools/redis.js';
import type { Redis } from '../tools/redis.js';
import { until } from '../until.js';
import { startService } from './running-service.js';
import type { Environment, RunningService } from './running-service.js';

describe('two processes of teams-embed token-service behind one Redis', { timeout: 60_000 }, () => {
  let emulator: Emulator;
  let redis: Redis;
  let environment: Environment;
  let token: string;

  before(async () => {
    [emulator, redis] = await Promise.all([startEmulator({ port: 0 }), startRedis()]);
    const alice = person(emulator, 'alice');
    token = await accessToken(emulator, alice, callingScopes);
    environment = {
      TEAMS_EMBED_EMULATOR: emulator.url,
      TEAMS_EMBED_CLIENT_ID: emulator.world().clientId,
      TEAMS_EMBED_TENANTS: alice.tenantId,
      TEAMS_EMBED_ORIGINS: 'https://crm.contoso.com',
      TEAMS_EMBED_RATE_LIMIT: '3/60',
      REDIS_URL: redis.url,
    };
  });
  after(() => Promise.all([emulator.close(), redis.close()]));

  const says = (service: RunningService, event: string): boolean =>
    service.lines.some((line) => line['event'] === event);

  const statusesOf = async (services: readonly RunningService[], count: number): Promise<number[]> => {
    const statuses: number[] = [];
    for (let each = 0; each < count; each += 1) {
      const service = services[each % services.length];
      const headers = { authorization: `Bearer ${token}` };
      statuses.push((await fetch(`${service?.url}/token`, { method: 'POST', headers })).status);
    }
    return statuses;
  };

  it('share one limit, go on without it, and end when they are told to', async () => {
    const services = await Promise.all([startService(environment), startService(environment)]);
    await until(() => services.every((service) => says(service, 'redis-connected')), 'both are connected');
    assert.deepEqual(await statusesOf(services, 5), [200, 200, 200, 429, 429]);
    const ready = await fetch(`${services[0]?.url}/health/ready`);
    assert.deepEqual(await ready.json(), { status: 'ok', keys: 'ok', rateLimit: 'ok' });

    await redis.close();
    await until(() => services.every((service) => says(service, 'redis-unreachable')), 'both have noticed');
    assert.deepEqual(await statusesOf(services, 8), [200, 200, 200, 200, 200, 200, 429, 429]);

    for (const service of services) {
      assert.deepEqual(await service.stop(), [0, null]);
      assert.equal(service.err(), '');
    }
  });
});
