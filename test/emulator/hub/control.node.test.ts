import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { until } from '../../until.js';
import { signIn, type Client } from './a-client.js';
import { aHub, type RunningHub } from './a-hub.js';
import { alice, megan, phones, rawId } from './a-world.js';

describe('calls that the control face makes', () => {
  let hub: RunningHub;
  let callee: Client;

  beforeEach(async () => {
    hub = await aHub();
    callee = await signIn(hub.url, megan);
  });
  afterEach(() => hub.close());

  it('rings from a phone that the world knows, and talks when accepted', async () => {
    const { callId } = hub.hub.startCall({ from: phones.busy, to: megan.id });
    const { from } = await callee.told('incoming', (event) => event.callId === callId);
    assert.deepEqual(from, { rawId: `4:${phones.busy}`, displayName: 'Phone that busy' });
    await callee.request({ kind: 'accept', callId, muted: false, video: false });
    const { parties } = await callee.told('parties', ({ parties: [first] }) => first?.state === 'Connected');
    assert.deepEqual(parties[0]?.synthetic, { audio: 'speech', video: false });
    hub.hub.act(callId, { as: phones.busy, action: 'hang-up' });
    assert.equal(await callee.ended('ended', callId), '0/560000');
  });

  it('rings from a user with a picture, and from a number that nobody knows', async () => {
    const first = hub.hub.startCall({ from: alice.userPrincipalName, to: rawId(megan), video: true });
    const incoming = await callee.told('incoming', (event) => event.callId === first.callId);
    assert.deepEqual([incoming.from, incoming.video], [{ rawId: rawId(alice) }, true]);
    const second = hub.hub.startCall({ from: '+4930123456', to: megan.id });
    const { from } = await callee.told('incoming', (event) => event.callId === second.callId);
    assert.deepEqual(from, { rawId: '4:+4930123456' });
  });

  it('stops ringing when the scripted caller hangs up', async () => {
    const { callId } = hub.hub.startCall({ from: phones.answers, to: megan.id });
    await callee.told('incoming');
    hub.hub.act(callId, { as: phones.answers, action: 'hang-up' });
    assert.equal(await callee.ended('incomingEnded', callId), '487/0');
  });

  it('makes a phone answer that would not', async () => {
    const callId = await callee.dial(`4:${phones['no-answer']}`);
    hub.hub.act(callId, { as: phones['no-answer'], action: 'answer' });
    await callee.told('connected', (event) => event.callId === callId);
    assert.throws(
      () => hub.hub.act(callId, { as: phones['no-answer'], action: 'decline' }),
      /Only the party that is rung/,
    );
  });

  it('says in a sentence what cannot be done', async () => {
    assert.throws(() => hub.hub.startCall({ from: phones.busy, to: 'nobody' }), /nobody is not a user of this world/);
    assert.throws(() => hub.hub.startCall({ from: phones.busy, to: alice.id }), /Alice is not signed in anywhere/);
    assert.throws(() => hub.hub.startCall({ from: 'x', to: megan.id }), /x is neither a user of this world nor/);
    assert.throws(() => hub.hub.startCall({ from: phones.busy, to: megan.id, script: 'sings' }), /no script "sings"/);
    assert.throws(() => hub.hub.act('none', { as: phones.busy, action: 'mute' }), /no call none/);
    const { callId } = hub.hub.startCall({ from: phones.busy, to: megan.id });
    assert.throws(() => hub.hub.act(callId, { as: phones.busy, action: 'sing' }), /no action "sing"/);
    assert.throws(() => hub.hub.act(callId, { as: megan.id, action: 'mute' }), /not a scripted party/);
    assert.throws(() => hub.hub.act(callId, { as: alice.id, action: 'mute' }), /is not in this call/);
  });

  it('forgets everything on reset', async () => {
    hub.hub.startCall({ from: phones.busy, to: megan.id });
    hub.hub.reset();
    assert.deepEqual(hub.hub.calls(), []);
    await until(() => callee.socket.readyState === callee.socket.CLOSED, 'the page is signed out');
    assert.throws(() => hub.hub.startCall({ from: phones.busy, to: megan.id }), /not signed in anywhere/);
  });
});
