import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEmulator } from '../../../src/emulator/index.js';
import type { Emulator, WorldUser } from '../../../src/emulator/index.js';
import { person } from '../sign-in.js';
import { GraphCaller, refused } from './graph-caller.js';

describe('chats of Graph', () => {
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

  const member = (key: string, more = {}): object => ({
    '@odata.type': '#microsoft.graph.aadUserConversationMember',
    roles: ['owner'],
    'user@odata.bind': `https://graph.microsoft.com/v1.0/users('${key}')`,
    ...more,
  });
  const create = (body: unknown): Promise<Response> =>
    graph.ask('/chats', { method: 'POST', body: JSON.stringify(body) });
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
      [{ chatType: 'oneOnOne', members: [member(alice.id), member(megan.id, { roles: ['king'] })] }, 400, 'BadRequest'],
      [{ chatType: 'meeting', members: [member(alice.id), member(megan.id)] }, 400, 'BadRequest'],
      ['chat', 400, 'BadRequest'],
    ] as const;
    for (const [body, status, code] of cases) await refused(await create(body), status, code);
    const message = await refused(await create({ chatType: 'group', members: [1] }), 400, 'BadRequest');
    assert.match(message, /members\[0\]: expected an object/);
    await refused(await graph.ask('/chats', { method: 'POST', body: '{' }), 400, 'BadRequest');
  });
});
