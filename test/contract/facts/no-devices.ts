import { expect } from 'chai';
import type { Facts } from '../fact.js';

export const noDevices: Facts = {
  'both count as allowed, and each alone as refused': async ({ devices }) => {
    const manager = await devices();
    const both = await manager.askDevicePermission({ audio: true, video: true });
    expect(both).to.deep.equal({ audio: true, video: true });
    expect((await manager.askDevicePermission({ audio: true, video: false })).audio).to.equal(false);
    expect((await manager.askDevicePermission({ audio: false, video: true })).video).to.equal(false);
  },
  'the lists are empty, and nothing is selected': async ({ devices }) => {
    const manager = await devices();
    const lists = [await manager.getCameras(), await manager.getMicrophones(), await manager.getSpeakers()];
    expect(lists).to.deep.equal([[], [], []]);
    expect([manager.selectedMicrophone, manager.selectedSpeaker]).to.deep.equal([undefined, undefined]);
  },
};
