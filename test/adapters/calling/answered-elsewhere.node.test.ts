import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { CallCommands } from '../../../src/adapters/calling/call-commands.js';
import type { CallEndedListener, TeamsCall, TeamsIncomingCall } from '../../../src/adapters/calling/calling-backend.js';
import { Devices } from '../../../src/adapters/calling/devices.js';
import { OwnVideo } from '../../../src/adapters/calling/own-video.js';
import { SdkCall } from '../../../src/adapters/calling/sdk-call.js';
import { usualLimits } from '../../../src/adapters/calling/time-limits.js';
import { absent } from '../../../src/adapters/calling/to-participant.js';
import { toNewCall } from '../../../src/adapters/calling/to-service-call.js';
import type { ServiceCall } from '../../../src/model/call.js';
import { TeamsError } from '../../../src/model/teams-error.js';

const unused = (): never => {
  throw new Error('not asked for here');
};
const log = { debug: unused, info: unused, warn: unused, error: unused };
const video = new OwnVideo({ CallClient: unused as never, LocalVideoStream: unused as never }, log);

/** The SDK's word that another device took the call. */
const ELSEWHERE = { code: 487, subCode: 10003 };
const GAVE_UP = { code: 487, subCode: 0 };

/** A call that rings, and refuses whatever is done with it. */
class ARingingCall implements TeamsIncomingCall {
  readonly callerInfo = { identifier: undefined };
  accept: () => Promise<TeamsCall> = unused;
  reject: () => Promise<void> = unused;
  end: CallEndedListener = unused;

  on(event: string, listener: CallEndedListener | (() => void)): void {
    if (event === 'callEnded') this.end = listener;
  }

  off(): void {}
}

describe('a call that another device answers while it is being answered here', () => {
  let incoming: ARingingCall;
  let permission: () => Promise<{ audio: boolean; video: boolean }>;
  let told: ServiceCall[];
  let commands: CallCommands;

  beforeEach(() => {
    incoming = new ARingingCall();
    told = [];
    permission = () => Promise.resolve({ audio: true, video: false });
    const ringing = toNewCall('in', 'Incoming', 'Ringing', [absent('4:+14255550100')]);
    const call = new SdkCall(ringing, video, { said: (now) => told.push(now), ended: () => {} });
    call.ring(incoming);
    const manager = {
      askDevicePermission: () => permission(),
      getCameras: () => Promise.resolve([]),
      getMicrophones: () => Promise.resolve([{ id: 'microphone:1', name: 'Microphone' }]),
    };
    const client = {
      getDeviceManager: () => Promise.resolve(manager),
      createTeamsCallAgent: unused,
      dispose: unused,
    };
    commands = new CallCommands(call, new Devices(client, log, 1_000), { ...usualLimits, farewell: 50 });
  });

  const refusal = (code: number, subCode: number): Error =>
    Object.assign(new Error('Refused.'), { code, subCode, name: 'CallingCommunicationError' });

  async function isSilent(): Promise<void> {
    const failure = await commands.answer(false).catch((cause: unknown) => cause);
    assert.ok(failure instanceof TeamsError);
    assert.equal(failure.category, 'aborted');
    assert.deepEqual([told.at(-1)?.end?.reason, told.at(-1)?.end?.error], ['answered-elsewhere', undefined]);
  }

  it('is silent when the word of it comes while the microphone is asked for', async () => {
    permission = async () => {
      incoming.end({ callEndReason: ELSEWHERE });
      return { audio: true, video: false };
    };
    await isSilent();
  });

  it('is silent when the microphone is refused after that', async () => {
    permission = async () => {
      incoming.end({ callEndReason: ELSEWHERE });
      return { audio: false, video: false };
    };
    await isSilent();
  });

  it('is silent when the word of it comes before the refusal', async () => {
    incoming.accept = async () => {
      incoming.end({ callEndReason: ELSEWHERE });
      throw refusal(400, 41006);
    };
    await isSilent();
  });

  for (const [code, subCode] of [
    [400, 41006],
    [481, 0],
    [404, 0],
  ] as const) {
    it(`is silent when the word of it comes after the refusal ${code}/${subCode}`, async () => {
      incoming.accept = async () => {
        setTimeout(() => incoming.end({ callEndReason: ELSEWHERE }), 5);
        throw refusal(code, subCode);
      };
      await isSilent();
    });
  }

  it('is silent when the refusal itself says so', async () => {
    incoming.accept = () => Promise.reject(refusal(487, 10003));
    const failure = await commands.answer(false).catch((cause: unknown) => cause);
    assert.equal(failure instanceof TeamsError && failure.category, 'aborted');
  });

  it('can be declined in that moment as well', async () => {
    incoming.reject = async () => {
      setTimeout(() => incoming.end({ callEndReason: ELSEWHERE }), 5);
      throw refusal(400, 41007);
    };
    await commands.reject();
    assert.equal(told.at(-1)?.end?.reason, 'answered-elsewhere');
  });

  it('is told of when it was the caller who gave up', async () => {
    incoming.accept = async () => {
      setTimeout(() => incoming.end({ callEndReason: GAVE_UP }), 5);
      throw refusal(400, 41006);
    };
    const failure = await commands.answer(false).catch((cause: unknown) => cause);
    assert.equal(failure instanceof TeamsError && failure.code, 'call-unknown');
    assert.equal(told.at(-1)?.end?.reason, 'missed');
  });

  it('is told of when no word comes at all', async () => {
    incoming.accept = () => Promise.reject(refusal(400, 41006));
    const failure = await commands.answer(false).catch((cause: unknown) => cause);
    assert.equal(failure instanceof TeamsError && failure.code, 'call-unknown');
  });
});
