import { expect } from 'chai';
import { until } from '../../until.js';
import type { ContractCall } from '../calling-module.js';
import type { Facts, Given } from '../fact.js';

const MEGAN = { microsoftTeamsUserId: '22222222-0000-4000-8000-000000000002' };
const PHONE = { phoneNumber: '+14255550100' };

async function over(call: ContractCall): Promise<void> {
  await until(() => call.state === 'Disconnected', 'the call is over');
}

/** How a call ended, as what is asked of it afterwards is refused. */
function endOf({ callEndReason }: ContractCall): string {
  return `${String(callEndReason?.code)}/${String(callEndReason?.subCode)}`;
}

/** How a call ends that finds no network. */
async function endWithoutNetwork({ agent }: Given): Promise<string> {
  const call = (await agent()).startCall(MEGAN, {});
  await over(call);
  return endOf(call);
}

export const call: Facts = {
  'a call is there at once, and has not begun': async ({ agent }) => {
    const call = (await agent()).startCall(PHONE, {});
    const { kind, state, direction, role, isMuted, isLocalVideoStarted, callEndReason } = call;
    expect([kind, state, direction, role, isMuted, isLocalVideoStarted]).to.deep.equal([
      'TeamsCall',
      'None',
      'Outgoing',
      'Unknown',
      false,
      false,
    ]);
    expect(call.id).to.match(/./);
    expect(callEndReason).to.equal(undefined);
    expect(call.callerInfo.identifier, 'nobody calls us').to.equal(undefined);
    await over(call);
  },
  'without a network it connects, ends, and says why': async ({ agent }) => {
    const made = await agent();
    const told: string[] = [];
    const note = ({ added, removed }: { added: unknown[]; removed: unknown[] }): void => {
      told.push(`calls +${added.length} -${removed.length}`);
    };
    made.on('callsUpdated', note);
    const call = made.startCall(MEGAN, {});
    call.on('stateChanged', () => told.push(call.state));
    await over(call);
    await until(() => told.includes('Disconnected'));
    made.off('callsUpdated', note);
    // The first two come in either order.
    expect(told.slice(0, 2).sort()).to.deep.equal(['Connecting', 'calls +1 -0']);
    expect(told.slice(2)).to.deep.equal(['calls +0 -1', 'Disconnected']);
    const reason = call.callEndReason;
    expect(reason).to.have.property('message').that.matches(/./);
    expect(reason).to.have.property('resultCategories').that.deep.equals(['UnexpectedClientError']);
  },
  'without a network it ends with 490/4525': {
    of: ['the SDK', 'the emulator'],
    because: 'the oldest SDK takes it for a network that was lost',
    find: async (given) => void expect(await endWithoutNetwork(given)).to.equal('490/4525'),
  },
  'without a network it ends with 496/4520': {
    of: ['the oldest SDK'],
    because: 'later ones take it for a service that cannot be reached',
    find: async (given) => void expect(await endWithoutNetwork(given)).to.equal('496/4520'),
  },
  'what is asked of a call that has ended is refused with its end, but muting': async ({ agent, refusal }) => {
    const call = (await agent()).startCall(PHONE, {});
    await over(call);
    expect(await refusal(() => call.hangUp())).to.equal(endOf(call));
    expect(await refusal(() => call.mute())).to.equal('none');
    expect(await refusal(() => call.startVideo(undefined as never))).to.equal('400/41025');
  },
  'a call that begins can be muted and hung up, and that is a success': async ({ agent, refusal }) => {
    const call = (await agent()).startCall(PHONE, {});
    await until(() => call.state !== 'None');
    expect(await refusal(() => call.mute())).to.equal('none');
    const hangingUp = [refusal(() => call.hangUp()), refusal(() => call.hangUp())];
    await Promise.all(hangingUp);
    await over(call);
    expect(endOf(call)).to.be.oneOf(['0/0', '490/4525', '496/4520']);
    expect(await refusal(() => call.hangUp())).to.equal(endOf(call));
  },
  'to hang up again is refused with code 0': async ({ agent, refusal }) => {
    const call = (await agent()).startCall(PHONE, {});
    expect(await Promise.all([refusal(() => call.hangUp()), refusal(() => call.hangUp())])).to.deep.equal([
      'none',
      'none',
    ]);
    await over(call);
    const { code, subCode, ...more } = call.callEndReason ?? { code: -1 };
    expect([code, subCode]).to.deep.equal([0, 0]);
    expect(more).to.have.property('resultCategories').that.deep.equals(['Success']);
    expect(await refusal(() => call.hangUp())).to.equal('0/0');
  },
  'a video that is not sent cannot be stopped, and what is no video not be sent': async ({ agent, refusal }) => {
    const call = (await agent()).startCall(PHONE, {});
    await until(() => call.state === 'Connecting');
    expect(await refusal(() => call.stopVideo(undefined as never))).to.equal('400/41030');
    expect(await refusal(() => call.startVideo(undefined as never))).to.equal('400/41025');
    await over(call);
  },
  'the camera of a call is free when the call is over': async ({ sdk, agent, devices }) => {
    const [camera] = await (await devices()).getCameras();
    if (!camera) throw new Error('There is no camera.');
    const stream = new sdk.LocalVideoStream(camera);
    const [track] = (await stream.getMediaStream()).getTracks();
    const call = (await agent()).startCall(PHONE, { videoOptions: { localVideoStreams: [stream] } });
    await over(call);
    await until(() => track?.readyState === 'ended', 'the camera is off');
  },
  'whom to call has to be said, and how many decides what goes with it': async ({ agent, refusal }) => {
    const made = (await agent()) as unknown as { startCall(participants: unknown, options?: unknown): ContractCall };
    expect(await refusal(() => made.startCall(undefined, {}))).to.equal('400/40226');
    expect(await refusal(() => made.startCall([MEGAN], { threadId: '19:chat' }))).to.equal('400/40213');
    expect(await refusal(() => made.startCall([MEGAN, PHONE]))).to.equal('500/41001');
  },
  'events that there are none of are refused': async ({ agent, refusal }) => {
    const call = (await agent()).startCall(PHONE, {});
    expect(await refusal(() => call.on('sung' as 'stateChanged', () => {}))).to.equal('422/41042');
    await over(call);
  },
};
