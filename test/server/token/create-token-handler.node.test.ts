import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import {
  clientId,
  crmOrigin,
  goodClaims,
  otherAllowedTenant,
  startTokenService,
  tenantId,
  userId,
} from './token-service.js';
import type { TokenAuthority } from '../../../src/server/index.js';
import type { TokenService } from './token-service.js';

/** What says in a test’s options that there is no authority but the cloud’s. */
const noAuthority = { authority: undefined } as unknown as { authority?: TokenAuthority };

describe('createTokenHandler', () => {
  let service: TokenService;

  before(async () => {
    service = await startTokenService();
  });
  after(() => service.close());
  beforeEach(() => service.reset());

  describe('exchanges', () => {
    it('a good token, for the user it was issued to', async () => {
      const token = await service.sign();
      const answer = await service.ask(token, {
        body: JSON.stringify({ userId: 'somebody-else' }),
        headers: { 'content-type': 'application/json; charset=utf-8' },
      });
      assert.equal(answer.status, 200);
      assert.deepEqual(answer.body, { token: 'a.communication.token', expiresOn: '2030-01-01T00:00:00.000Z' });
      assert.equal(answer.headers.get('cache-control'), 'no-store');
      assert.deepEqual(service.exchanged, [{ token, appId: clientId, userId }]);
    });

    it('a token in Entra’s first format', async () => {
      const { azp, ...claims } = goodClaims();
      const token = await service.sign({
        ...claims,
        azp: undefined,
        appid: azp,
        aud: 'https://auth.msft.communication.azure.com',
        iss: `https://sts.windows.net/${tenantId}/`,
        ver: '1.0',
      });
      assert.equal((await service.ask(token)).status, 200);
    });

    it('a token of each allowed tenant, issued by that tenant', async () => {
      const iss = `https://login.microsoftonline.com/${otherAllowedTenant}/v2.0`;
      assert.equal((await service.ask(await service.sign({ tid: otherAllowedTenant, iss }))).status, 200);
    });
  });

  describe('says what Communication Services said', () => {
    it('when the user has no licence', async () => {
      service.acsAnswer = () =>
        Response.json(
          {
            error: {
              code: 'UserLicenseNotPresentForbidden',
              message: 'User Login. Teams is disabled in user licenses',
            },
          },
          { status: 403 },
        );
      service.assertRefused(await service.ask(await service.sign()), 403, 'license_required');
    });

    it('when it refuses', async () => {
      for (const status of [400, 401, 403]) {
        service.acsAnswer = () => Response.json({ error: { code: 'Denied', message: 'Denied.' } }, { status });
        const answer = await service.ask(await service.sign());
        service.assertRefused(answer, 502, 'acs_rejected');
        assert.match(answer.body['message'] ?? '', new RegExp(`${status} \\(Denied\\)`));
      }
    });

    it('when it is down or busy, after trying again', async () => {
      let tries = 0;
      service.acsAnswer = () => {
        tries += 1;
        return Response.json({ error: { code: 'Oops', message: 'Oops.' } }, { status: 500 });
      };
      service.assertRefused(await service.ask(await service.sign()), 503, 'acs_unavailable');
      assert.equal(tries, 3);
    });

    it('when its failure heals by itself, with a token', async () => {
      let tries = 0;
      service.acsAnswer = () => {
        tries += 1;
        if (tries === 2) service.acsAnswer = undefined;
        return new Response('', { status: 503 });
      };
      assert.equal((await service.ask(await service.sign())).status, 200);
    });

    it('not at all to somebody who left', async () => {
      const left = new AbortController();
      service.acsAnswer = async () => {
        left.abort();
        return new Response('', { status: 500 });
      };
      await assert.rejects(service.ask(await service.sign(), { signal: left.signal }));
    });
  });

  describe('speaks to browsers', () => {
    it('of allowed websites, without cookies', async () => {
      const preflight = await service.ask(undefined, { method: 'OPTIONS', headers: { origin: crmOrigin } });
      assert.equal(preflight.status, 204);
      assert.equal(preflight.headers.get('access-control-allow-methods'), 'POST');
      assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /authorization/);

      const answer = await service.ask(await service.sign(), { headers: { origin: crmOrigin } });
      for (const { headers } of [preflight, answer]) {
        assert.equal(headers.get('access-control-allow-origin'), crmOrigin);
        assert.equal(headers.get('access-control-allow-credentials'), null);
        assert.equal(headers.get('vary'), 'Origin');
      }
      assert.equal(answer.headers.get('set-cookie'), null);
    });

    it('of other websites not even before they ask', async () => {
      const preflight = await service.ask(undefined, {
        method: 'OPTIONS',
        headers: { origin: 'https://evil.example' },
      });
      service.assertRefused(preflight, 403, 'origin_not_allowed');
    });
  });

  it('is not made for nobody, and not for what could never work', () => {
    const credential = { getToken: () => Promise.resolve(null) };
    const cases: readonly (readonly [Parameters<TokenService['handler']>[0], RegExp])[] = [
      [{ allowedTenants: [] }, /allowedTenants/],
      [{ allowedTenants: ['contoso.com'] }, /"contoso.com" in allowedTenants is no tenant’s id/],
      [{ clientId: '' }, /clientId/],
      [{ allowedOrigins: ['https://crm.contoso.com/'] }, /without a path/],
      [{ allowedOrigins: ['*'] }, /no origin/],
      [{ cloud: 'mars' as 'public', ...noAuthority }, /no cloud "mars"/],
      [{ rateLimit: { requests: 0 } }, /rateLimit\.requests/],
      [{ rateLimit: { seconds: 0.5 } }, /rateLimit\.seconds/],
      [{ communicationServices: { connectionString: 'accesskey=AAAA' } }, /connection string/],
      [{ communicationServices: { endpoint: 'acs', accessKey: 'AAAA' } }, /no URL/],
      [{ communicationServices: { endpoint: 'http://acs.example', accessKey: 'AAAA' } }, /has to be https/],
      [{ communicationServices: { endpoint: 'http://localhost:1', credential } }, /has to be https/],
    ];
    for (const [options, message] of cases) {
      assert.throws(() => service.handler(options), { name: 'TypeError', message });
    }
  });
});
