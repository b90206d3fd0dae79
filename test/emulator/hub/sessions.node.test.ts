import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { until } from '../../until.js';
import { Client, signIn } from './a-client.js';
import { aHub, type RunningHub } from './a-hub.js';
import { aToken } from './a-token.js';
import { alice, megan, phones, rawId } from './a-world.js';

describe('sessions of the hub', () => {
  let hub: RunningHub;

  beforeEach(async () => {
    hub = await aHub({ timings: { grace: 5_000 } });
  });
  afterEach(() => hub.close());

  const comeBack = async (former: Client, token = aToken(alice)): Promise<Client> => {
    assert.ok(former.welcome);
    const client = new Client(hub.url);
    await client.hello(token, { session: former.welcome.session, seen: former.seen });
    await until(() => client.welcome, 'the page is let in again');
    return client;
  };

  it('refuses a token that it cannot read or that has expired', async () => {
    for (const token of ['nonsense', aToken(alice, -1_000)]) {
      const client = new Client(hub.url);
      await client.hello(token);
      const refused = await until(() => client.frames.find(({ kind }) => kind === 'refused'), 'it is refused');
      assert.ok(refused.kind === 'refused');
      assert.deepEqual([refused.reason.code, refused.reason.subCode], [495, 4507]);
      await until(() => client.socket.readyState === client.socket.CLOSED, 'the line is closed');
    }
  });

  it('closes a line that does not speak its language', async () => {
    for (const text of ['{', '{"kind":"hello"}', '{"kind":"request","id":"1","request":{"kind":"sing"}}', 'null']) {
      const client = await signIn(hub.url, alice);
      client.socket.send(text);
      await until(() => client.socket.readyState === client.socket.CLOSED, `${text} is not taken`);
    }
  });

  it('answers a request that lacks a part, and goes on', async () => {
    const client = await signIn(hub.url, alice);
    const broken = { kind: 'start', clientCallId: 'x' } as unknown as Parameters<Client['request']>[0];
    assert.equal((await client.request(broken))?.code, 400);
    assert.ok(await client.dial(`4:${phones.answers}`));
  });

  it('takes a page that lost its line back, with all that it missed', async () => {
    const first = await signIn(hub.url, alice);
    const callId = await first.dial(`4:${phones['no-answer']}`);
    first.socket.terminate();
    await until(() => first.socket.readyState === first.socket.CLOSED, 'the line is broken');
    hub.hub.act(callId, { as: phones['no-answer'], action: 'answer' });
    const second = await comeBack(first);
    assert.equal(second.welcome?.resumed, true);
    await second.told('connected', (event) => event.callId === callId);
    assert.equal(second.count('placed'), 0, 'what was seen is not told again');
    assert.equal(hub.hub.calls().length, 1);
  });

  it('answers a repeated request again, and does not do it again', async () => {
    const first = await signIn(hub.url, alice);
    const start = {
      kind: 'start',
      clientCallId: 'mine',
      to: `4:${phones.answers}`,
      muted: false,
      video: false,
    } as const;
    await first.request(start, 'the same');
    first.socket.terminate();
    const second = await comeBack(first);
    await second.request(start, 'the same');
    assert.equal(hub.hub.calls().length, 1);
  });

  it('does not give a session to another user', async () => {
    const first = await signIn(hub.url, alice);
    const other = await comeBack(first, aToken(megan));
    assert.equal(other.welcome?.resumed, false);
  });

  it('keeps a call while its token is too old, but lets no new one begin', async () => {
    const client = await signIn(hub.url, alice, aToken(alice, 1_000));
    const callId = await client.dial(`4:${phones.answers}`);
    await client.told('connected');
    await client.told('tokenExpired');
    assert.equal(await client.request({ kind: 'media', callId, muted: true }), undefined, 'the call goes on');
    const again = { kind: 'start', clientCallId: 'x', to: '8:echo123', muted: false, video: false } as const;
    assert.deepEqual((await client.request(again))?.subCode, 4507);
    assert.throws(() => hub.hub.startCall({ from: phones.busy, to: alice.id }), /not signed in anywhere/);

    assert.equal((await client.request({ kind: 'renew', token: aToken(megan) }))?.subCode, 4507, 'somebody else’s');
    assert.equal(await client.request({ kind: 'renew', token: aToken(alice) }), undefined);
    await client.told('tokenAccepted');
    assert.equal(await client.request(again), undefined);
    assert.equal(hub.hub.calls().length, 2);
  });

  it('does not expire when a fresh token comes in time', async () => {
    const client = await signIn(hub.url, alice, aToken(alice, 1_000));
    const other = await signIn(hub.url, megan, aToken(megan, 1_000));
    await client.request({ kind: 'renew', token: aToken(alice) });
    await other.told('tokenExpired');
    assert.equal(client.count('tokenExpired'), 0);
  });

  it('suffers the faults that were ordered', async () => {
    const client = await signIn(hub.url, alice);
    hub.order({ match: '/hub/start', status: 503, times: 1 });
    const start = { kind: 'start', clientCallId: 'x', to: rawId(megan), muted: false, video: false } as const;
    assert.equal((await client.request(start))?.code, 503);
    assert.equal(await client.request(start), undefined);
    hub.order({ match: '/hub/media', drop: true, times: 1 });
    client.socket.send(
      JSON.stringify({ kind: 'request', id: 'y', request: { kind: 'media', callId: 'z', muted: true } }),
    );
    await until(() => client.socket.readyState === client.socket.CLOSED, 'the line is broken');
  });
});
