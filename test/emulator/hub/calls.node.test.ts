import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { until } from '../../until.js';
import { signIn, type Client } from './a-client.js';
import { aHub, type RunningHub } from './a-hub.js';
import { alice, megan, phones, rawId, withoutPhonePlan } from './a-world.js';

describe('calls of the hub', () => {
  let hub: RunningHub;
  let caller: Client;
  let callee: Client;

  beforeEach(async () => {
    hub = await aHub();
    caller = await signIn(hub.url, alice);
    callee = await signIn(hub.url, megan);
  });
  afterEach(() => hub.close());

  const connected = async (): Promise<string> => {
    const callId = await caller.dial(rawId(megan));
    await callee.told('incoming');
    await callee.request({ kind: 'accept', callId, muted: false, video: true });
    await caller.told('connected');
    return callId;
  };

  it('connects a call that is accepted, and tells each side of the other', async () => {
    const callId = await caller.dial(rawId(megan));
    const { from, video } = await callee.told('incoming', (event) => event.callId === callId);
    assert.deepEqual(from, { rawId: rawId(alice) }, 'a Teams user is not named');
    assert.equal(video, false);
    await caller.told('ringing');
    assert.equal(hub.hub.calls()[0]?.state, 'ringing');

    assert.equal(await callee.request({ kind: 'accept', callId, muted: true, video: true }), undefined);
    await Promise.all([caller.told('connected'), callee.told('connected')]);
    const { parties } = await caller.told('parties', ({ parties: [, other] }) => other?.state === 'Connected');
    assert.deepEqual(
      parties.map(({ rawId: who, muted, video: picture }) => ({ who, muted, picture })),
      [
        { who: rawId(alice), muted: false, picture: false },
        { who: rawId(megan), muted: true, picture: true },
      ],
    );
    assert.equal(hub.hub.calls()[0]?.state, 'connected');
  });

  it('passes signals between the parties', async () => {
    const callId = await connected();
    const [own, other] = (await caller.told('parties')).parties;
    assert.ok(own && other);
    const candidate = { candidate: 'a path' };
    await caller.request({ kind: 'signal', callId, to: other.id, signal: { kind: 'candidate', candidate } });
    const { from, signal } = await callee.told('signal');
    assert.equal(from, own.id);
    assert.deepEqual(signal, { kind: 'candidate', candidate });
  });

  it('passes what the caller sends ahead to every page that rings, and later signals to the one that answers', async () => {
    const second = await signIn(hub.url, megan);
    const callId = await caller.dial(rawId(megan));
    const to = (await caller.told('parties')).parties[1]?.id ?? '';
    const send = (path: string): Promise<unknown> =>
      caller.request({ kind: 'signal', callId, to, signal: { kind: 'candidate', candidate: { candidate: path } } });
    const told = (client: Client, path: string): Promise<unknown> =>
      client.told('signal', ({ signal }) => signal.kind === 'candidate' && signal.candidate.candidate === path);

    await send('ahead');
    await Promise.all([told(callee, 'ahead'), told(second, 'ahead')]);
    const late = await signIn(hub.url, megan);
    await told(late, 'ahead');
    await second.request({ kind: 'accept', callId, muted: false, video: false });
    await send('after');
    await told(second, 'after');
    assert.deepEqual([callee.count('signal'), second.count('signal'), late.count('signal')], [1, 2, 1]);
  });

  it('tells the other side of mute and video', async () => {
    const callId = await connected();
    await caller.request({ kind: 'media', callId, muted: true });
    await callee.told('parties', ({ parties: [first] }) => first?.muted === true);
    await caller.request({ kind: 'media', callId, video: true });
    const { parties } = await callee.told('parties', ({ parties: [first] }) => first?.video === true);
    assert.equal(parties[0]?.muted, true, 'what was not mentioned stays');
  });

  for (const [side, other] of [
    ['caller', 'callee'],
    ['callee', 'caller'],
  ]) {
    it(`ends for both when the ${side} hangs up, and the ${other} did not`, async () => {
      const callId = await connected();
      const who = side === 'caller' ? caller : callee;
      assert.equal(await who.request({ kind: 'hangUp', callId }), undefined);
      assert.equal(await caller.ended('ended', callId), '0/0');
      assert.equal(await callee.ended('ended', callId), '0/0');
      assert.equal((await who.request({ kind: 'hangUp', callId }))?.code, 481);
      assert.deepEqual(hub.hub.calls(), []);
    });
  }

  it('ends as declined for the caller', async () => {
    const callId = await caller.dial(rawId(megan));
    await callee.told('incoming');
    await callee.request({ kind: 'reject', callId });
    assert.equal(await caller.ended('ended', callId), '487/10024');
    assert.equal(await callee.ended('incomingEnded', callId), '603/0');
  });

  it('stops ringing when the caller cancels', async () => {
    const callId = await caller.dial(rawId(megan));
    await callee.told('incoming');
    await caller.request({ kind: 'hangUp', callId });
    assert.equal(await callee.ended('incomingEnded', callId), '487/0');
    assert.equal(await caller.ended('ended', callId), '0/0');
    assert.equal((await callee.request({ kind: 'accept', callId, muted: false, video: false }))?.code, 481);
  });

  it('stops ringing when nobody answers in time', async () => {
    await hub.close();
    hub = await aHub({ timings: { userRings: 100 } });
    caller = await signIn(hub.url, alice);
    callee = await signIn(hub.url, megan);
    const callId = await caller.dial(rawId(megan));
    assert.equal(await caller.ended('ended', callId), '487/10004');
    assert.equal(await callee.ended('incomingEnded', callId), '487/10004');
  });

  it('rings everywhere a user is signed in; the first to accept wins', async () => {
    const second = await signIn(hub.url, megan);
    const callId = await caller.dial(rawId(megan));
    await Promise.all([callee.told('incoming'), second.told('incoming')]);
    await second.request({ kind: 'accept', callId, muted: false, video: false });
    assert.equal(await callee.ended('incomingEnded', callId), '487/10003');
    // Too late by a moment, or by more: the page is told why, so that it need not call that a failure.
    const late = await callee.request({ kind: 'accept', callId, muted: false, video: false });
    assert.deepEqual([late?.code, late?.subCode], [487, 10003]);
    await caller.told('connected');
    assert.equal(second.count('incomingEnded'), 0);
  });

  it('rings on a page that is opened while it rings', async () => {
    const callId = await caller.dial(rawId(megan));
    await callee.told('incoming');
    const late = await signIn(hub.url, megan);
    await late.told('incoming', (event) => event.callId === callId);
    await late.request({ kind: 'accept', callId, muted: false, video: false });
    assert.equal(await callee.ended('incomingEnded', callId), '487/10003');
  });

  it('says that a user is not signed in anywhere', async () => {
    assert.equal(await caller.ended('ended', await caller.dial(rawId(withoutPhonePlan))), '480/10037');
  });

  it('does not know a user of another world', async () => {
    const stranger = '8:orgid:bbbbbbbb-0000-4000-8000-000000000009';
    assert.equal(await caller.ended('ended', await caller.dial(stranger)), '404/0');
  });

  it('calls a phone that answers, by its name, and hears when that hangs up', async () => {
    const callId = await caller.dial(`4:${phones.answers}`);
    await caller.told('ringing');
    await caller.told('connected');
    const { parties } = await caller.told('parties', ({ parties: [, phone] }) => phone?.state === 'Connected');
    assert.equal(parties[1]?.displayName, 'Phone that answers');
    assert.deepEqual(parties[1]?.synthetic, { audio: 'speech', video: false });
    hub.hub.act(callId, { as: phones.answers, action: 'mute' });
    await caller.told('parties', ({ parties: [, phone] }) => phone?.muted === true);
    hub.hub.act(callId, { as: phones.answers, action: 'hang-up' });
    assert.equal(await caller.ended('ended', callId), '0/560000');
  });

  it('calls the echo test', async () => {
    await caller.dial('8:echo123');
    await caller.told('connected');
    const { parties } = await caller.told('parties', ({ parties: [, echo] }) => echo?.state === 'Connected');
    assert.equal(parties[1]?.synthetic?.audio, 'echo');
  });

  const failures = [
    { behaviour: 'busy', end: '486/560486', rings: 0 },
    { behaviour: 'no-answer', end: '408/4506', rings: 1 },
    { behaviour: 'declines', end: '603/0', rings: 1 },
  ] as const;
  for (const { behaviour, end, rings } of failures) {
    it(`ends a call to a phone that is "${behaviour}" with ${end}`, async () => {
      assert.equal(await caller.ended('ended', await caller.dial(`4:${phones[behaviour]}`)), end);
      assert.equal(caller.count('ringing'), rings);
    });
  }

  it('does not know a number that nobody has', async () => {
    assert.equal(await caller.ended('ended', await caller.dial('4:+14255559999')), '404/0');
  });

  it('blocks phone calls of a user without a phone plan', async () => {
    const noa = await signIn(hub.url, withoutPhonePlan);
    assert.equal(await noa.ended('ended', await noa.dial(`4:${phones.answers}`)), '403/510403');
  });

  it('ends a call whose page is gone for longer than the grace time', async () => {
    const callId = await connected();
    callee.socket.terminate();
    assert.equal(await caller.ended('ended', callId), '410/3101');
    await until(() => hub.log.some(({ kind }) => kind === 'session-lost'));
  });

  it('ends at once when a page leaves on purpose', async () => {
    const callId = await connected();
    callee.socket.send(JSON.stringify({ kind: 'request', id: 'last', request: { kind: 'leave' } }));
    assert.equal(await caller.ended('ended', callId), '0/0');
  });
});
