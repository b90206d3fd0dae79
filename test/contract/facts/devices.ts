import { expect } from 'chai';
import type { Facts } from '../fact.js';

export const devices: Facts = {
  'both devices may be used, and one that was asked for alone too': async ({ devices }) => {
    const manager = await devices();
    expect(await manager.askDevicePermission({ audio: true, video: true })).to.deep.equal({ audio: true, video: true });
    expect((await manager.askDevicePermission({ audio: true, video: false })).audio).to.equal(true);
    expect((await manager.askDevicePermission({ audio: false, video: true })).video).to.equal(true);
  },
  'to ask for nothing is refused': async ({ devices, refusal }) => {
    const manager = await devices();
    expect(await refusal(() => manager.askDevicePermission({ audio: false, video: false }))).to.equal('400/40612');
  },
  'devices have the kind in front of the id of the browser': async ({ devices }) => {
    const manager = await devices();
    const [cameras, microphones, speakers] = await Promise.all([
      manager.getCameras(),
      manager.getMicrophones(),
      manager.getSpeakers(),
    ]);
    expect(cameras).not.to.have.length(0);
    for (const { id, name, deviceType } of cameras) {
      expect([/^camera:.+/.test(id), name !== '', deviceType]).to.deep.equal([true, true, 'UsbCamera']);
    }
    for (const [list, kind] of [
      [microphones, 'Microphone'],
      [speakers, 'Speaker'],
    ] as const) {
      const [first] = list;
      expect([first?.id, first?.isSystemDefault, first?.deviceType]).to.deep.equal([
        `${kind.toLowerCase()}:default`,
        true,
        kind,
      ]);
      expect(list.filter(({ isSystemDefault }) => isSystemDefault)).to.have.length(1);
    }
  },
  'the default microphone and speaker are selected, and no camera ever is': async ({ devices }) => {
    const manager = await devices();
    expect(manager.isSpeakerSelectionAvailable).to.equal(true);
    expect([manager.selectedMicrophone?.id, manager.selectedSpeaker?.id]).to.deep.equal([
      'microphone:default',
      'speaker:default',
    ]);
  },
  'another microphone is selected, and told of once': async ({ devices }) => {
    const manager = await devices();
    const other = (await manager.getMicrophones()).at(-1);
    if (!other) throw new Error('There is no microphone.');
    const told: (string | undefined)[] = [];
    const note = (): void => void told.push(manager.selectedMicrophone?.id);
    manager.on('selectedMicrophoneChanged', note);
    await manager.selectMicrophone(other);
    await manager.selectMicrophone(other);
    manager.off('selectedMicrophoneChanged', note);
    expect(told).to.deep.equal([other.id]);
    expect(manager.selectedMicrophone?.id).to.equal(other.id);
  },
  'a speaker is no microphone, and the other way round': async ({ devices, refusal }) => {
    const manager = await devices();
    const [microphone] = await manager.getMicrophones();
    const [speaker] = await manager.getSpeakers();
    if (!microphone || !speaker) throw new Error('There is no microphone, or no speaker.');
    expect(await refusal(() => manager.selectMicrophone(speaker))).to.equal('408/40607');
    expect(await refusal(() => manager.selectSpeaker(microphone))).to.equal('408/40609');
  },
  'events that there are none of are refused': async ({ devices, refusal }) => {
    const manager = await devices();
    const sung = 'sung' as 'selectedMicrophoneChanged';
    expect(await refusal(() => manager.on(sung, () => {}))).to.equal('422/40603');
    expect(await refusal(() => manager.off(sung, () => {}))).to.equal('422/40604');
  },
};
