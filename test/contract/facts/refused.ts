import { expect } from 'chai';
import type { Facts, Given } from '../fact.js';

async function refusalOfSound({ sdk, devices, refusal }: Given): Promise<string> {
  const [ghost] = await (await devices()).getMicrophones();
  if (!ghost) throw new Error('There is no ghost.');
  const stream = new sdk.LocalAudioStream(ghost);
  const code = await refusal(() => stream.getVolume());
  stream.dispose();
  return code;
}

export const refused: Facts = {
  'neither may be used': async ({ devices }) => {
    const manager = await devices();
    const no = { audio: false, video: false };
    expect(await manager.askDevicePermission({ audio: true, video: true })).to.deep.equal(no);
    expect(await manager.askDevicePermission({ audio: true, video: false })).to.deep.equal(no);
    expect(await manager.askDevicePermission({ audio: false, video: true })).to.deep.equal(no);
  },
  'the lists have a ghost each, and the ghosts are selected': async ({ devices }) => {
    const manager = await devices();
    const cameras = await manager.getCameras();
    const microphones = await manager.getMicrophones();
    expect(cameras.map(({ id, name }) => [id, name])).to.deep.equal([['camera:', '']]);
    expect(microphones.map(({ id, name, isSystemDefault }) => [id, name, isSystemDefault])).to.deep.equal([
      ['microphone:', '', true],
    ]);
    expect(manager.selectedMicrophone?.id).to.equal('microphone:');
  },
  'a ghost has no picture: a view says why, a stream only that': async ({ sdk, devices, render, refusal }) => {
    const [ghost] = await (await devices()).getCameras();
    if (!ghost) throw new Error('There is no ghost.');
    const stream = new sdk.LocalVideoStream(ghost);
    expect(await refusal(() => stream.getMediaStream())).to.equal('500/43007');
    expect(await refusal(() => render(stream).createView())).to.equal('403/43001');
    stream.dispose();
  },
  'a ghost has no sound: it says why': {
    of: ['the SDK', 'the emulator'],
    because: 'the oldest SDK does not say that it is the permission',
    find: async (given) => void expect(await refusalOfSound(given)).to.equal('403/43610'),
  },
  'a ghost has no sound: it says only that': {
    of: ['the oldest SDK'],
    because: 'later ones say that it is the permission',
    find: async (given) => void expect(await refusalOfSound(given)).to.equal('500/43602'),
  },
};
