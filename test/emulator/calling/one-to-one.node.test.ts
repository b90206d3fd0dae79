import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { alice, megan, rawId } from '../hub/a-world.js';
import { aStage, stateOf, until, type Stage } from './two-pages.js';

const nothingOpen = { microphones: 0, cameras: 0, connections: 0, sounds: 0 };

describe('a call between two pages', () => {
  let stage: Stage;
  let caller: Page;
  let callee: Page;

  before(async () => {
    stage = await aStage({ timings: { userRings: 20_000, grace: 5_000 } });
    caller = await stage.page(alice);
    callee = await stage.page(megan);
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
    await page.waitForFunction(
      async (former) => {
        const { frames, brightness } = await driver.picture();
        return frames > former + 10 && brightness > 10;
      },
      before,
      { polling: 100, timeout: 15_000 },
    );
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
        'Disconnected',
        'calls +0 -1',
      ],
    );
  });
});
