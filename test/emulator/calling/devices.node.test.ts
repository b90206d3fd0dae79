import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { alice, megan, phones } from '../hub/a-world.js';
import { askLikeADesktopBrowser } from './page/ask-like-a-desktop-browser.js';
import { aStage, letsAllUseDevices, stateOf, until } from './two-pages.js';

describe('devices', () => {
  it('are listed with names where they may be used, and the usual one of each is selected', async (t) => {
    const stage = await aStage();
    t.after(() => stage.close());
    const page = await stage.page();
    const found = await page.evaluate(async () => {
      const devices = await driver.client.getDeviceManager();
      const changes = [devices.selectedMicrophone.id, devices.selectedSpeaker.id];
      devices.on('selectedMicrophoneChanged', () => changes.push(devices.selectedMicrophone.id));
      const access = await devices.askDevicePermission({ audio: true, video: true });
      const microphones = await devices.getMicrophones();
      const other = microphones.at(-1);
      if (other) await devices.selectMicrophone(other);
      return {
        access,
        changes,
        other: other?.id,
        microphones: microphones.map(({ id, deviceType, isSystemDefault }) => ({ id, deviceType, isSystemDefault })),
        cameras: await devices.getCameras(),
        speakers: (await devices.getSpeakers()).length,
        unknownEvent: await driver.failure(() => devices.on('sung' as 'videoDevicesUpdated', () => undefined)),
      };
    });
    assert.deepEqual(found.access, { audio: true, video: true });
    assert.ok(found.cameras.length > 0 && found.speakers > 0);
    assert.ok(found.cameras.every(({ id, name }) => /^camera:.+/.test(id) && name !== ''));
    assert.deepEqual(found.microphones[0], {
      id: 'microphone:default',
      deviceType: 'Microphone',
      isSystemDefault: true,
    });
    assert.deepEqual(found.changes, ['microphone:default', 'speaker:default', found.other]);
    assert.equal(found.unknownEvent?.code, 422);
    assert.deepEqual((await stateOf(page)).devices, { microphones: 0, cameras: 0, connections: 0, sounds: 0 });
  });

  it('that may not be used are ghosts, and a call goes on mute without them', async (t) => {
    const stage = await aStage({ refuses: true });
    t.after(() => stage.close());
    const page = await stage.page(alice);
    const found = await page.evaluate(async () => {
      const devices = await driver.client.getDeviceManager();
      const access = await devices.askDevicePermission({ audio: true, video: true });
      const cameras = await devices.getCameras();
      const [ghost] = cameras;
      const stream = ghost && new driver.calling.LocalVideoStream(ghost);
      return { access, cameras, failure: await driver.failure(() => stream?.getMediaStream()) };
    });
    assert.deepEqual(found.access, { audio: false, video: false });
    assert.deepEqual(found.cameras, [{ id: 'camera:', name: '', deviceType: 'UsbCamera' }]);
    assert.deepEqual([found.failure?.code, found.failure?.subCode], [500, 43007]);

    await page.evaluate((phoneNumber) => driver.dial({ phoneNumber }, true), phones.answers);
    await until(page, ({ call, muted, video }) => call === 'Connected' && muted === true && video === false);
    const unmute = await page.evaluate(() => driver.failure(() => driver.call?.unmute()));
    assert.equal(unmute?.code, 400);
    assert.equal((await stateOf(page)).muted, true);
  });

  it('that may be used from now on are listed and selected without asking anew', async (t) => {
    const stage = await aStage({ without: letsAllUseDevices });
    t.after(() => stage.close());
    const page = await stage.page(alice);
    await page.evaluate(askLikeADesktopBrowser);
    const ask = (): Promise<object> =>
      page.evaluate(async () => {
        const devices = await driver.client.getDeviceManager();
        return devices.askDevicePermission({ audio: true, video: true });
      });
    assert.deepEqual(await ask(), { audio: false, video: false });
    await page.evaluate(async () => {
      const devices = await driver.client.getDeviceManager();
      devices.on('selectedMicrophoneChanged', () => (document.title = devices.selectedMicrophone.id));
    });
    await page.context().grantPermissions(['microphone', 'camera']);
    await page.waitForFunction(() => document.title === 'microphone:default', undefined, { timeout: 10_000 });
    const names = await page.evaluate(async () => {
      const devices = await driver.client.getDeviceManager();
      return [...(await devices.getMicrophones()), ...(await devices.getCameras())].map(({ name }) => name);
    });
    assert.ok(names.length >= 2 && !names.includes(''), JSON.stringify(names));
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('No device has to start for this.'));
    });
    assert.deepEqual(await ask(), { audio: true, video: true });
  });

  it('that do not exist count as allowed, and there are none', async (t) => {
    const stage = await aStage({ without: '--use-fake-device-for-media-stream' });
    t.after(() => stage.close());
    const page = await stage.page(megan);
    const found = await page.evaluate(async () => {
      const devices = await driver.client.getDeviceManager();
      const access = await devices.askDevicePermission({ audio: true, video: true });
      return { access, cameras: await devices.getCameras(), microphones: await devices.getMicrophones() };
    });
    assert.deepEqual(found, { access: { audio: true, video: true }, cameras: [], microphones: [] });
  });

  it('may be a stream of the page, which the call does not stop', async (t) => {
    const stage = await aStage();
    t.after(() => stage.close());
    const page = await stage.page(alice);
    await page.evaluate((phoneNumber) => driver.dial({ phoneNumber }), phones.answers);
    await until(page, ({ call }) => call === 'Connected');
    const found = await page.evaluate(async () => {
      const given = document.createElement('canvas').captureStream();
      const stream = new driver.calling.LocalVideoStream(given);
      await driver.call?.startVideo(stream);
      const { source, mediaStreamType } = stream;
      const twice = await driver.failure(() => driver.call?.startVideo(stream));
      const other = await driver.failure(() => driver.call?.stopVideo(new driver.calling.LocalVideoStream(given)));
      await driver.call?.hangUp();
      return { source, mediaStreamType, twice, other, track: given.getTracks()[0]?.readyState };
    });
    assert.deepEqual([found.source.name, found.source.deviceType], ['CustomMediaStream', 'Virtual']);
    assert.equal(found.mediaStreamType, 'RawMedia');
    assert.deepEqual([found.twice?.code, found.twice?.subCode], [400, 41027]);
    assert.deepEqual([found.other?.code, found.other?.subCode], [400, 41032]);
    assert.equal(found.track, 'live');
  });
});
