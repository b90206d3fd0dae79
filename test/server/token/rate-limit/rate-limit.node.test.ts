import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it, mock } from 'node:test';
import type { RateLimitStore } from '../../../../src/server/index.js';
import { ask, foreignTenant, otherAllowedTenant, startTokenService } from '../token-service.js';
import type { Answer, TokenService } from '../token-service.js';

const another = foreignTenant;

describe('the rate limit of createTokenHandler', () => {
  let service: TokenService;

  before(async () => {
    service = await startTokenService();
  });
  after(() => service.close());
  beforeEach(() => service.reset());
  afterEach(() => mock.timers.reset());

  const statuses = async (count: number, asked: () => Promise<Answer>): Promise<number[]> => {
    const given: number[] = [];
    for (let each = 0; each < count; each += 1) given.push((await asked()).status);
    return given;
  };

  it('lets a user ask 30 times a minute where nothing was said', async () => {
    const [handler, token] = [service.handler(), await service.sign()];
    assert.deepEqual(new Set(await statuses(30, () => ask(handler, token))), new Set([200]));
    assert.equal((await ask(handler, token)).status, 429);
    const unlimited = service.handler({ rateLimit: false });
    assert.deepEqual(new Set(await statuses(35, () => ask(unlimited, token))), new Set([200]));
  });

  it('says when to ask again, and asks neither the host nor Communication Services', async () => {
    let authorized = 0;
    const authorize = (): boolean => (authorized += 1) > 0;
    const handler = service.handler({ rateLimit: { requests: 1, seconds: 20 }, authorize });
    const token = await service.sign();
    await ask(handler, token);
    service.exchanged.length = 0;
    const answer = await ask(handler, token);
    service.assertRefused(answer, 429, 'too_many_requests');
    const wait = Number(answer.headers.get('retry-after'));
    assert.ok(wait > 0 && wait <= 20, String(wait));
    assert.equal(authorized, 1);
  });

  it('ends with its window', async () => {
    const [handler, token] = [service.handler({ rateLimit: { requests: 1, seconds: 20 } }), await service.sign()];
    mock.timers.enable({ apis: ['Date'], now: Date.now() });
    assert.deepEqual(await statuses(2, () => ask(handler, token)), [200, 429]);
    mock.timers.tick(20_000);
    assert.equal((await ask(handler, token)).status, 200);
  });

  it('is each user’s own: of another user, or of the same id in another tenant', async () => {
    const handler = service.handler({ rateLimit: { requests: 1 } });
    const iss = `https://login.microsoftonline.com/${otherAllowedTenant}/v2.0`;
    const tokens = [
      await service.sign(),
      await service.sign({ oid: another }),
      await service.sign({ tid: otherAllowedTenant, iss }),
    ];
    for (const token of tokens) assert.deepEqual(await statuses(2, () => ask(handler, token)), [200, 429]);
  });

  it('is one user’s, however the ids in the token are spelled', async () => {
    const handler = service.handler({ rateLimit: { requests: 1 } });
    await ask(handler, await service.sign({ oid: another.toLowerCase() }));
    assert.equal((await ask(handler, await service.sign({ oid: another.toUpperCase() }))).status, 429);
  });

  it('is not used up by tokens that are somebody else’s work', async () => {
    const handler = service.handler({ rateLimit: { requests: 1 } });
    const good = await service.sign();
    const forged = `${good.slice(0, -8)}AAAAAAAA`;
    assert.deepEqual(await statuses(3, () => ask(handler, forged)), [401, 401, 401]);
    assert.equal((await ask(handler, good)).status, 200);
  });

  describe('whose store is down', () => {
    const broken = (count: RateLimitStore['count']): { store: RateLimitStore; asked: () => number } => {
      let asked = 0;
      return { store: { count: (...given) => ((asked += 1), count(...given)) }, asked: () => asked };
    };

    for (const [name, count] of [
      ['and says so', () => Promise.reject(new Error('connection lost'))],
      ['and never answers', () => new Promise<never>(() => undefined)],
      [
        'and throws',
        () => {
          throw new Error('closed');
        },
      ],
    ] as const) {
      it(`${name}, goes on by what this instance counts, and logs it`, async () => {
        const { store, asked } = broken(count);
        const [handler, token] = [service.handler({ rateLimit: { requests: 3, store } }), await service.sign()];
        assert.deepEqual(await statuses(4, () => ask(handler, token)), [200, 200, 200, 429]);
        assert.equal(asked(), 1, 'it is left alone for a while: the others do not wait for it');
        assert.equal(service.logged.length, 4);
        for (const { rateLimitFailure } of service.logged) {
          assert.match(
            rateLimitFailure ?? '',
            /^Error: (connection lost|closed|The store did not answer within 250 ms\.)$/,
          );
        }
      });
    }

    it('is asked again after a while', async () => {
      let down = true;
      const { store } = broken(() =>
        down ? Promise.reject(new Error('connection lost')) : { requests: 9, endsInMs: 1_500 },
      );
      const [handler, token] = [service.handler({ rateLimit: { requests: 3, store } }), await service.sign()];
      mock.timers.enable({ apis: ['Date'], now: Date.now() });
      assert.equal((await ask(handler, token)).status, 200);
      down = false;
      assert.equal((await ask(handler, token)).status, 200);
      mock.timers.tick(5_000);
      const answer = await ask(handler, token);
      assert.equal(answer.status, 429);
      assert.equal(answer.headers.get('retry-after'), '2');
      assert.equal(service.logged.at(-1)?.rateLimitFailure, undefined);
    });
  });
});
