import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { until as soon } from '../../until.js';
import { alice, megan, rawId, withoutPhonePlan } from '../hub/a-world.js';
import { aStage, stateOf, until, type Stage } from './two-pages.js';

const nothingOpen = { microphones: 0, cameras: 0, connections: 0, sounds: 0 };

describe('a call between two pages', () => {
  let stage: Stage;
  let caller: Page;
  let callee: Page;

  before(async () => {
    stage = await aStage({ timings: { userRings: 20_000, grace: 3_000 } });
    caller = await stage.page(alice);
    callee = await stage.page(megan);
  });
  // What one test left behind is not the next one's.
  afterEach(async () => {
    for (const page of [caller, callee]) await page.evaluate(() => driver.tidy());
  });
  after(() => stage.close());

  const ring = async (video: boolean): Promise<void> => {
    await caller.evaluate(() => void (driver.events.length = 0));
    await callee.evaluate(() => void (driver.events.length = 0));
    const callee_ = { microsoftTeamsUserId: megan.id };
    const first = await caller.evaluate(([to, on]) => driver.dial(to, on), [callee_, video] as const);
    assert.equal(first, 'None', 'a call starts in state None');
    await until(caller, ({ call }) => call === 'Ringing');
    await callee.waitForFunction(() => driver.events.includes('incoming'));
  };

  const seesMovingPicture = async (page: Page): Promise<void> => {
    const { frames: before } = await page.evaluate(() => driver.picture());
    await soon(async () => {
      const { frames, brightness } = await page.evaluate(() => driver.picture());
      return frames > before + 10 && brightness > 10;
    }, 'more than ten frames arrive that are not black');
  };

  it('rings, connects, shows moving pictures on both sides, and leaves nothing open', async () => {
    await ring(true);
    await callee.evaluate(() => driver.accept(true));
    await until(caller, ({ call }) => call === 'Connected');
    await until(callee, ({ call }) => call === 'Connected');
    await seesMovingPicture(caller);
    await seesMovingPicture(callee);
    const { participant, devices } = await stateOf(caller);
    assert.deepEqual(participant?.identifier, {
      kind: 'microsoftTeamsUser',
      microsoftTeamsUserId: megan.id,
      isAnonymous: false,
      cloud: 'public',
      rawId: rawId(megan),
    });
    assert.equal(participant?.displayName, undefined, 'the service does not name Teams users');
    assert.deepEqual(participant?.streams, ['Video true', 'ScreenSharing false']);
    assert.deepEqual(devices, { microphones: 1, cameras: 1, connections: 1, sounds: 0 });

    await caller.evaluate(() => driver.call?.hangUp());
    const ended = await until(callee, ({ call }) => call === 'Disconnected');
    assert.equal(ended.reason, '0/0');
    assert.deepEqual(ended.devices, nothingOpen);
    const here = await stateOf(caller);
    assert.equal(here.reason, '0/0');
    assert.deepEqual(here.devices, nothingOpen);
    assert.equal(here.calls, 0);
    assert.deepEqual(
      (await caller.evaluate(() => driver.events)).filter((event) => !event.startsWith('video')),
      [
        'None',
        'calls +1 -0',
        'Connecting',
        'id changed',
        'Ringing',
        'Connected',
        'Disconnecting',
        'calls +0 -1',
        'Disconnected',
      ],
    );
  });

  const connect = async (video = false): Promise<void> => {
    await ring(video);
    await callee.evaluate(() => driver.accept());
    await until(caller, ({ call }) => call === 'Connected');
    await until(callee, ({ call }) => call === 'Connected');
  };

  const hangUp = async (page: Page): Promise<void> => {
    await page.evaluate(() => driver.call?.hangUp());
    await until(caller, ({ call }) => call === 'Disconnected');
    await until(callee, ({ call }) => call === 'Disconnected');
  };

  it('carries sound both ways, and shows the other side who is mute', async () => {
    await connect();
    await until(caller, ({ participant }) => participant?.speaking === true);
    await until(callee, ({ participant }) => participant?.speaking === true);

    const rightAfter = await caller.evaluate(async () => {
      await driver.call?.mute();
      return driver.call?.isMuted;
    });
    assert.equal(rightAfter, false, 'isMuted settles late');
    await until(caller, ({ muted }) => muted === true);
    await until(callee, ({ participant }) => participant?.muted === true && !participant.speaking);

    await caller.evaluate(() => driver.call?.unmute());
    await until(callee, ({ participant }) => participant?.muted === false && participant.speaking);
    await hangUp(callee);
  });

  it('shows a picture that is started in the middle, and drops it when it stops', async () => {
    await connect();
    assert.deepEqual((await stateOf(callee)).participant?.streams, ['Video false', 'ScreenSharing false']);
    await caller.evaluate(() => driver.startVideo());
    await until(callee, ({ participant }) => participant?.streams[0] === 'Video true');
    await seesMovingPicture(callee);
    assert.equal((await stateOf(caller)).video, true);

    await caller.evaluate(() => driver.stopVideo());
    await until(callee, ({ participant }) => participant?.streams[0] === 'Video false');
    const { video, devices } = await until(caller, ({ devices: { cameras } }) => cameras === 0);
    assert.equal(video, false);
    assert.equal(devices['microphones'], 1, 'the call goes on');

    await caller.evaluate(() => driver.startVideo());
    await seesMovingPicture(callee);
    await hangUp(caller);
    assert.deepEqual((await stateOf(caller)).devices, nothingOpen);
  });

  it('ends as declined', async () => {
    await ring(false);
    await callee.evaluate(() => driver.incoming?.reject());
    const { reason, devices } = await until(caller, ({ call }) => call === 'Disconnected');
    assert.equal(reason, '487/10024');
    assert.deepEqual(devices, nothingOpen);
    assert.ok((await callee.evaluate(() => driver.events)).includes('incoming ended 603/0'));
    assert.deepEqual(await callee.evaluate(() => driver.failure(() => driver.incoming?.accept())), {
      name: 'CallingCommunicationError',
      code: 400,
      subCode: 41006,
      message: 'This call does not ring any longer.',
    });
  });

  it('ends as cancelled, and cannot be hung up twice', async () => {
    await ring(true);
    const second = await caller.evaluate(async () => {
      await driver.call?.hangUp();
      return driver.failure(() => driver.call?.hangUp());
    });
    assert.deepEqual(second, {
      name: 'CallingCommunicationError',
      code: 0,
      subCode: 0,
      message: 'Call ended successfully by local participant.',
    });
    await callee.waitForFunction(() => driver.events.includes('incoming ended 487/0'));
    const { reason, devices } = await stateOf(caller);
    assert.equal(reason, '0/0');
    assert.deepEqual(devices, nothingOpen, 'the camera that was to be sent is off');
  });

  it('cancels a call that the hub has not heard of yet', async () => {
    await callee.evaluate(() => void (driver.events.length = 0));
    await caller.evaluate(async (to) => {
      await driver.dial({ microsoftTeamsUserId: to });
      await driver.call?.hangUp();
    }, megan.id);
    assert.equal((await stateOf(caller)).reason, '0/0');
    assert.deepEqual(stage.hub.calls(), []);
  });

  it('goes on through a line to the hub that breaks', async () => {
    await connect();
    await caller.evaluate(() => void (driver.events.length = 0));
    stage.dropLines();
    await caller.waitForFunction(() => driver.events.includes('agent Disconnected connectionIssue'));
    await caller.waitForFunction(() => driver.events.includes('agent Connected'));
    await until(callee, ({ agent }) => agent === 'Connected');
    await caller.evaluate(() => driver.startVideo());
    await seesMovingPicture(callee);
    await hangUp(caller);
    assert.equal((await stateOf(callee)).reason, '0/0');
  });

  it('is hung up at once while the line is broken, and the hub hears of it later', async () => {
    await connect();
    stage.order({ match: '/hub', drop: true });
    stage.dropLines();
    await until(caller, ({ agent }) => agent === 'Disconnected');
    await caller.evaluate(() => driver.call?.hangUp());
    const { call, devices } = await stateOf(caller);
    assert.equal(call, 'Disconnected');
    assert.deepEqual(devices, nothingOpen);
    assert.equal((await stateOf(callee)).call, 'Connected');
    stage.forgive();
    assert.equal((await until(callee, (state) => state.call === 'Disconnected')).reason, '0/0');
  });

  it('ends when the other page is closed', async () => {
    const guest = await stage.page(withoutPhonePlan);
    await caller.evaluate((to) => driver.dial({ microsoftTeamsUserId: to }), withoutPhonePlan.id);
    await guest.waitForFunction(() => driver.events.includes('incoming'));
    await guest.evaluate(() => driver.accept());
    await until(caller, ({ call }) => call === 'Connected');
    await guest.context().close();
    const { reason, devices } = await until(caller, ({ call }) => call === 'Disconnected');
    assert.equal(reason, '410/3101');
    assert.deepEqual(devices, nothingOpen);
  });
});
