import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { until as soon } from '../../until.js';
import { alice, megan, phones } from '../hub/a-world.js';
import { aStage, stateOf, until, type Stage } from './two-pages.js';

const nothingOpen = { microphones: 0, cameras: 0, connections: 0, sounds: 0 };

describe('a call with somebody scripted', () => {
  let stage: Stage;
  let page: Page;

  before(async () => {
    stage = await aStage({ timings: { userRings: 20_000 } });
    page = await stage.page(alice);
  });
  afterEach(() => page.evaluate(() => driver.tidy()));
  after(() => stage.close());

  it('hears a phone talk, by its name, until it hangs up', async () => {
    await page.evaluate((phoneNumber) => driver.dial({ phoneNumber }), phones.answers);
    const { participant, devices } = await until(page, (state) => state.participant?.speaking === true);
    assert.deepEqual(participant?.identifier, {
      kind: 'phoneNumber',
      phoneNumber: phones.answers,
      rawId: `4:${phones.answers}`,
    });
    assert.equal(participant.displayName, 'Phone that answers');
    assert.deepEqual(devices, { microphones: 1, cameras: 0, connections: 0, sounds: 1 });
    assert.ok((await page.evaluate(() => driver.events)).includes('Ringing'));

    const [call] = stage.hub.calls();
    assert.ok(call);
    stage.hub.act(call.id, { as: phones.answers, action: 'hang-up' });
    const ended = await until(page, (state) => state.call === 'Disconnected');
    assert.equal(ended.reason, '0/560000');
    assert.deepEqual(ended.devices, nothingOpen);
  });

  it('hears oneself in the echo test, after what one said was recorded', async () => {
    await page.evaluate(() => driver.dial({ id: '8:echo123' }));
    await until(page, ({ call }) => call === 'Connected');
    const silent = await page.evaluate(async () => {
      const from = performance.now();
      const [echo] = driver.call?.remoteParticipants ?? [];
      await new Promise<void>((heard) => echo?.on('isSpeakingChanged', heard));
      return performance.now() - from;
    });
    assert.ok(silent > 2_000, `it records first: ${silent} ms`);
    assert.deepEqual((await stateOf(page)).participant?.identifier, { kind: 'unknown', id: '8:echo123' });
  });

  const failures = [
    ['busy', '486/560486'],
    ['no-answer', '408/4506'],
    ['declines', '603/0'],
  ] as const;
  for (const [behaviour, reason] of failures) {
    it(`tells that a phone is "${behaviour}"`, async () => {
      await page.evaluate((phoneNumber) => driver.dial({ phoneNumber }), phones[behaviour]);
      const ended = await until(page, ({ call }) => call === 'Disconnected');
      assert.equal(ended.reason, reason);
      assert.deepEqual(ended.devices, nothingOpen);
    });
  }

  it('takes a call from a phone, with its name', async () => {
    stage.hub.startCall({ from: phones.busy, to: alice.id });
    await soon(() => page.evaluate(() => driver.incoming?.callerInfo.displayName === 'Phone that busy'));
    await page.evaluate(() => driver.accept());
    const { participant } = await until(page, (state) => state.participant?.speaking === true);
    assert.equal(participant?.displayName, 'Phone that busy');
    await page.evaluate(() => driver.call?.hangUp());
    assert.deepEqual((await stateOf(page)).devices, nothingOpen);
  });

  it('sees a scripted user who calls with a picture', async () => {
    stage.hub.startCall({ from: megan.id, to: alice.id, video: true });
    await soon(() => page.evaluate(() => driver.incoming?.callEndReason === undefined && !!driver.incoming));
    await page.evaluate(() => driver.accept());
    await until(page, ({ participant }) => participant?.streams[0] === 'Video true');
    await soon(async () => {
      const { frames, brightness, width } = await page.evaluate(() => driver.picture());
      return frames > 10 && brightness > 10 && width === 640;
    }, 'the drawn person moves');
    await page.evaluate(() => driver.call?.hangUp());
    assert.deepEqual((await stateOf(page)).devices, nothingOpen);
  });
});
