import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createTokenHandler, entraAuthority } from '../../../src/server/index.js';
import type { Cloud } from '../../../src/server/index.js';
import { ask, audience, startTokenService, tenantId } from './token-service.js';
import type { TokenService } from './token-service.js';

const government = {
  iss: `https://login.microsoftonline.us/${tenantId}/v2.0`,
  aud: 'https://auth.msft.communication.azure.us',
};
const world = {
  iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
  aud: 'https://auth.msft.communication.azure.com',
};

describe('createTokenHandler in one of Microsoft’s clouds', () => {
  let service: TokenService;

  before(async () => {
    service = await startTokenService();
  });
  after(() => service.close());
  beforeEach(() => service.reset());

  /** The cloud's own rules; only the keys are the test's. */
  const handlerOf = (cloud: Cloud): ReturnType<TokenService['handler']> =>
    service.handler({ authority: { ...entraAuthority(cloud), keysUrl: service.keysUrl } });

  for (const [cloud, own, foreign] of [
    ['public', world, government],
    ['gcch', government, world],
    ['dod', government, world],
  ] as const) {
    it(`${cloud}: takes its own tokens in both formats, and none of the other clouds`, async () => {
      const handler = handlerOf(cloud);
      for (const claims of [own, { ...own, aud: audience }, { ...own, iss: `https://sts.windows.net/${tenantId}/` }]) {
        assert.equal((await ask(handler, await service.sign(claims))).status, 200);
      }
      service.exchanged.length = 0;
      for (const claims of [
        { ...own, iss: foreign.iss },
        { ...own, aud: foreign.aud },
      ]) {
        service.assertRefused(await ask(handler, await service.sign(claims)), 401, 'invalid_token');
      }
    });
  }

  it('fetches that cloud’s keys', async (test) => {
    const asked: unknown[] = [];
    test.mock.method(globalThis, 'fetch', async (url: unknown) => {
      asked.push(url);
      return new Response('', { status: 500 });
    });
    for (const cloud of ['public', 'gcch', 'dod'] as const) {
      const { authority: _, ...options } = service.options;
      const handler = createTokenHandler({ ...options, cloud });
      service.assertRefused(await ask(handler, await service.sign()), 503, 'keys_unavailable');
    }
    assert.deepEqual(asked, [
      'https://login.microsoftonline.com/common/discovery/v2.0/keys',
      'https://login.microsoftonline.us/common/discovery/v2.0/keys',
      'https://login.microsoftonline.us/common/discovery/v2.0/keys',
    ]);
  });
});
