import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { CommunicationIdentityClient } from '@azure/communication-identity';
import { decodeJwt } from 'jose';
import { startEmulator } from '../../../src/emulator/index.js';
import type { Emulator, WorldUser } from '../../../src/emulator/index.js';
import { createTokenHandler } from '../../../src/server/index.js';
import { accessToken, callingScopes, person } from '../sign-in.js';

const page = 'http://localhost:3000';

describe('the exchange, from the sign-in to a token of the call service', () => {
  let emulator: Emulator;
  let alice: WorldUser;
  let entraToken: string;

  before(async () => {
    // A proxy of this machine's user cannot reach the emulator for the client that this test makes by itself.
    process.env['NO_PROXY'] = 'localhost';
    emulator = await startEmulator({ port: 0 });
    alice = person(emulator, 'alice');
    entraToken = await accessToken(emulator, alice, callingScopes);
  });
  after(() => emulator.close());
  afterEach(() => emulator.clearFaults());

  const exchange = (token = entraToken): Promise<Response> =>
    fetch(`${emulator.url}/token`, { method: 'POST', headers: { authorization: `Bearer ${token}`, origin: page } });
  const errorOf = async (response: Response): Promise<[number, unknown]> => [
    response.status,
    ((await response.json()) as { error: unknown }).error,
  ];
  const client = (accessKey = emulator.tokenService.communicationServices.accessKey): CommunicationIdentityClient =>
    new CommunicationIdentityClient(emulator.url, { key: accessKey }, { allowInsecureConnection: true });

  it('gives what the calling SDK reads, for as long as the sign-in lasts', async () => {
    const response = await exchange();
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('access-control-allow-origin'), page);
    const { token, expiresOn } = (await response.json()) as { token: string; expiresOn: string };
    const claims = decodeJwt(token);
    assert.equal(claims['skypeid'], `orgid:${alice.id}`);
    assert.equal(claims['acsScope'], 'voip,chat');
    assert.equal(claims['tid'], alice.tenantId);
    assert.equal(claims.exp, decodeJwt(entraToken).exp);
    assert.equal(Date.parse(expiresOn), (claims.exp ?? 0) * 1000);
  });

  it('refuses whom the services refuse, each for its own reason', async () => {
    const nora = await accessToken(emulator, person(emulator, 'nora'), callingScopes);
    assert.deepEqual(await errorOf(await exchange(nora)), [403, 'license_required']);
    const toby = await accessToken(emulator, person(emulator, 'toby'), callingScopes);
    assert.deepEqual(await errorOf(await exchange(toby)), [403, 'tenant_not_allowed']);
    const graph = await accessToken(emulator, alice, ['User.Read']);
    assert.deepEqual(await errorOf(await exchange(graph)), [401, 'invalid_token']);
    const half = await accessToken(emulator, person(emulator, 'megan'), callingScopes.slice(0, 1));
    assert.deepEqual(await errorOf(await exchange(half)), [403, 'insufficient_scope']);
  });

  it('serves the tenants and the application of a new world', async () => {
    const before = emulator.world();
    emulator.replaceWorld({ ...before, tenants: before.tenants.map((tenant) => ({ ...tenant, blocked: true })) });
    const token = await accessToken(emulator, alice, callingScopes);
    assert.deepEqual(await errorOf(await exchange(token)), [403, 'tenant_not_allowed']);
    emulator.replaceWorld(before);
    assert.equal((await exchange()).status, 200);
  });

  it('works with a token service of one’s own', async () => {
    const handler = createTokenHandler({
      clientId: emulator.world().clientId,
      allowedTenants: [alice.tenantId],
      allowedOrigins: [page],
      ...emulator.tokenService,
    });
    const headers = { authorization: `Bearer ${entraToken}`, origin: page };
    assert.equal((await handler(new Request('http://tokens.example/', { method: 'POST', headers }))).status, 200);
  });

  it('refuses, as Communication Services, who does not hold the key or asks for somebody else', async () => {
    const asked = { teamsUserAadToken: entraToken, clientId: emulator.world().clientId, userObjectId: alice.id };
    assert((await client().getTokenForTeamsUser(asked)).token);
    const stranger = client(Buffer.from('another key').toString('base64'));
    await assert.rejects(stranger.getTokenForTeamsUser(asked), { statusCode: 401, code: 'Denied' });
    const megan = person(emulator, 'megan').id;
    await assert.rejects(client().getTokenForTeamsUser({ ...asked, userObjectId: megan }), { statusCode: 400 });
    await assert.rejects(client().getTokenForTeamsUser({ ...asked, clientId: megan }), { statusCode: 400 });
    await assert.rejects(client().getTokenForTeamsUser({ ...asked, teamsUserAadToken: 'x.y.z' }), {
      statusCode: 401,
      code: 'InvalidToken',
    });
  });

  it('fails as often as it was told to, and then works', async () => {
    emulator.addFault({ face: 'exchange', status: 500, times: 2 });
    assert.deepEqual(await errorOf(await exchange()), [500, 'internal_error']);
    const second = await exchange();
    assert.equal(second.headers.get('access-control-allow-origin'), page, 'a page has to be able to read the failure');
    assert.equal(second.status, 500);
    assert.equal((await exchange()).status, 200);
  });

  it('heals failures of Communication Services by itself, and says when it cannot', async () => {
    emulator.addFault({ face: 'exchange', match: '/acs', status: 500, times: 2 });
    assert.equal((await exchange()).status, 200);
    emulator.addFault({ face: 'exchange', match: '/acs', status: 500 });
    assert.deepEqual(await errorOf(await exchange()), [503, 'acs_unavailable']);
  });

  it('is refused to pages of elsewhere', async () => {
    const headers = { authorization: `Bearer ${entraToken}`, origin: 'https://evil.example' };
    const response = await fetch(`${emulator.url}/token`, { method: 'POST', headers });
    assert.deepEqual(await errorOf(response), [403, 'origin_not_allowed']);
    assert.equal(response.headers.get('access-control-allow-origin'), null);
  });
});
