import { createHmac } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { serve } from '../served.js';
import { clientId, foreignTenant, goodClaims, keyId, otherAllowedTenant, startTokenService } from './token-service.js';
import type { TokenService } from './token-service.js';

const now = (): number => Math.floor(Date.now() / 1000);
const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

describe('createTokenHandler refuses a token', () => {
  let service: TokenService;

  before(async () => {
    service = await startTokenService();
  });
  after(() => service.close());
  beforeEach(() => service.reset());

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
    ['issued to us and to another application', { appid: [clientId, foreignTenant] }, 403, 'client_not_allowed'],
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
    ['that expired just now', { exp: now() - 10 }, 401, 'token_expired'],
    ['that is not valid yet', { nbf: now() + 60 }, 401, 'invalid_token'],
  ];
  for (const [name, claims, status, error] of cases) {
    it(name, async () => {
      service.assertRefused(await service.ask(await service.sign(claims)), status, error);
    });
  }

  it('signed with a key that is not the authority’s, whatever key it names', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    service.assertRefused(await service.ask(await service.sign({}, privateKey)), 401, 'invalid_token');
  });

  it('signed with a key that nobody published, under a name of its own', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const token = await new SignJWT(goodClaims()).setProtectedHeader({ alg: 'RS256', kid: 'unknown' }).sign(privateKey);
    service.assertRefused(await service.ask(token), 401, 'invalid_token');
  });

  it('that brings the key to check it with', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid: keyId };
    const jwks = await serve(() => Response.json({ keys: [jwk] }));
    for (const header of [{ jwk }, { jku: jwks.url }, { x5u: jwks.url }]) {
      const signing = new SignJWT(goodClaims()).setProtectedHeader({ alg: 'RS256', kid: keyId, ...header });
      service.assertRefused(await service.ask(await signing.sign(privateKey)), 401, 'invalid_token');
    }
    await jwks.close();
  });

  for (const alg of ['none', 'NONE', 'nOnE']) {
    it(`without a signature, as algorithm “${alg}”`, async () => {
      const token = `${encoded({ alg, typ: 'JWT', kid: keyId })}.${encoded(goodClaims())}.`;
      service.assertRefused(await service.ask(token), 401, 'invalid_token');
    });
  }

  for (const alg of ['RS384', 'RS512', 'PS256']) {
    it(`signed with the authority’s key, but by ${alg}`, async () => {
      service.assertRefused(await service.ask(await service.signAs(alg)), 401, 'invalid_token');
    });
  }

  it('signed with the public key as if it were a secret', async () => {
    const signed = `${encoded({ alg: 'HS256', typ: 'JWT', kid: keyId })}.${encoded(goodClaims())}`;
    const signature = createHmac('sha256', service.publicKeyPem).update(signed).digest('base64url');
    service.assertRefused(await service.ask(`${signed}.${signature}`), 401, 'invalid_token');
  });

  it('that was changed after it was signed', async () => {
    const [header = '', , signature = ''] = (await service.sign()).split('.');
    const token = [header, encoded({ ...goodClaims(), oid: foreignTenant }), signature].join('.');
    service.assertRefused(await service.ask(token), 401, 'invalid_token');
  });

  it('that is none', async () => {
    service.assertRefused(await service.ask(undefined), 401, 'invalid_token');
    service.assertRefused(await service.ask('not-a-token'), 401, 'invalid_token');
    service.assertRefused(await service.ask(`${encoded([])}.${encoded([])}.x`), 401, 'invalid_token');
  });

  it('that is longer than any token', async () => {
    service.assertRefused(
      await service.ask(await service.sign({ padding: 'x'.repeat(20_000) })),
      413,
      'request_too_large',
    );
  });
});
