import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startEmulator } from '../../../src/emulator/index.js';
import type { Emulator, WorldUser } from '../../../src/emulator/index.js';
import { person } from '../sign-in.js';
import { type Collection, GraphCaller, names, pngSize, refused } from './graph-caller.js';

describe('batches of Graph', () => {
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

  interface Batch {
    readonly responses: readonly { id: string; status: number; headers: Record<string, string>; body: unknown }[];
  }
  const batch = async (requests: readonly object[]): Promise<Batch['responses']> => {
    const response = await graph.ask('/$batch', { method: 'POST', body: JSON.stringify({ requests }) });
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
    const tooMany = await graph.ask('/$batch', { method: 'POST', body: JSON.stringify({ requests }) });
    assert.match(await refused(tooMany, 400, 'BadRequest'), /20/);
    const twice = [requests[0], requests[0]];
    const same = await graph.ask('/$batch', { method: 'POST', body: JSON.stringify({ requests: twice }) });
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
