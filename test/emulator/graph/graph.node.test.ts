import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inflateSync } from 'node:zlib';
import { startEmulator } from '../../../src/emulator/index.js';
import type { Emulator, WorldUser } from '../../../src/emulator/index.js';
import { accessToken, callingScopes, person } from '../sign-in.js';

interface Collection {
  readonly '@odata.count'?: number;
  readonly '@odata.nextLink'?: string;
  readonly value: readonly Readonly<Record<string, unknown>>[];
}

describe('Graph', () => {
  let emulator: Emulator;
  let alice: WorldUser;
  let megan: WorldUser;
  let token: string;

  before(async () => {
    emulator = await startEmulator({ port: 0 });
    alice = person(emulator, 'alice');
    megan = person(emulator, 'megan');
    token = await accessToken(emulator, alice, ['User.Read', 'User.ReadBasic.All', 'Chat.Create']);
  });
  after(() => emulator.close());

  const ask = (path: string, init: RequestInit & { readonly as?: string } = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${init.as ?? token}`);
    return fetch(`${emulator.url}/graph/v1.0${path}`, { ...init, headers });
  };
  const collection = async (path: string, headers: Record<string, string> = {}): Promise<Collection> => {
    const response = await ask(path, { headers });
    assert.equal(response.status, 200, await response.clone().text());
    return (await response.json()) as Collection;
  };
  const refused = async (response: Response, status: number, code: string): Promise<string> => {
    const { error } = (await response.json()) as { error: { code: string; message: string; innerError: object } };
    assert.deepEqual({ status: response.status, code: error.code }, { status, code });
    assert.deepEqual(Object.keys(error.innerError), ['date', 'request-id', 'client-request-id']);
    return error.message;
  };
  const eventual = { consistencylevel: 'eventual' };
  const names = ({ value }: Collection): unknown[] => value.map(({ displayName }) => displayName);

  describe('who asks', () => {
    it('has to show a token', async () => {
      const response = await fetch(`${emulator.url}/graph/v1.0/me`);
      assert.match(response.headers.get('www-authenticate') ?? '', /^Bearer /);
      assert.equal(await refused(response, 401, 'InvalidAuthenticationToken'), 'Access token is empty.');
    });

    it('has to show one for Graph', async () => {
      const calling = await accessToken(emulator, alice, callingScopes);
      const message = await refused(await ask('/me', { as: calling }), 401, 'InvalidAuthenticationToken');
      assert.match(message, /audience/);
    });

    it('has to show one that was not changed', async () => {
      const [header, payload = '', signature] = token.split('.');
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
      const forged = Buffer.from(JSON.stringify({ ...claims, oid: megan.id })).toString('base64url');
      const response = await ask('/me', { as: `${header}.${forged}.${signature}` });
      await refused(response, 401, 'InvalidAuthenticationToken');
    });

    it('has to have consented', async () => {
      const bare = await accessToken(emulator, megan, ['User.Read']);
      await refused(await ask('/users', { as: bare }), 403, 'Authorization_RequestDenied');
      await refused(await ask(`/users/${alice.id}`, { as: bare }), 403, 'Authorization_RequestDenied');
      await refused(await ask(`/users/${alice.id}/photo/$value`, { as: bare }), 403, 'ErrorAccessDenied');
      await refused(await ask('/chats', { as: bare, method: 'POST', body: '{}' }), 403, 'Forbidden');
      assert.equal((await ask(`/users/${megan.id}`, { as: bare })).status, 200);
    });

    it('may not list people as a guest', async () => {
      const guest = emulator.world().users.find(({ userType }) => userType === 'Guest');
      assert(guest);
      const as = await accessToken(emulator, guest, ['User.ReadBasic.All']);
      await refused(await ask('/users', { as }), 403, 'Authorization_RequestDenied');
    });
  });

  it('says who the caller is', async () => {
    const me = (await (await ask('/me')).json()) as Record<string, unknown>;
    assert.equal(me['displayName'], 'Alice Ames');
    assert.equal(me['id'], alice.id);
    assert.equal(me['usageLocation'], undefined);
    const some = (await (await ask('/me?$select=id,usageLocation')).json()) as Record<string, unknown>;
    assert.deepEqual(
      { id: some['id'], usageLocation: some['usageLocation'], name: some['displayName'] },
      { id: alice.id, usageLocation: 'US', name: undefined },
    );
  });

  it('knows a person by id and by address, within the caller’s tenant', async () => {
    for (const key of [megan.id, 'megan@fabrikam.example', 'MEGAN%40fabrikam.example']) {
      assert.equal(((await (await ask(`/users/${key}`)).json()) as { id: string }).id, megan.id);
    }
    const diego = person(emulator, 'diego');
    await refused(await ask(`/users/${diego.id}`), 404, 'Request_ResourceNotFound');
    await refused(await ask('/nothing'), 400, 'BadRequest');
    await refused(await ask('/me?$select=shoeSize'), 400, 'BadRequest');
  });

  describe('finds people', () => {
    it('by the beginning of any word of their name', async () => {
      assert.deepEqual(names(await collection('/users?$search="displayName:bow"', eventual)), ['Megan Bowen']);
      assert.deepEqual(names(await collection('/users?$search="displayName:bow meg"', eventual)), ['Megan Bowen']);
      const found = names(await collection('/users?$search="displayName:zoe"&$top=3', eventual));
      assert(found.length === 3 && found.every((name) => String(name).startsWith('Zoë ')));
      assert.deepEqual(names(await collection('/users?$search="displayName:owen"', eventual)), []);
    });

    it('by several things at once', async () => {
      const search = encodeURIComponent(
        '"displayName:quill" OR "mail:megan@" OR "displayName:alice" AND "mail:nobody"',
      );
      assert.deepEqual(names(await collection(`/users?$search=${search}`, eventual)), ['Megan Bowen', 'Nora Quill']);
    });

    it('only for those who live with old results', async () => {
      const message = await refused(await ask('/users?$search="displayName:a"'), 400, 'Request_UnsupportedQuery');
      assert.match(message, /ConsistencyLevel: eventual/);
    });

    it('not by what it cannot read', async () => {
      await refused(await ask('/users?$search=megan', { headers: eventual }), 400, 'Request_BadRequest');
      await refused(await ask("/users?$filter=endswith(mail,'x')"), 400, 'Request_UnsupportedQuery');
      await refused(await ask('/users?$top=0'), 400, 'Request_UnsupportedQuery');
      await refused(await ask('/users?$top=1000'), 400, 'Request_UnsupportedQuery');
      await refused(await ask('/users?$skip=10'), 400, 'Request_BadRequest');
      await refused(await ask('/users?$skiptoken=xyz'), 400, 'Directory_ExpiredPageToken');
    });

    it('by a filter', async () => {
      assert.deepEqual(names(await collection("/users?$filter=startswith(displayName,'Megan')")), ['Megan Bowen']);
      assert.deepEqual(names(await collection("/users?$filter=mail eq 'nora@fabrikam.example'")), ['Nora Quill']);
      const either = `/users?$filter=startswith(surname,'Bowen') or id in ('${alice.id}','x')`;
      assert.deepEqual(names(await collection(either)), ['Alice Ames', 'Megan Bowen']);
      const both = "/users?$filter=startswith(givenName,'Megan') and startswith(surname,'Ames')";
      assert.deepEqual(names(await collection(both)), []);
    });

    it('page by page, each once, at Graph’s own address', async () => {
      const seen: unknown[] = [];
      let path: string | undefined = '/users?$count=true&$top=150&$select=id,displayName';
      let count: number | undefined;
      while (path !== undefined) {
        const page: Collection = await collection(path, eventual);
        count ??= page['@odata.count'];
        seen.push(...page.value.map(({ id }) => id));
        const next: string | undefined = page['@odata.nextLink'];
        if (next !== undefined) assert.match(next, /^https:\/\/graph\.microsoft\.com\/v1\.0\/users\?.*\$skiptoken=/);
        path = next?.slice('https://graph.microsoft.com/v1.0'.length);
      }
      const fabrikam = emulator.world().users.filter(({ tenantId }) => tenantId === alice.tenantId);
      assert.equal(count, fabrikam.length);
      assert.equal(new Set(seen).size, fabrikam.length);
    });

    it('a hundred at a time when nothing is said, in the order of their names', async () => {
      const page = await collection('/users');
      assert.equal(page.value.length, 100);
      assert.equal(page['@odata.count'], undefined);
      const listed = names(page).map(String);
      assert.deepEqual(
        listed,
        [...listed].sort((one, other) => one.localeCompare(other, 'en')),
      );
    });
  });

  describe('photos', () => {
    it('are pictures of the size that was asked for', async () => {
      for (const [path, size] of [
        ['/me/photo/$value', 240],
        [`/users/${megan.id}/photo/$value`, 240],
        [`/users/${megan.id}/photos/48x48/$value`, 48],
      ] as const) {
        const response = await ask(path);
        assert.equal(response.headers.get('content-type'), 'image/png');
        assert.equal(pngSize(Buffer.from(await response.arrayBuffer())), size);
      }
    });

    it('are missing where there is none', async () => {
      const nora = person(emulator, 'nora');
      await refused(await ask(`/users/${nora.id}/photo/$value`), 404, 'ImageNotFound');
      await refused(await ask('/me/photos/47x47/$value'), 404, 'ImageNotFound');
    });
  });

  describe('chats', () => {
    const member = (key: string, more = {}): object => ({
      '@odata.type': '#microsoft.graph.aadUserConversationMember',
      roles: ['owner'],
      'user@odata.bind': `https://graph.microsoft.com/v1.0/users('${key}')`,
      ...more,
    });
    const create = (body: unknown): Promise<Response> => ask('/chats', { method: 'POST', body: JSON.stringify(body) });
    const created = async (body: unknown): Promise<Record<string, unknown>> => {
      const response = await create(body);
      assert.equal(response.status, 201, await response.clone().text());
      return (await response.json()) as Record<string, unknown>;
    };

    it('between two are one, however often and in whatever order they are made', async () => {
      const first = await created({ chatType: 'oneOnOne', members: [member(alice.id), member(megan.id)] });
      const again = await created({
        chatType: 'oneOnOne',
        members: [member('megan@fabrikam.example'), member(alice.id)],
      });
      assert.deepEqual(again, first);
      assert.equal(first['id'], `19:${[alice.id, megan.id].sort().join('_')}@unq.gbl.spaces`);
    });

    it('of a group are new each time', async () => {
      const group = { chatType: 'group', topic: 'Tailspin', members: [member(alice.id), member(megan.id)] };
      const first = await created(group);
      assert.equal(first['topic'], 'Tailspin');
      assert.match(String(first['id']), /^19:[0-9a-f]{32}@thread\.v2$/);
      assert.notEqual((await created(group))['id'], first['id']);
    });

    it('may include somebody of another tenant, who is named with it', async () => {
      const { id, tenantId } = person(emulator, 'diego');
      const chat = await created({ chatType: 'oneOnOne', members: [member(alice.id), member(id, { tenantId })] });
      assert.match(String(chat['id']), new RegExp(id));
    });

    it('are refused with a reason', async () => {
      const nora = person(emulator, 'nora').id;
      const cases = [
        [{ chatType: 'oneOnOne', members: [member(megan.id), member(nora)] }, 403, 'Forbidden'],
        [{ chatType: 'oneOnOne', members: [member(alice.id), member('nobody')] }, 404, 'NotFound'],
        [{ chatType: 'oneOnOne', members: [member(alice.id), member(alice.id)] }, 400, 'BadRequest'],
        [{ chatType: 'oneOnOne', members: [member(alice.id)] }, 400, 'BadRequest'],
        [{ chatType: 'oneOnOne', members: [member(alice.id), { roles: ['owner'] }] }, 400, 'BadRequest'],
        [
          { chatType: 'oneOnOne', members: [member(alice.id), member(megan.id, { roles: ['king'] })] },
          400,
          'BadRequest',
        ],
        [{ chatType: 'meeting', members: [member(alice.id), member(megan.id)] }, 400, 'BadRequest'],
        ['chat', 400, 'BadRequest'],
      ] as const;
      for (const [body, status, code] of cases) await refused(await create(body), status, code);
      const message = await refused(await create({ chatType: 'group', members: [1] }), 400, 'BadRequest');
      assert.match(message, /members\[0\]: expected an object/);
      await refused(await ask('/chats', { method: 'POST', body: '{' }), 400, 'BadRequest');
    });
  });

  describe('batches', () => {
    interface Batch {
      readonly responses: readonly { id: string; status: number; headers: Record<string, string>; body: unknown }[];
    }
    const batch = async (requests: readonly object[]): Promise<Batch['responses']> => {
      const response = await ask('/$batch', { method: 'POST', body: JSON.stringify({ requests }) });
      assert.equal(response.status, 200, await response.clone().text());
      return ((await response.json()) as Batch).responses;
    };

    it('answer each request by itself, with its own headers', async () => {
      const responses = await batch([
        { id: '1', method: 'GET', url: '/me' },
        { id: '2', method: 'GET', url: `/users/${megan.id}/photo/$value` },
        {
          id: '3',
          method: 'GET',
          url: '/users?$search="displayName:megan"',
          headers: { ConsistencyLevel: 'eventual' },
        },
        { id: '4', method: 'GET', url: '/users/nobody' },
      ]);
      assert.deepEqual(
        responses.map(({ id, status }) => [id, status]),
        [
          ['1', 200],
          ['2', 200],
          ['3', 200],
          ['4', 404],
        ],
      );
      assert.equal(pngSize(Buffer.from(String(responses[1]?.body), 'base64')), 240);
      assert.deepEqual(names(responses[2]?.body as Collection), ['Megan Bowen']);
    });

    it('do not answer what depends on a failure', async () => {
      const responses = await batch([
        { id: 'a', method: 'GET', url: '/users/nobody' },
        { id: 'b', method: 'GET', url: '/me', dependsOn: ['a'] },
        { id: 'c', method: 'GET', url: '/me' },
        { id: 'd', method: 'GET', url: '/me', dependsOn: ['c'] },
      ]);
      assert.deepEqual(
        responses.map(({ status }) => status),
        [404, 424, 200, 200],
      );
    });

    it('hold twenty requests', async () => {
      const requests = Array.from({ length: 21 }, (_, id) => ({ id: String(id), method: 'GET', url: '/me' }));
      assert.equal((await batch(requests.slice(0, 20))).length, 20);
      const tooMany = await ask('/$batch', { method: 'POST', body: JSON.stringify({ requests }) });
      assert.match(await refused(tooMany, 400, 'BadRequest'), /20/);
      const twice = [requests[0], requests[0]];
      const same = await ask('/$batch', { method: 'POST', body: JSON.stringify({ requests: twice }) });
      await refused(same, 400, 'BadRequest');
    });

    it('carry a fault of one request inside', async () => {
      emulator.addFault({ face: 'graph', match: '/photo/', status: 429, retryAfter: 7, times: 1 });
      const photo = { method: 'GET', url: '/me/photo/$value' };
      const responses = await batch([
        { id: '1', ...photo },
        { id: '2', ...photo },
      ]);
      assert.deepEqual(
        responses.map(({ status }) => status),
        [429, 200],
      );
      assert.equal(responses[0]?.headers['Retry-After'], '7');
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
    const response = await ask('/me', { headers: { origin, 'client-request-id': 'mine' } });
    assert.equal(response.headers.get('access-control-allow-origin'), origin);
    assert.equal(response.headers.get('client-request-id'), 'mine');
    const exposed = (response.headers.get('access-control-expose-headers') ?? '').toLowerCase().split(', ');
    for (const name of ['retry-after', 'request-id', 'client-request-id', 'location', 'etag', 'www-authenticate']) {
      assert(exposed.includes(name), name);
    }
  });
});

/** The width of a PNG, after checking that its rows are all there. */
function pngSize(png: Buffer): number {
  assert.equal(png.subarray(1, 4).toString('latin1'), 'PNG');
  const size = png.readUInt32BE(16);
  const start = png.indexOf('IDAT');
  const rows = inflateSync(png.subarray(start + 4, start + 4 + png.readUInt32BE(start - 4)));
  assert.equal(rows.length, size * (1 + size * 3));
  return size;
}
