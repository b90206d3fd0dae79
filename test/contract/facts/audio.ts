import { expect } from 'chai';
import { until } from '../../until.js';
import type { ContractAudio } from '../calling-module.js';
import type { Facts, Given } from '../fact.js';

async function aMicrophone({ sdk, devices }: Given): Promise<ContractAudio> {
  const [microphone] = await (await devices()).getMicrophones();
  if (!microphone) throw new Error('There is no microphone.');
  return new sdk.LocalAudioStream(microphone);
}

export const audio: Facts = {
  'a microphone says how loud it is, until it is disposed': async (given) => {
    const stream = await aMicrophone(given);
    expect([stream.mediaStreamType, stream.source.deviceType]).to.deep.equal(['Audio', 'Microphone']);
    const volume = await stream.getVolume();
    expect(await stream.getVolume(), 'one for all who ask').to.equal(volume);
    const levels: number[] = [];
    volume.on('levelChanged', () => levels.push(volume.level));
    // The fake microphone beeps.
    await until(() => levels.filter((level) => level > 0).length > 2);
    expect(Math.max(...levels)).to.be.at.most(100);
    const [track] = (await stream.getMediaStream()).getAudioTracks();
    expect(track?.readyState).to.equal('live');
    stream.dispose();
    await until(() => track?.readyState === 'ended');
    const told = levels.length;
    const heard = await navigator.mediaDevices.getUserMedia({ audio: true });
    // As long as three levels take, on the clock of the sound itself.
    const context = new AudioContext();
    await until(() => context.currentTime > 0.6);
    await context.close();
    heard.getTracks().forEach((one) => one.stop());
    expect(levels.length).to.equal(told);
  },
  'events that there are none of are refused': async (given) => {
    const stream = await aMicrophone(given);
    const volume = await stream.getVolume();
    const sung = 'sung' as 'levelChanged';
    expect(await given.refusal(() => volume.on(sung, () => {}))).to.equal('400/41060');
    expect(await given.refusal(() => volume.off(sung, () => {}))).to.equal('400/41061');
    stream.dispose();
  },
  'only a microphone can be a source': async ({ sdk, refusal }) => {
    expect(await refusal(() => new sdk.LocalAudioStream(undefined as never))).to.equal('400/43600');
  },
};
