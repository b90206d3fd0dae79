import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEmulator } from '../../../src/emulator/index.js';
import type { Emulator, WorldUser } from '../../../src/emulator/index.js';
import { accessToken, callingScopes, person } from '../sign-in.js';
import { GraphCaller, pngSize, refused } from './graph-caller.js';

describe('Graph', () => {
  let emulator: Emulator;
  let alice: WorldUser;
  let megan: WorldUser;
  let graph: GraphCaller;

  before(async () => {
    emulator = await startEmulator({ port: 0 });
    alice = person(emulator, 'alice');
    megan = person(emulator, 'megan');
    graph = await GraphCaller.signedIn(emulator, alice);
  });
  after(() => emulator.close());

  describe('who asks', () => {
    it('has to show a token', async () => {
      const response = await fetch(`${emulator.url}/graph/v1.0/me`);
      assert.match(response.headers.get('www-authenticate') ?? '', /^Bearer /);
      assert.equal(await refused(response, 401, 'InvalidAuthenticationToken'), 'Access token is empty.');
    });

    it('has to show one for Graph', async () => {
      const calling = await accessToken(emulator, alice, callingScopes);
      const message = await refused(await graph.ask('/me', { as: calling }), 401, 'InvalidAuthenticationToken');
      assert.match(message, /audience/);
    });

    it('has to show one that was not changed', async () => {
      const [header, payload = '', signature] = graph.token.split('.');
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
      const forged = Buffer.from(JSON.stringify({ ...claims, oid: megan.id })).toString('base64url');
      const response = await graph.ask('/me', { as: `${header}.${forged}.${signature}` });
      await refused(response, 401, 'InvalidAuthenticationToken');
    });

    it('has to have consented', async () => {
      const bare = await accessToken(emulator, megan, ['User.Read']);
      await refused(await graph.ask('/users', { as: bare }), 403, 'Authorization_RequestDenied');
      await refused(await graph.ask(`/users/${alice.id}`, { as: bare }), 403, 'Authorization_RequestDenied');
      await refused(await graph.ask(`/users/${alice.id}/photo/$value`, { as: bare }), 403, 'ErrorAccessDenied');
      await refused(await graph.ask('/chats', { as: bare, method: 'POST', body: '{}' }), 403, 'Forbidden');
      assert.equal((await graph.ask(`/users/${megan.id}`, { as: bare })).status, 200);
    });

    it('may not list people as a guest', async () => {
      const guest = emulator.world().users.find(({ userType }) => userType === 'Guest');
      assert(guest);
      const as = await accessToken(emulator, guest, ['User.ReadBasic.All']);
      await refused(await graph.ask('/users', { as }), 403, 'Authorization_RequestDenied');
    });
  });

  it('says who the caller is', async () => {
    const me = (await (await graph.ask('/me')).json()) as Record<string, unknown>;
    assert.equal(me['displayName'], 'Alice Ames');
    assert.equal(me['id'], alice.id);
    assert.equal(me['usageLocation'], undefined);
    const some = (await (await graph.ask('/me?$select=id,usageLocation')).json()) as Record<string, unknown>;
    assert.deepEqual(
      { id: some['id'], usageLocation: some['usageLocation'], name: some['displayName'] },
      { id: alice.id, usageLocation: 'US', name: undefined },
    );
  });

  it('knows a person by id and by address, within the caller’s tenant', async () => {
    for (const key of [megan.id, 'megan@fabrikam.example', 'MEGAN%40fabrikam.example']) {
      assert.equal(((await (await graph.ask(`/users/${key}`)).json()) as { id: string }).id, megan.id);
    }
    const diego = person(emulator, 'diego');
    await refused(await graph.ask(`/users/${diego.id}`), 404, 'Request_ResourceNotFound');
    await refused(await graph.ask('/nothing'), 400, 'BadRequest');
    await refused(await graph.ask('/me?$select=shoeSize'), 400, 'BadRequest');
  });

  describe('photos', () => {
    it('are pictures of the size that was asked for', async () => {
      for (const [path, size] of [
        ['/me/photo/$value', 240],
        [`/users/${megan.id}/photo/$value`, 240],
        [`/users/${megan.id}/photos/48x48/$value`, 48],
      ] as const) {
        const response = await graph.ask(path);
        assert.equal(response.headers.get('content-type'), 'image/png');
        assert.equal(pngSize(Buffer.from(await response.arrayBuffer())), size);
      }
    });

    it('are missing where there is none', async () => {
      const nora = person(emulator, 'nora');
      await refused(await graph.ask(`/users/${nora.id}/photo/$value`), 404, 'ImageNotFound');
      await refused(await graph.ask('/me/photos/47x47/$value'), 404, 'ImageNotFound');
    });
  });

  it('lets pages of this machine ask and read', async () => {
    const origin = 'http://localhost:3000';
    const preflight = await fetch(`${emulator.url}/graph/v1.0/me`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-headers': 'authorization,consistencylevel,sdkversion' },
    });
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get('access-control-allow-headers'), 'authorization,consistencylevel,sdkversion');
    const response = await graph.ask('/me', { headers: { origin, 'client-request-id': 'mine' } });
    assert.equal(response.headers.get('access-control-allow-origin'), origin);
    assert.equal(response.headers.get('client-request-id'), 'mine');
    const exposed = (response.headers.get('access-control-expose-headers') ?? '').toLowerCase().split(', ');
    for (const name of ['retry-after', 'request-id', 'client-request-id', 'location', 'etag', 'www-authenticate']) {
      assert(exposed.includes(name), name);
    }
  });
});
