import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { startEmulator } from '../../../src/emulator/index.js';
import type { Emulator, LogEntry } from '../../../src/emulator/index.js';
import { accessToken, callingScopes, person } from '../sign-in.js';

describe('the control', () => {
  let emulator: Emulator;

  before(async () => {
    emulator = await startEmulator({ port: 0 });
  });
  after(() => emulator.close());
  beforeEach(() => emulator.reset());

  const send = (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`${emulator.url}/_emulator/${path}`, {
      method,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  const refused = async (response: Response, status: number, message: string | RegExp): Promise<void> => {
    const said = (await response.json()) as { error: string; message: string };
    assert.equal(response.status, status, said.message);
    if (typeof message === 'string') assert.equal(said.message, message);
    else assert.match(said.message, message);
  };

  it('reads and replaces the world', async () => {
    const world = (await (await send('GET', 'world')).json()) as { users: unknown[] };
    assert.deepEqual(world, emulator.world());
    assert.equal((await send('PUT', 'world', { ...world, users: world.users.slice(0, 2) })).status, 204);
    assert.equal(emulator.world().users.length, 2);
    await refused(await send('PUT', 'world', { ...world, numbers: [{}] }), 400, 'numbers[0].phoneNumber: missing');
    assert.equal(emulator.world().users.length, 2, 'a broken world replaces nothing');
    assert.equal((await send('PUT', 'world', world)).status, 204);
  });

  it('names the field that is wrong', async () => {
    await refused(await send('POST', 'faults', { face: 'moon' }), 400, /^face: expected one of "authority"/);
    await refused(
      await send('POST', 'faults', { face: 'graph', colour: 1 }),
      400,
      /^colour: unknown; what may stand here is face, match/,
    );
    await refused(
      await send('POST', 'faults', { face: 'graph', status: 200 }),
      400,
      'status: expected a whole number from 400 to 599',
    );
    await refused(await send('POST', 'faults', '{'), 400, /^the body is not JSON: /);
    await refused(await send('POST', 'faults'), 400, 'expected an object');
    await refused(await send('POST', 'clock', { tokenLifetimeSeconds: 3e9 }), 400, /^tokenLifetimeSeconds: /);
    await refused(await send('POST', 'calls', { from: '+14255550100' }), 400, 'to: missing');
    await refused(await send('POST', 'calls/x', { as: 'y' }), 400, 'action: missing');
    await refused(await send('GET', 'log?since=yesterday'), 400, 'since: expected the number of a log entry');
  });

  it('says what is not there', async () => {
    await refused(await send('GET', 'weather'), 404, 'There is nothing at /_emulator/weather.');
    const wrong = await send('DELETE', 'world');
    assert.equal(wrong.headers.get('allow'), 'GET, PUT');
    await refused(wrong, 405, 'Use GET or PUT.');
  });

  it('hands calls to the hub, and says in a sentence what it cannot do', async () => {
    assert.deepEqual(await (await send('GET', 'calls')).json(), { calls: [] });
    const { id } = person(emulator, 'alice');
    await refused(await send('POST', 'calls', { from: '+14255550100', to: id }), 409, /\w+ .+/);
    await refused(await send('POST', 'calls/none', { as: '+14255550100', action: 'answer' }), 409, /\w+ .+/);
  });

  it('sets how long tokens live, until it starts again', async () => {
    assert.equal((await send('POST', 'clock', { tokenLifetimeSeconds: 60 })).status, 204);
    const lifeOf = (token: string): number => {
      const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
        'exp' | 'nbf',
        number
      >;
      return claims.exp - claims.nbf;
    };
    const alice = person(emulator, 'alice');
    assert(lifeOf(await accessToken(emulator, alice, ['User.Read'])) <= 60);
    assert.equal((await send('POST', 'reset')).status, 204);
    assert(lifeOf(await accessToken(emulator, alice, ['User.Read'])) > 3_000);
  });

  describe('faults', () => {
    const me = (init: RequestInit = {}): Promise<Response> => fetch(`${emulator.url}/graph/v1.0/me`, init);

    it('replace the answer, as often as was said', async () => {
      await send('POST', 'faults', { face: 'graph', status: 429, retryAfter: 3, times: 1 });
      const response = await me({ headers: { origin: 'http://localhost:3000' } });
      assert.equal(response.status, 429);
      assert.equal(response.headers.get('retry-after'), '3');
      assert.match(response.headers.get('access-control-expose-headers') ?? '', /Retry-After/);
      assert.deepEqual(await response.json(), {
        error: { code: 'TooManyRequests', message: 'This fault was ordered.' },
      });
      assert.equal((await me()).status, 401);
    });

    it('leave preflights alone: a browser would hide the failure', async () => {
      await send('POST', 'faults', { face: 'graph', status: 503, times: 1 });
      assert.equal((await me({ method: 'OPTIONS', headers: { origin: 'http://localhost:3000' } })).status, 204);
      assert.equal((await me()).status, 503);
    });

    it('hit only their face and what matches', async () => {
      await send('POST', 'faults', { face: 'authority', match: '/token', status: 503 });
      const token = `${emulator.url}/common/oauth2/v2.0/token`;
      assert.equal((await fetch(token, { method: 'POST' })).status, 503);
      assert.equal((await fetch(`${emulator.url}/common/discovery/v2.0/keys`)).status, 200);
      assert.equal((await me()).status, 401);
      assert.equal((await send('DELETE', 'faults')).status, 204);
      assert.equal((await fetch(token, { method: 'POST' })).status, 400);
    });

    it('close the connection', async () => {
      await send('POST', 'faults', { face: 'graph', drop: true, times: 1 });
      await assert.rejects(me(), TypeError);
      assert.equal((await me()).status, 401);
    });

    it('delay', async () => {
      await send('POST', 'faults', { face: 'graph', delayMs: 200, times: 1 });
      const began = performance.now();
      assert.equal((await me()).status, 401);
      assert(performance.now() - began >= 190);
    });
  });

  describe('the log', () => {
    const read = async (since?: number): Promise<{ readonly entries: readonly LogEntry[]; readonly last: number }> =>
      (await (await send('GET', since === undefined ? 'log' : `log?since=${since}`)).json()) as Awaited<
        ReturnType<typeof read>
      >;

    it('numbers what happened, and tells what is new', async () => {
      const { last } = await read();
      await fetch(`${emulator.url}/graph/v1.0/me`);
      const { entries } = await read(last);
      assert.equal(entries.length, 1, 'reading the log leaves no trace in it');
      const [entry] = entries;
      assert(entry);
      const { number, kind, face, method, path, status } = entry;
      assert.deepEqual(
        { number, kind, face, method, path, status },
        { number: last + 1, kind: 'request', face: 'graph', method: 'GET', path: '/graph/v1.0/me', status: 401 },
      );
      assert.deepEqual(emulator.log(last), entries);
    });

    it('holds no token, no code and no query', async () => {
      const token = await accessToken(emulator, person(emulator, 'alice'), callingScopes);
      const headers = { authorization: `Bearer ${token}` };
      assert.equal((await fetch(`${emulator.url}/token`, { method: 'POST', headers })).status, 200);
      await fetch(`${emulator.url}/common/oauth2/v2.0/authorize?login_hint=alice&code=secret`);
      const text = JSON.stringify(await read());
      assert.match(text, /oauth2\/v2\.0\/token/);
      assert.match(text, /exchangeAccessToken/);
      assert.doesNotMatch(text, /eyJ|\?|login_hint|secret|\b[01]\.[\w-]{40}/);
    });
  });
});
