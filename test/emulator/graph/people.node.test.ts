import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEmulator } from '../../../src/emulator/index.js';
import type { Emulator, WorldUser } from '../../../src/emulator/index.js';
import { person } from '../sign-in.js';
import { type Collection, eventual, GraphCaller, names, refused } from './graph-caller.js';

describe('Graph finds people', () => {
  let emulator: Emulator;
  let alice: WorldUser;
  let graph: GraphCaller;

  before(async () => {
    emulator = await startEmulator({ port: 0 });
    alice = person(emulator, 'alice');
    graph = await GraphCaller.signedIn(emulator, alice);
  });
  after(() => emulator.close());

  it('by the beginning of any word of their name', async () => {
    assert.deepEqual(names(await graph.collection('/users?$search="displayName:bow"', eventual)), ['Megan Bowen']);
    assert.deepEqual(names(await graph.collection('/users?$search="displayName:bow meg"', eventual)), ['Megan Bowen']);
    const found = names(await graph.collection('/users?$search="displayName:zoe"&$top=3', eventual));
    assert(found.length === 3 && found.every((name) => String(name).startsWith('Zoë ')));
    assert.deepEqual(names(await graph.collection('/users?$search="displayName:owen"', eventual)), []);
  });

  it('by several things at once', async () => {
    const search = encodeURIComponent('"displayName:quill" OR "mail:megan@" OR "displayName:alice" AND "mail:nobody"');
    assert.deepEqual(names(await graph.collection(`/users?$search=${search}`, eventual)), [
      'Megan Bowen',
      'Nora Quill',
    ]);
  });

  it('only for those who live with old results', async () => {
    const message = await refused(await graph.ask('/users?$search="displayName:a"'), 400, 'Request_UnsupportedQuery');
    assert.match(message, /ConsistencyLevel: eventual/);
  });

  it('not by what it cannot read', async () => {
    await refused(await graph.ask('/users?$search=megan', { headers: eventual }), 400, 'Request_BadRequest');
    await refused(await graph.ask("/users?$filter=endswith(mail,'x')"), 400, 'Request_UnsupportedQuery');
    await refused(await graph.ask('/users?$top=0'), 400, 'Request_UnsupportedQuery');
    await refused(await graph.ask('/users?$top=1000'), 400, 'Request_UnsupportedQuery');
    await refused(await graph.ask('/users?$skip=10'), 400, 'Request_BadRequest');
    await refused(await graph.ask('/users?$skiptoken=xyz'), 400, 'Directory_ExpiredPageToken');
  });

  it('by a filter', async () => {
    assert.deepEqual(names(await graph.collection("/users?$filter=startswith(displayName,'Megan')")), ['Megan Bowen']);
    assert.deepEqual(names(await graph.collection("/users?$filter=mail eq 'nora@fabrikam.example'")), ['Nora Quill']);
    const either = `/users?$filter=startswith(surname,'Bowen') or id in ('${alice.id}','x')`;
    assert.deepEqual(names(await graph.collection(either)), ['Alice Ames', 'Megan Bowen']);
    const both = "/users?$filter=startswith(givenName,'Megan') and startswith(surname,'Ames')";
    assert.deepEqual(names(await graph.collection(both)), []);
  });

  it('page by page, each once, at Graph’s own address', async () => {
    const seen: unknown[] = [];
    let path: string | undefined = '/users?$count=true&$top=150&$select=id,displayName';
    let count: number | undefined;
    while (path !== undefined) {
      const page: Collection = await graph.collection(path, eventual);
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
    const page = await graph.collection('/users');
    assert.equal(page.value.length, 100);
    assert.equal(page['@odata.count'], undefined);
    const listed = names(page).map(String);
    assert.deepEqual(
      listed,
      [...listed].sort((one, other) => one.localeCompare(other, 'en')),
    );
  });
});
