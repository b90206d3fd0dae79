import type { AudioDeviceInfo, VideoDeviceInfo } from '@azure/communication-calling';
import { CallingError } from './calling-error.js';
import { openTogether } from './open-together.js';

const CAMERA = 'camera:';
const MICROPHONE = 'microphone:';
const SPEAKER = 'speaker:';

/** The SDK's device ids are the browser's, with the kind in front. */
export const devicePrefix = { videoinput: CAMERA, audioinput: MICROPHONE, audiooutput: SPEAKER } as const;

export function browserIdOf(device: VideoDeviceInfo | AudioDeviceInfo): string {
  return device.id.replace(/^(camera|microphone|speaker):/, '');
}

/** What two pages on one small machine can show to each other without falling behind. */
const picture = { width: 640, height: 360, frameRate: 15 } as const;

export function openCamera(device: VideoDeviceInfo): Promise<MediaStream> {
  const deviceId = browserIdOf(device);
  return open('video', { ...picture, ...(deviceId && { deviceId: { exact: deviceId } }) }, 43001);
}

export function openMicrophone(device: AudioDeviceInfo | undefined): Promise<MediaStream> {
  const deviceId = device ? browserIdOf(device) : '';
  return open('audio', deviceId ? { deviceId: { exact: deviceId } } : true, 41053);
}

async function open(
  kind: 'audio' | 'video',
  constraints: MediaTrackConstraints | true,
  denied: number,
): Promise<MediaStream> {
  const what = kind === 'audio' ? 'microphone' : 'camera';
  try {
    return await openTogether(kind, constraints);
  } catch (cause) {
    const name = cause instanceof DOMException ? cause.name : '';
    if (name === 'NotAllowedError') throw new CallingError(403, denied, `The ${what} may not be used.`, { cause });
    if (name === 'NotFoundError' || name === 'OverconstrainedError') {
      throw new CallingError(404, 43016, `There is no such ${what}.`, { cause });
    }
    throw new CallingError(500, 43005, `The ${what} could not be started.`, { cause });
  }
}
