import type { VideoDeviceInfo } from '@azure/communication-calling';
import { TeamsError } from '../../model/teams-error.js';
import type { Log } from '../../ports/ports.js';
import type { CallClient, DeviceManager, DeviceName } from './calling-backend.js';
import { toTeamsError } from './to-teams-error.js';
import { within } from './within.js';

/** What a call is to be made with. */
export interface CallDevices {
  readonly camera: VideoDeviceInfo | undefined;
  /** Why there is no camera, where one was wanted. */
  readonly failure: TeamsError | undefined;
}

/** Microphones and cameras. Nothing here is asked of the browser before a person wants to talk or to be seen. */
export class Devices {
  readonly #client: CallClient;
  readonly #log: Log;
  readonly #limit: number;
  #manager: Promise<DeviceManager> | undefined;

  constructor(client: CallClient, log: Log, limit: number) {
    this.#client = client;
    this.#log = log;
    this.#limit = limit;
  }

  /** Makes sure of a microphone, without which there is no call, and looks for a camera, without which there is. */
  async forCall(video: boolean): Promise<CallDevices> {
    const manager = await this.#ready();
    // The call goes on: the SDK opens the microphone itself, and will say if it can't.
    if (!manager) return { camera: undefined, failure: video ? new TeamsError('device-failed') : undefined };
    const allowed = await ask(manager, video);
    const microphones = await manager.getMicrophones();
    // For a microphone that is not there the SDK answers no as well, when it is asked for that alone.
    if (microphones.length === 0) throw new TeamsError('microphone-missing');
    if (!allowed.audio) throw new TeamsError('microphone-blocked');
    if (!microphones.some(isReal)) throw new TeamsError('microphone-missing');
    return video ? cameraOrWhyNot(manager, allowed.video) : { camera: undefined, failure: undefined };
  }

  /** A camera to start the video with. Rejects where there is none. */
  async camera(): Promise<VideoDeviceInfo> {
    const manager = await this.#ready();
    if (!manager) throw new TeamsError('device-failed', 'The calling SDK gave no device manager in time.');
    try {
      const { video } = await manager.askDevicePermission({ audio: false, video: true });
      return await cameraOf(manager, video);
    } catch (cause) {
      throw toTeamsError(cause, 'device-failed', 'camera');
    }
  }

  /** The device manager, unless it takes too long: without a network the SDK needs many seconds to give it. */
  async #ready(): Promise<DeviceManager | undefined> {
    const manager = (this.#manager ??= this.#client.getDeviceManager());
    try {
      return await within(manager, { milliseconds: this.#limit });
    } catch (cause) {
      this.#log.warn('no device manager', cause);
      if (this.#manager === manager && !isTimeOut(cause)) this.#manager = undefined;
      return undefined;
    }
  }
}

async function ask(manager: DeviceManager, video: boolean): Promise<{ audio: boolean; video: boolean }> {
  try {
    const both = await manager.askDevicePermission({ audio: true, video });
    if (both.audio || !video) return both;
    // One question for both, to which a refused camera alone can already mean no.
    return { ...(await manager.askDevicePermission({ audio: true, video: false })), video: false };
  } catch (cause) {
    throw toTeamsError(cause, 'device-failed', 'microphone');
  }
}

async function cameraOrWhyNot(manager: DeviceManager, allowed: boolean): Promise<CallDevices> {
  try {
    return { camera: await cameraOf(manager, allowed), failure: undefined };
  } catch (cause) {
    return { camera: undefined, failure: toTeamsError(cause, 'device-failed', 'camera') };
  }
}

async function cameraOf(manager: DeviceManager, allowed: boolean): Promise<VideoDeviceInfo> {
  const cameras = await manager.getCameras();
  if (!allowed && cameras.length > 0) throw new TeamsError('camera-blocked');
  const camera = cameras.find(isReal);
  if (!camera) throw new TeamsError('camera-missing');
  return camera;
}

/** Where the browser hides its devices the SDK lists a ghost without a name, whose id ends where it should begin. */
function isReal({ id, name }: DeviceName): boolean {
  return name !== '' || !/^(?:\w+:)?$/.test(id);
}

function isTimeOut(cause: unknown): boolean {
  return cause instanceof TeamsError && cause.code === 'timed-out';
}
