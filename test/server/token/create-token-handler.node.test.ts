import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { generateKeyPair } from 'jose';
import {
  ask,
  clientId,
  crmOrigin,
  foreignTenant,
  goodClaims,
  keyId,
  otherAllowedTenant,
  startTokenService,
  tenantId,
  userId,
} from './token-service.js';
import type { Answer, TokenService } from './token-service.js';

const now = (): number => Math.floor(Date.now() / 1000);
const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

describe('createTokenHandler', () => {
  let service: TokenService;

  before(async () => {
    service = await startTokenService();
  });
  after(() => service.close());
  beforeEach(() => {
    service.exchanged.length = 0;
    service.logged.length = 0;
    service.acsAnswer = undefined;
    service.keysAnswer = undefined;
  });

  const refused = (answer: Answer, status: number, error: string): void => {
    assert.deepEqual({ status: answer.status, error: answer.body['error'] }, { status, error });
    assert.equal(typeof answer.body['message'], 'string');
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.equal(service.exchanged.length, 0, 'nothing may be exchanged');
  };

  describe('exchanges', () => {
    it('a good token, for the user it was issued to', async () => {
      const token = await service.sign();
      const answer = await service.ask(token, { body: JSON.stringify({ userId: 'somebody-else' }) });
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

  describe('refuses a token', () => {
    const cases: readonly (readonly [string, Readonly<Record<string, unknown>>, number, string])[] = [
      ['for another resource', { aud: '00000003-0000-0000-c000-000000000000' }, 401, 'invalid_token'],
      ['without an audience', { aud: undefined }, 401, 'invalid_token'],
      ['of an issuer we do not know', { iss: 'https://evil.example/v2.0' }, 401, 'invalid_token'],
      [
        'issued by another allowed tenant',
        { iss: `https://login.microsoftonline.com/${otherAllowedTenant}/v2.0` },
        401,
        'invalid_token',
      ],
      [
        'of a tenant that is not served',
        { tid: foreignTenant, iss: `https://login.microsoftonline.com/${foreignTenant}/v2.0` },
        403,
        'tenant_not_allowed',
      ],
      ['whose tenant is no id', { tid: '*' }, 401, 'invalid_token'],
      ['without a tenant', { tid: undefined }, 401, 'invalid_token'],
      ['without a user', { oid: undefined }, 401, 'invalid_token'],
      ['whose user is no id', { oid: '../identities' }, 401, 'invalid_token'],
      ['issued to another application', { azp: foreignTenant }, 403, 'client_not_allowed'],
      ['issued to another application, in the other format', { appid: foreignTenant }, 403, 'client_not_allowed'],
      ['issued to no application', { azp: undefined }, 403, 'client_not_allowed'],
      ['of an application instead of a user', { idtyp: 'app' }, 403, 'app_only_token'],
      ['without the permission to call', { scp: 'Teams.ManageChats' }, 403, 'insufficient_scope'],
      ['without the permission to chat', { scp: 'Teams.ManageCalls' }, 403, 'insufficient_scope'],
      [
        'with a permission that only looks alike',
        { scp: 'Teams.ManageCallsX Teams.ManageChats' },
        403,
        'insufficient_scope',
      ],
      ['without any permission', { scp: undefined }, 403, 'insufficient_scope'],
      [
        'with application roles in the place of permissions',
        { scp: undefined, roles: ['Teams.ManageCalls', 'Teams.ManageChats'] },
        403,
        'insufficient_scope',
      ],
      ['that has expired', { exp: now() - 60 }, 401, 'token_expired'],
      ['that never expires', { exp: undefined }, 401, 'invalid_token'],
      ['that is not valid yet', { nbf: now() + 60 }, 401, 'invalid_token'],
    ];
    for (const [name, claims, status, error] of cases) {
      it(name, async () => {
        refused(await service.ask(await service.sign(claims)), status, error);
      });
    }

    it('signed with a key that is not the authority’s, whatever key it names', async () => {
      const { privateKey } = await generateKeyPair('RS256');
      refused(await service.ask(await service.sign({}, privateKey)), 401, 'invalid_token');
    });

    it('signed with a key that nobody published', async () => {
      const [, payload = '', signature = ''] = (await service.sign()).split('.');
      const token = [encoded({ alg: 'RS256', kid: 'unknown' }), payload, signature].join('.');
      refused(await service.ask(token), 401, 'invalid_token');
    });

    for (const alg of ['none', 'NONE', 'nOnE']) {
      it(`without a signature, as algorithm “${alg}”`, async () => {
        const token = `${encoded({ alg, typ: 'JWT', kid: keyId })}.${encoded(goodClaims())}.`;
        refused(await service.ask(token), 401, 'invalid_token');
      });
    }

    for (const alg of ['RS384', 'RS512', 'PS256']) {
      it(`signed with the authority’s key, but by ${alg}`, async () => {
        refused(await service.ask(await service.signAs(alg)), 401, 'invalid_token');
      });
    }

    it('signed with the public key as if it were a secret', async () => {
      const signed = `${encoded({ alg: 'HS256', typ: 'JWT', kid: keyId })}.${encoded(goodClaims())}`;
      const signature = createHmac('sha256', service.publicKeyPem).update(signed).digest('base64url');
      refused(await service.ask(`${signed}.${signature}`), 401, 'invalid_token');
    });

    it('that was changed after it was signed', async () => {
      const [header = '', , signature = ''] = (await service.sign()).split('.');
      const token = [header, encoded({ ...goodClaims(), oid: foreignTenant }), signature].join('.');
      refused(await service.ask(token), 401, 'invalid_token');
    });

    it('that is none', async () => {
      refused(await service.ask(undefined), 401, 'invalid_token');
      refused(await service.ask('not-a-token'), 401, 'invalid_token');
      refused(await service.ask(`${encoded([])}.${encoded([])}.x`), 401, 'invalid_token');
    });

    it('that is longer than any token', async () => {
      refused(await service.ask(await service.sign({ padding: 'x'.repeat(20_000) })), 413, 'request_too_large');
    });
  });

  describe('refuses a request', () => {
    it('of a website that is not allowed, and does not let it read why', async () => {
      for (const origin of [
        'https://evil.example',
        'https://crm.contoso.com.evil.example',
        'http://crm.contoso.com',
        'null',
      ]) {
        const answer = await service.ask(await service.sign(), { headers: { origin } });
        refused(answer, 403, 'origin_not_allowed');
        assert.equal(answer.headers.get('access-control-allow-origin'), null);
      }
    });

    it('that is not a POST', async () => {
      for (const method of ['GET', 'PUT', 'DELETE', 'HEAD']) {
        const answer = await service.ask(await service.sign(), { method });
        assert.equal(answer.status, 405);
        assert.equal(answer.headers.get('allow'), 'POST, OPTIONS');
      }
      assert.equal(service.exchanged.length, 0);
    });

    it('with a large body, also when it does not say how large', async () => {
      const token = await service.sign();
      refused(await service.ask(token, { body: 'x'.repeat(5_000) }), 413, 'request_too_large');
      let sent = 0;
      const endless = new ReadableStream<Uint8Array>({
        pull(controller) {
          sent += 1;
          controller.enqueue(new Uint8Array(1_024));
        },
      });
      const streamed = { body: endless, duplex: 'half' } as RequestInit;
      refused(await service.ask(token, streamed), 413, 'request_too_large');
      assert.ok(sent < 20, 'what comes after the limit is not read');
    });

    it('that the host’s own rule refuses', async () => {
      const seen: unknown[] = [];
      const handler = service.handler({
        authorize: ({ tenantId, userId, claims }) => {
          seen.push({ tenantId, userId, scp: claims['scp'] });
          return false;
        },
      });
      refused(await ask(handler, await service.sign()), 403, 'not_authorized');
      assert.deepEqual(seen, [{ tenantId, userId, scp: 'Teams.ManageCalls Teams.ManageChats' }]);
    });

    it('when the host’s own rule breaks', async () => {
      const handler = service.handler({ authorize: () => Promise.reject(new Error('the database is down')) });
      const answer = await ask(handler, await service.sign());
      refused(answer, 500, 'internal_error');
      assert.doesNotMatch(JSON.stringify(answer.body), /database/);
    });

    it('while the keys cannot be had', async () => {
      for (const keys of [
        () => new Response('', { status: 500 }),
        () => new Response('<html>'),
        () => Response.json({}),
      ]) {
        service.keysAnswer = keys;
        const answer = await service.ask(await service.sign());
        refused(answer, 503, 'keys_unavailable');
        assert.equal(answer.headers.get('retry-after'), '5');
      }
    });

    it('while nothing answers where the keys are', async () => {
      const handler = service.handler({ authority: { keysUrl: 'http://127.0.0.1:1/keys', issuers: () => [] } });
      refused(await ask(handler, await service.sign()), 503, 'keys_unavailable');
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
      refused(await service.ask(await service.sign()), 403, 'license_required');
    });

    it('when it refuses', async () => {
      for (const status of [400, 401, 403]) {
        service.acsAnswer = () => Response.json({ error: { code: 'Denied', message: 'Denied.' } }, { status });
        const answer = await service.ask(await service.sign());
        refused(answer, 502, 'acs_rejected');
        assert.match(answer.body['message'] ?? '', new RegExp(`${status} \\(Denied\\)`));
      }
    });

    it('when it is down or busy, after trying again', async () => {
      let tries = 0;
      service.acsAnswer = () => {
        tries += 1;
        return Response.json({ error: { code: 'Oops', message: 'Oops.' } }, { status: 500 });
      };
      refused(await service.ask(await service.sign()), 503, 'acs_unavailable');
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
      refused(preflight, 403, 'origin_not_allowed');
    });
  });

  it('logs each answer once, and never a token', async () => {
    const good = await service.sign();
    const expired = await service.sign({ exp: now() - 60 });
    await service.ask(good);
    await service.ask(expired);
    assert.deepEqual(
      service.logged.map(({ status, error, userId }) => ({ status, error, userId })),
      [
        { status: 200, error: undefined, userId },
        { status: 401, error: 'token_expired', userId: undefined },
      ],
    );
    assert.doesNotMatch(JSON.stringify(service.logged), /eyJ|communication\.token/);
  });

  it('is not made for nobody', () => {
    assert.throws(() => service.handler({ allowedTenants: [] }), /allowedTenants/);
    assert.throws(() => service.handler({ clientId: '' }), /clientId/);
    assert.throws(
      () => service.handler({ communicationServices: { connectionString: 'accesskey=AAAA' } }),
      /connection string/,
    );
  });
});
