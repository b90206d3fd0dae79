import assert from 'node:assert/strict';
import { afterEach, describe, it, mock } from 'node:test';
import { GraphChat } from '../../../src/adapters/graph/graph-chat.js';
import { GraphClient } from '../../../src/adapters/graph/graph-client.js';
import { GraphPeople } from '../../../src/adapters/graph/graph-people.js';
import { startEmulator } from '../../../src/emulator/index.js';
import { accessToken, person } from '../../emulator/sign-in.js';

const clouds = [
  { cloud: 'public', graph: 'https://graph.microsoft.com' },
  { cloud: 'gcch', graph: 'https://graph.microsoft.us' },
  { cloud: 'dod', graph: 'https://dod-graph.microsoft.us' },
] as const;

describe('Graph', () => {
  afterEach(() => mock.restoreAll());

  for (const { cloud, graph } of clouds) {
    it(`of the cloud ${cloud} is asked at its own address, with the token, and links to its own users`, async () => {
      const asked: { readonly url: string; readonly token: string | null; readonly body: unknown }[] = [];
      mock.method(globalThis, 'fetch', async (input: string | Request, init: RequestInit = {}) => {
        const request = new Request(input, init);
        const { url, headers, method } = request;
        const body = method === 'POST' ? ((await request.json()) as unknown) : undefined;
        asked.push({ url, token: headers.get('authorization'), body });
        return Response.json({ id: 'an-id' });
      });
      const client = new GraphClient({ cloud, emulator: undefined }, () => Promise.resolve('a-token'));
      await new GraphPeople(client).me();
      await new GraphChat(client).createOneOnOne('one', 'other');

      for (const { url, token } of asked) {
        assert.ok(url.startsWith(`${graph}/v1.0/`), url);
        assert.equal(token, 'Bearer a-token');
      }
      assert.equal(asked.length, 2);
      assert.match(JSON.stringify(asked[1]?.body), new RegExp(`"${graph}/v1\\.0/users\\('one'\\)"`));
    });
  }

  it('of a national cloud is the local Teams, too, where that stands in for it', async () => {
    const emulator = await startEmulator({ port: 0 });
    try {
      const token = await accessToken(emulator, person(emulator, 'alice'), ['User.Read']);
      const client = new GraphClient({ cloud: 'dod', emulator: emulator.url }, () => Promise.resolve(token));
      assert.equal((await new GraphPeople(client).me()).displayName, 'Alice Ames');
    } finally {
      await emulator.close();
    }
  });
});
