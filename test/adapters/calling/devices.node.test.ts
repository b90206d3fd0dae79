import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { aStage, type Stage } from '../../emulator/calling/two-pages.js';
import { alice, megan, phones } from '../../emulator/hub/a-world.js';
import { aDesk, phoneParty, until } from './a-desk.js';

/** What happens to each wish of a person whose browser gives no microphone, or no camera. */
async function failures(stage: Stage): Promise<readonly string[]> {
  const page = await aDesk(stage, alice);
  stage.hub.startCall({ from: phones.answers, to: alice.id });
  const { id } = await until(page, undefined, ({ state }) => state === 'Ringing');
  const codes = [
    await page.evaluate((to) => desk.failure(() => desk.dial('audio', to)), phoneParty(phones.answers)),
    await page.evaluate((to) => desk.failure(() => desk.dial('video', to, true)), phoneParty(phones.answers)),
    await page.evaluate((call) => desk.failure(() => desk.calling.answer(call, true)), id),
  ];
  assert.equal((await page.evaluate((call) => desk.call(call), id))?.state, 'Ringing', 'and can still be answered');
  assert.deepEqual(await page.evaluate(() => [desk.call('audio'), desk.call('video')]), [undefined, undefined]);
  await page.context().close();
  return codes;
}

describe('a browser that is not allowed to use microphone and camera', () => {
  let stage: Stage;
  before(async () => (stage = await aStage({ refuses: true })));
  after(() => stage.close());

  it('makes no call, and says that the microphone is blocked', async () => {
    assert.deepEqual(await failures(stage), ['microphone-blocked', 'microphone-blocked', 'microphone-blocked']);
  });
});

describe('a page that may not use the camera', () => {
  let stage: Stage;
  before(async () => (stage = await aStage({ permissions: 'camera=()' })));
  after(() => stage.close());

  it('calls without video, and says that the camera is blocked', async () => {
    const page = await aDesk(stage, megan);
    await page.evaluate((to) => desk.dial('video', to, true), phoneParty(phones.answers));
    const { video } = await until(page, 'video', ({ state }) => state === 'Connected');
    assert.equal(video, false);
    assert.deepEqual(await page.evaluate(() => desk.events), ['connected', 'video without: camera-blocked']);
    assert.equal(await page.evaluate(() => desk.failure(() => desk.calling.startVideo('video'))), 'camera-blocked');
    await page.evaluate(() => desk.calling.hangUp('video'));
    await page.context().close();
  });
});

describe('a system that keeps the microphone from the browser', () => {
  let stage: Stage;
  before(async () => (stage = await aStage()));
  after(() => stage.close());

  it('makes a mute call, and says what stands in the way of unmuting', async () => {
    const page = await aDesk(stage, alice);
    await page.context().grantPermissions(['microphone']);
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = async () => {
        throw new DOMException('Permission denied by system', 'NotAllowedError');
      };
    });
    await page.evaluate((to) => desk.dial('mute', to), phoneParty(phones.answers));
    await until(page, 'mute', ({ state, muted }) => state === 'Connected' && muted);
    assert.equal(await page.evaluate(() => desk.failure(() => desk.calling.unmute('mute'))), 'microphone-blocked');
    assert.equal((await page.evaluate(() => desk.call('mute')))?.muted, true);
    await page.evaluate(() => desk.calling.hangUp('mute'));
    await page.context().close();
  });
});

describe('a machine without microphone and camera', () => {
  let stage: Stage;
  before(async () => (stage = await aStage({ without: '--use-fake-device-for-media-stream' })));
  after(() => stage.close());

  it('makes no call, and says that there is no microphone', async () => {
    assert.deepEqual(await failures(stage), ['microphone-missing', 'microphone-missing', 'microphone-missing']);
  });
});

describe('a machine without a camera', () => {
  let stage: Stage;
  let page: Page;
  before(async () => {
    stage = await aStage();
    page = await aDesk(stage, alice);
    await page.evaluate(() => {
      const { mediaDevices } = navigator;
      const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
      const enumerateDevices = mediaDevices.enumerateDevices.bind(mediaDevices);
      mediaDevices.enumerateDevices = async () =>
        (await enumerateDevices()).filter(({ kind }) => kind !== 'videoinput');
      mediaDevices.getUserMedia = async (constraints) => {
        if (constraints?.video) throw new DOMException('Requested device not found', 'NotFoundError');
        return getUserMedia(constraints);
      };
    });
  });
  after(() => stage.close());

  it('answers a call without video, and says so', async () => {
    stage.hub.startCall({ from: phones.answers, to: alice.id });
    const { id } = await until(page, undefined, ({ state }) => state === 'Ringing');
    await page.evaluate((call) => desk.calling.answer(call, true), id);
    const { video } = await until(page, id, ({ state }) => state === 'Connected');
    assert.equal(video, false);
    assert.deepEqual(await page.evaluate(() => desk.events), ['connected', `${id} without: camera-missing`]);
    assert.equal(
      await page.evaluate((call) => desk.failure(() => desk.calling.startVideo(call)), id),
      'camera-missing',
    );
    await page.evaluate((call) => desk.calling.hangUp(call), id);
  });
});
