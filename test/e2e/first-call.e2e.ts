import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { until } from '../until.js';
import type { Actor } from './actor.js';
import { Stage } from './stage.js';

describe('two people and their first call', () => {
  let stage: Stage;
  let alice: Actor;
  let megan: Actor;

  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage.close());
  afterEach(() => stage.clear());

  async function bothSignedIn(): Promise<void> {
    alice = await stage.enter('Alice');
    megan = await stage.enter('Megan');
    await alice.signIn();
    await megan.signIn();
  }

  async function talking(): Promise<void> {
    await bothSignedIn();
    await alice.callsFirst(/^Call Megan/);
    await megan.press(/^Accept call from Alice/);
    for (const actor of [alice, megan]) {
      await until(
        async () => (await actor.events('teams-call-connected')).length === 1,
        `${actor.name} is connected`,
        20_000,
      );
    }
  }

  it('sign in, call, ring, accept, see and hear each other, mute, hang up', async () => {
    await talking();
    const chats = stage.demo.emulator.log().filter(({ path }) => path === '/graph/v1.0/chats');
    assert.equal(chats.length, 1, 'the chat was created before the call');

    // pictures, both ways
    await alice.press(/^Camera$/);
    await megan.press(/^Camera$/);
    for (const actor of [alice, megan]) {
      const other = await actor.seesPicture('other');
      assert.ok(other.width >= 320 && other.height >= 180, `${actor.name} sees ${other.width} × ${other.height}`);
      assert.ok(other.brightness > 10 && other.colours > 3, `${actor.name} sees a picture: ${JSON.stringify(other)}`);
      const before = other.frames;
      await until(
        async () => ((await actor.picture('other'))?.frames ?? 0) > before + 10,
        `${actor.name}'s picture moves`,
      );
      await actor.seesPicture('own');
    }

    // sound, both ways: the fake microphone beeps
    for (const actor of [alice, megan]) {
      await until(
        () => actor.page.evaluate(() => globalThis.TeamsEmbed?.session.state.calls[0]?.participants[0]?.speaking),
        `${actor.name} hears the other`,
        20_000,
      );
    }

    // mute is seen by the other side
    await alice.press(/^Mute$/);
    await megan.page.getByRole('img', { name: 'Alice Ames is muted' }).waitFor();
    await alice.press(/^Mute$/);
    await until(
      () => megan.page.evaluate(() => globalThis.TeamsEmbed?.session.state.calls[0]?.participants[0]?.muted === false),
      'Megan hears Alice again',
    );

    await megan.press(/^Hang up/);
    const [mine, theirs] = [await megan.end(), await alice.end()];
    assert.deepEqual([mine.reason, mine.by], ['completed', 'local']);
    assert.deepEqual([theirs.reason, theirs.by], ['completed', 'remote']);
    await alice.sees('Call ended');
    for (const actor of [alice, megan]) {
      assert.equal((await actor.events('teams-error')).length, 0);
      assert.equal(actor.context.pages().length, 1, 'no window is left');
    }
  });

  it('accepts with video', async () => {
    await bothSignedIn();
    await alice.callsFirst(/^Call Megan/);
    await megan.press(/^Accept with video: call from Alice Ames/);
    const picture = await alice.seesPicture('other');
    assert.ok(picture.brightness > 10 && picture.colours > 3, JSON.stringify(picture));
  });

  it('lets go of microphone and camera at the end', async () => {
    await bothSignedIn();
    await alice.page.evaluate(() => {
      const open: MediaStreamTrack[] = [];
      Object.assign(globalThis, { opened: open });
      const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = async (constraints) => {
        const stream = await real(constraints);
        open.push(...stream.getTracks());
        return stream;
      };
    });
    await alice.callsFirst(/^Call Megan/);
    await megan.press(/^Accept call from Alice Ames$/);
    await alice.press(/^Camera$/);
    await alice.seesPicture('own');
    const live = (): Promise<string[]> =>
      alice.page.evaluate(() =>
        (globalThis as unknown as { opened: MediaStreamTrack[] }).opened
          .filter(({ readyState }) => readyState === 'live')
          .map(({ kind }) => kind),
      );
    assert.deepEqual([...new Set(await live())].sort(), ['audio', 'video']);
    await alice.press(/^Hang up/);
    await alice.end();
    await until(async () => (await live()).length === 0, 'every track has ended');
  });

  it('declined', async () => {
    await bothSignedIn();
    await alice.callsFirst(/^Call Megan/);
    await megan.press(/^Decline call from Alice/);
    const [mine, theirs] = [await alice.end(), await megan.end()];
    assert.deepEqual([mine.reason, mine.by], ['rejected', 'remote']);
    assert.deepEqual([theirs.reason, theirs.by], ['rejected', 'local']);
    await alice.sees('Call declined');
    assert.equal((await alice.events('teams-error')).length, 0);
  });

  it('given up by the caller', async () => {
    await bothSignedIn();
    await alice.callsFirst(/^Call Megan/);
    await megan.button(/^Accept call from Alice Ames$/).waitFor();
    await alice.press(/^Cancel the call to Megan/);
    const [mine, theirs] = [await alice.end(), await megan.end()];
    assert.deepEqual([mine.reason, mine.by], ['canceled', 'local']);
    assert.deepEqual([theirs.reason, theirs.by], ['missed', 'remote']);
    await until(async () => (await megan.button(/^Accept/).count()) === 0, "Megan's toast is gone");
  });

  it('not answered', async () => {
    await bothSignedIn();
    await alice.callsFirst(/^Call Megan/);
    const [mine, theirs] = [await alice.end(), await megan.end()];
    assert.equal(mine.reason, 'no-answer');
    assert.equal(theirs.reason, 'missed');
    await alice.sees('No answer');
  });

  it('goes on while a token expires, and is renewed by itself', async () => {
    await bothSignedIn();
    await alice.leave();
    await stage.control('POST', 'clock', { tokenLifetimeSeconds: 8 });
    alice = await stage.enter('Alice');
    await alice.signIn();
    await alice.callsFirst(/^Call Megan/);
    await megan.press(/^Accept call from Alice Ames$/);
    await until(async () => (await alice.events('teams-call-connected')).length === 1, 'Alice is connected', 20_000);
    const exchanges = (): number =>
      stage.demo.emulator.log().filter(({ path }) => String(path).includes('exchangeAccessToken')).length;
    const before = exchanges();
    await until(() => exchanges() >= before + 3, 'the token was renewed three times', 60_000);
    assert.equal(await alice.status(), 'ready');
    assert.equal((await alice.events('teams-call-ended')).length, 0);
    await alice.press(/^Mute$/);
    await megan.page.getByRole('img', { name: 'Alice Ames is muted' }).waitFor();
    await alice.press(/^Hang up/);
    assert.equal((await alice.end()).reason, 'completed');
  });

  it('signs in although the exchange fails twice', async () => {
    alice = await stage.enter('Alice');
    await stage.control('POST', 'faults', { face: 'exchange', status: 500, times: 2 });
    await alice.signIn();
    const refused = stage.demo.emulator.log().filter(({ status }) => status === 500);
    assert.equal(refused.length, 2);
    assert.equal((await alice.events('teams-error')).length, 0);
  });

  it('stays signed in over a reload, without a window', async () => {
    alice = await stage.enter('Alice');
    await alice.signIn();
    await alice.page.reload();
    await until(async () => (await alice.status()) === 'ready', 'Alice is signed in again', 20_000);
    assert.equal(alice.context.pages().length, 1);
  });
});
