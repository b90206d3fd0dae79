import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { stateOf, aStage, type Stage } from '../../emulator/calling/two-pages.js';
import { aToken } from '../../emulator/hub/a-token.js';
import { alice, megan, phones, rawId } from '../../emulator/hub/a-world.js';
import { aDesk, phoneParty, until, untilItMoves, userParty } from './a-desk.js';

describe('calls through the adapter', () => {
  let stage: Stage;
  let caller: Page;
  let callee: Page;
  let id: string;
  let count = 0;

  before(async () => {
    stage = await aStage({ timings: { userRings: 20_000, grace: 3_000 } });
    caller = await aDesk(stage, alice);
    callee = await aDesk(stage, megan);
  });
  after(() => stage.close());
  beforeEach(async () => {
    id = `our-${++count}`;
    for (const page of [caller, callee]) await page.evaluate(() => void (desk.told.length = desk.events.length = 0));
  });

  /** Gives the callee's id of the call. */
  const ring = async (video = false): Promise<string> => {
    await caller.evaluate(([ours, to, on]) => desk.dial(ours, to, on), [id, userParty(megan), video] as const);
    await until(caller, id, ({ state }) => state === 'Ringing');
    return (await until(callee, undefined, ({ state }) => state === 'Ringing')).id;
  };

  const talk = async (video = false): Promise<string> => {
    const theirs = await ring(video);
    await callee.evaluate(([call, on]) => desk.calling.answer(call, on), [theirs, video] as const);
    await until(caller, id, ({ state }) => state === 'Connected');
    await until(callee, theirs, ({ state }) => state === 'Connected');
    return theirs;
  };

  const ends = async (page: Page, call: string) => {
    const { end } = await until(page, call, ({ state }) => state === 'Disconnected');
    return [end?.reason, end?.by, end?.error?.code];
  };

  const hangUp = (page: Page, call: string) => page.evaluate((which) => desk.calling.hangUp(which), call);

  it('shows a call on both sides under ids of our own, from the first ring to the last word', async () => {
    const theirs = await talk();
    assert.notEqual(theirs, id);
    const here = await until(caller, id, ({ participants: [other] }) => other?.state === 'Connected');
    assert.deepEqual([here.direction, here.kind, here.participants[0]?.id], ['Outgoing', 'teams', rawId(megan)]);
    const there = await until(callee, theirs, ({ participants: [other] }) => other?.state === 'Connected');
    assert.deepEqual([there.direction, there.kind, there.participants[0]?.id], ['Incoming', 'teams', rawId(alice)]);

    await hangUp(callee, theirs);
    assert.deepEqual(await ends(callee, theirs), ['completed', 'local', undefined]);
    assert.deepEqual(await ends(caller, id), ['completed', 'remote', undefined]);

    const told = await caller.evaluate((call) => desk.states(call), id);
    assert.deepEqual([...new Set(told)].slice(0, 3), ['None', 'Connecting', 'Ringing']);
    const answered = await callee.evaluate((call) => desk.states(call), theirs);
    assert.deepEqual([...new Set(answered)].slice(0, 3), ['Ringing', 'Connecting', 'Connected']);
    const ids = await callee.evaluate(() => [...new Set(desk.told.map((call) => call.id))]);
    assert.deepEqual(ids, [theirs], 'the answered call is not delivered as a second one');
  });

  it('says nothing twice, and nothing after the end, and listens to nobody then', async () => {
    const theirs = await talk();
    await hangUp(caller, id);
    assert.deepEqual(await ends(caller, id), ['completed', 'local', undefined]);
    assert.deepEqual(await ends(callee, theirs), ['completed', 'remote', undefined]);
    for (const page of [caller, callee]) {
      const repeated = await page.evaluate(() =>
        desk.told.some((call, at) => JSON.stringify(call) === JSON.stringify(desk.told[at - 1])),
      );
      assert.equal(repeated, false);
      assert.deepEqual(await page.evaluate(() => desk.told.filter(({ end }) => end).length), 1);
      assert.deepEqual(await page.evaluate(() => desk.told.at(-1)?.state), 'Disconnected');
      assert.deepEqual(await page.evaluate(() => desk.listeners()), { TeamsCallAgent: 3 });
    }
  });

  it('tells of muting when it has settled, on both sides', async () => {
    const theirs = await talk();
    await caller.evaluate((call) => desk.calling.mute(call), id);
    await until(caller, id, ({ muted }) => muted);
    await until(callee, theirs, ({ participants: [other] }) => other?.muted === true);
    await caller.evaluate((call) => desk.calling.unmute(call), id);
    await until(caller, id, ({ muted }) => !muted);
    await until(callee, theirs, ({ participants: [other] }) => other?.muted === false);
    await hangUp(caller, id);
    await ends(callee, theirs);
  });

  it('shows the pictures of both, our own as well, and lets go of the camera at the end', async () => {
    const theirs = await talk(true);
    await until(caller, id, ({ video, participants: [other] }) => video && other?.video === true);
    await until(callee, theirs, ({ video, participants: [other] }) => video && other?.video === true);
    await untilItMoves(caller, id, rawId(megan));
    await untilItMoves(callee, theirs, rawId(alice));
    await untilItMoves(caller, id, 'local');
    await hangUp(caller, id);
    await ends(callee, theirs);
    for (const page of [caller, callee]) assert.equal((await stateOf(page)).devices['cameras'], 0);
    assert.equal(
      await caller.evaluate((call) => desk.failure(() => desk.calling.stream(call, 'local')), id),
      'call-unknown',
    );
  });

  it('starts and stops video in the middle of a call', async () => {
    const theirs = await talk();
    assert.equal(
      await callee.evaluate(([call, who]) => desk.failure(() => desk.calling.stream(call, who)), [
        theirs,
        rawId(alice),
      ] as const),
      'video-failed',
    );
    await caller.evaluate((call) => desk.calling.startVideo(call), id);
    await until(caller, id, ({ video }) => video);
    await until(callee, theirs, ({ participants: [other] }) => other?.video === true);
    await untilItMoves(callee, theirs, rawId(alice));
    await caller.evaluate((call) => desk.calling.stopVideo(call), id);
    await until(caller, id, ({ video }) => !video);
    await until(callee, theirs, ({ participants: [other] }) => other?.video === false);
    assert.equal((await stateOf(caller)).devices['cameras'], 0, 'the light of the camera is out');
    await caller.evaluate((call) => desk.calling.startVideo(call), id);
    await untilItMoves(caller, id, 'local');
    await hangUp(caller, id);
    await ends(callee, theirs);
  });

  it('declines', async () => {
    const theirs = await ring();
    await callee.evaluate((call) => desk.calling.reject(call), theirs);
    assert.deepEqual(await ends(callee, theirs), ['rejected', 'local', undefined]);
    assert.deepEqual(await ends(caller, id), ['rejected', 'remote', undefined]);
    assert.equal(
      await callee.evaluate((call) => desk.failure(() => desk.calling.answer(call, false)), theirs),
      'call-unknown',
    );
  });

  it('cancels, and takes hanging up twice for done', async () => {
    const theirs = await ring(true);
    await caller.evaluate((call) => Promise.all([desk.calling.hangUp(call), desk.calling.hangUp(call)]), id);
    assert.deepEqual(await ends(caller, id), ['canceled', 'local', undefined]);
    assert.deepEqual(await ends(callee, theirs), ['missed', 'remote', undefined]);
    assert.equal((await stateOf(caller)).devices['cameras'], 0);
    assert.deepEqual(await callee.evaluate(() => desk.listeners()), { TeamsCallAgent: 3 });
  });

  it('rings everywhere, and is silent where another device answered', async () => {
    const tablet = await aDesk(stage, megan);
    const theirs = await ring();
    const there = await until(tablet, undefined, ({ state }) => state === 'Ringing');
    await tablet.evaluate((call) => desk.calling.answer(call, false), there.id);
    assert.deepEqual(await ends(callee, theirs), ['answered-elsewhere', 'local', undefined]);
    await until(caller, id, ({ state }) => state === 'Connected');
    await hangUp(caller, id);
    await ends(tablet, there.id);
    await tablet.context().close();
  });

  it('is silent on the slower of two devices that answer in the same moment', async () => {
    const tablet = await aDesk(stage, megan);
    const theirs = await ring();
    const there = await until(tablet, undefined, ({ state }) => state === 'Ringing');
    const failures = await Promise.all([
      callee.evaluate((call) => desk.failure(() => desk.calling.answer(call, false)), theirs),
      tablet.evaluate((call) => desk.failure(() => desk.calling.answer(call, false)), there.id),
    ]);
    // The service may take both answers, and end the slower one then: that is as silent.
    for (const failure of failures) assert.ok(['aborted', 'nothing failed'].includes(failure), failure);
    assert.ok(failures.includes('nothing failed'));
    await until(caller, id, ({ state }) => state === 'Connected');
    await hangUp(caller, id);
    const reasons = [(await ends(callee, theirs))[0], (await ends(tablet, there.id))[0]];
    assert.deepEqual(reasons.sort(), ['answered-elsewhere', 'completed']);
    await tablet.context().close();
  });

  it('knows how calls to phones end', async () => {
    const table = [
      [phones.busy, ['busy', 'remote', undefined]],
      [phones.declines, ['rejected', 'remote', undefined]],
      [phones['no-answer'], ['no-answer', 'service', undefined]],
      ['+14255550199', ['failed', 'service', 'number-unknown']],
    ] as const;
    for (const [number, expected] of table) {
      const call = `${id}-${number}`;
      await caller.evaluate(([ours, to]) => desk.dial(ours, to), [call, phoneParty(number)] as const);
      assert.deepEqual(await ends(caller, call), expected, number);
      assert.equal((await caller.evaluate((which) => desk.call(which), call))?.kind, 'phone');
    }
  });

  it('takes a call from a phone', async () => {
    stage.hub.startCall({ from: phones.answers, to: megan.id });
    const { id: theirs, kind, participants } = await until(callee, undefined, ({ state }) => state === 'Ringing');
    assert.deepEqual([kind, participants[0]?.id], ['phone', `4:${phones.answers}`]);
    await callee.evaluate((call) => desk.calling.answer(call, false), theirs);
    await until(callee, theirs, ({ state }) => state === 'Connected');
    await hangUp(callee, theirs);
    assert.deepEqual(await ends(callee, theirs), ['completed', 'local', undefined]);
  });

  it('goes on when a listener of the page throws', async () => {
    await caller.evaluate(() => void (desk.clumsy = true));
    const theirs = await talk();
    await hangUp(caller, id);
    assert.deepEqual(await ends(callee, theirs), ['completed', 'remote', undefined]);
    await caller.evaluate(() => void (desk.clumsy = false));
    assert.ok((await caller.evaluate(() => desk.warnings)).includes('a listener to calls threw'));
  });

  it('refuses commands that do not fit', async () => {
    const theirs = await ring();
    const refusals = await callee.evaluate(
      async (call) => [
        await desk.failure(() => desk.calling.mute(call)),
        await desk.failure(() => desk.calling.startVideo(call)),
        await desk.failure(() => desk.calling.stream(call, 'local')),
        await desk.failure(() => desk.calling.hangUp('nobody')),
      ],
      theirs,
    );
    assert.deepEqual(refusals, ['not-supported', 'not-supported', 'video-failed', 'call-unknown']);
    assert.equal(
      await caller.evaluate((call) => desk.failure(() => desk.calling.answer(call, false)), id),
      'not-supported',
    );
    await hangUp(callee, theirs);
    assert.deepEqual(await ends(callee, theirs), ['rejected', 'local', undefined], 'a ringing call is declined');
    await ends(caller, id);
  });

  it('says when the line is lost and when it is back', async () => {
    stage.dropLines();
    await caller.waitForFunction(() => desk.events.join() === 'not connected,connected');
    await callee.waitForFunction(() => desk.events.join() === 'not connected,connected');
  });

  it('lets everything go when it is told to: calls, devices, listeners, and the line', async () => {
    const page = await aDesk(stage);
    await page.evaluate((token) => desk.connect(token), aToken(alice));
    await page.evaluate(([ours, to]) => desk.dial(ours, to, true), [id, userParty(megan)] as const);
    const theirs = (await until(callee, undefined, ({ state }) => state === 'Ringing')).id;
    await callee.evaluate((call) => desk.calling.answer(call, false), theirs);
    await until(page, id, ({ state }) => state === 'Connected');

    await page.evaluate(() => {
      desk.told.length = desk.events.length = 0;
      desk.leave();
    });
    assert.deepEqual(await ends(callee, theirs), ['completed', 'remote', undefined]);
    await page.waitForFunction(() => Object.values(driver.state().devices).every((open) => open === 0));
    assert.deepEqual(await page.evaluate(() => desk.listeners()), {});
    assert.deepEqual(await page.evaluate(() => [...desk.told, ...desk.events]), []);
    assert.equal(
      await page.evaluate((to) => desk.failure(() => desk.dial('late', to)), userParty(megan)),
      'call-service-unreachable',
    );
    await page.evaluate((token) => desk.connect(token), aToken(alice));
    assert.deepEqual(await page.evaluate(() => desk.events), ['connected'], 'and can begin anew');
    await page.context().close();
  });
});
