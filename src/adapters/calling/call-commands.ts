import type { TeamsErrorCode } from '../../model/error-codes.js';
import { TeamsError } from '../../model/teams-error.js';
import { LOCAL } from '../../model/call.js';
import type { RemoteVideoStream, TeamsCall } from './calling-backend.js';
import type { CallDevices, Devices } from './devices.js';
import type { SdkCall } from './sdk-call.js';
import type { TimeLimits } from './time-limits.js';
import { pictureOf, rawIdOf } from './to-participant.js';
import { type Device, isSuccess, toTeamsError } from './to-teams-error.js';
import { within } from './within.js';

/** What a person can do with one call. Each resolves when the service has taken it, or rejects with a `TeamsError`. */
export class CallCommands {
  readonly #call: SdkCall;
  readonly #devices: Devices;
  readonly #limits: TimeLimits;

  constructor(call: SdkCall, devices: Devices, limits: TimeLimits) {
    this.#call = call;
    this.#devices = devices;
    this.#limits = limits;
  }

  /** Resolves with why it was answered without the video that was wanted, if it was. */
  async answer(video: boolean): Promise<CallDevices['failure']> {
    if (!this.#call.incoming) throw new TeamsError('not-supported', 'Only a call that rings here can be answered.');
    try {
      const { camera, failure } = await this.#devices.forCall(video);
      if (this.#call.over) throw over();
      await this.#taken(this.#call.accept(camera));
      return failure;
    } catch (cause) {
      if (await this.#wasAnsweredElsewhere(cause)) throw elsewhere(cause);
      throw cause;
    }
  }

  async reject(): Promise<void> {
    const { incoming } = this.#call;
    if (!incoming) throw new TeamsError('not-supported', 'Only a call that rings here can be rejected.');
    this.#call.rejectedHere = true;
    try {
      await this.#taken(incoming.reject());
    } catch (cause) {
      if (this.#call.over) return;
      this.#call.rejectedHere = false;
      if (await this.#wasAnsweredElsewhere(cause)) return;
      throw cause;
    }
    // Whether the SDK tells of an end that we asked for ourselves is not documented.
    this.#call.end(incoming.callEndReason ?? { code: 603, subCode: 0 });
  }

  async hangUp(): Promise<void> {
    const call = this.#call.call ?? (await this.#call.accepting?.catch(() => undefined));
    if (!call) return this.reject();
    this.#call.hungUpHere = true;
    try {
      await this.#taken(call.hangUp());
    } catch (cause) {
      if (this.#call.over) return;
      this.#call.hungUpHere = false;
      throw cause;
    }
  }

  async mute(): Promise<void> {
    await this.#taken(this.#running().mute());
  }

  async unmute(): Promise<void> {
    await this.#taken(this.#running().unmute());
  }

  async startVideo(): Promise<void> {
    this.#running();
    if (this.#call.ownVideo.stream) return;
    const camera = await this.#devices.camera();
    const call = this.#running();
    const { ownVideo } = this.#call;
    const stream = ownVideo.open(camera);
    try {
      await this.#taken(call.startVideo(stream), 'device-failed', 'camera');
    } catch (cause) {
      if (ownVideo.stream === stream) ownVideo.close();
      throw cause;
    }
  }

  async stopVideo(): Promise<void> {
    const call = this.#running();
    const { ownVideo } = this.#call;
    const { stream } = ownVideo;
    if (!stream) return;
    await this.#taken(call.stopVideo(stream), 'device-failed', 'camera');
    if (ownVideo.stream === stream) ownVideo.close();
  }

  async picture(participantId: string): Promise<MediaStream> {
    const stream = participantId === LOCAL ? this.#call.ownVideo.stream : this.#remotePicture(participantId);
    if (!stream) throw new TeamsError('video-failed', 'This participant sends no picture.');
    const late = (): TeamsError => new TeamsError('video-failed', 'The picture did not come in time.');
    try {
      return await within(stream.getMediaStream(), { milliseconds: this.#limits.picture, late });
    } catch (cause) {
      const error = toTeamsError(cause, 'video-failed', 'camera');
      // No camera of ours has to do with the picture of somebody else.
      throw participantId === LOCAL || error === cause
        ? error
        : new TeamsError('video-failed', error.message, { cause });
    }
  }

  #remotePicture(participantId: string): RemoteVideoStream | undefined {
    const remote = this.#call.call?.remoteParticipants.find((one) => rawIdOf(one) === participantId);
    return remote && pictureOf(remote);
  }

  /** The call that was started or answered and is not over. */
  #running(): TeamsCall {
    if (this.#call.over) throw over();
    if (!this.#call.call) throw new TeamsError('not-supported', 'This call was not answered yet.');
    return this.#call.call;
  }

  /** The refusal to answer a call that no longer rings can come before the word of why it does not. */
  async #wasAnsweredElsewhere(cause: unknown): Promise<boolean> {
    if (cause instanceof TeamsError && cause.code === 'call-unknown' && !this.#call.over) {
      await within(this.#call.ended, { milliseconds: this.#limits.farewell }).catch(() => {}); // the refusal stands
    }
    return this.#call.answeredElsewhere;
  }

  async #taken(command: Promise<unknown>, fallback?: TeamsErrorCode, device?: Device): Promise<void> {
    try {
      await within(command, { milliseconds: this.#limits.command });
    } catch (cause) {
      if (!isSuccess(cause)) throw toTeamsError(cause, fallback, device);
    }
  }
}

/** Who answers on one device and is still told to on another wants to hear of no failure. */
function elsewhere(cause: unknown): TeamsError {
  return new TeamsError('aborted', 'This call was answered on another device.', { cause });
}

function over(): TeamsError {
  return new TeamsError('call-unknown', 'This call is over.');
}
