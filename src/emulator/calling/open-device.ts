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
  return open('video', { ...picture, ...(deviceId && { deviceId: { exact: deviceId } }) });
}

export function openMicrophone(device: AudioDeviceInfo | undefined): Promise<MediaStream> {
  const deviceId = device ? browserIdOf(device) : '';
  return open('audio', deviceId ? { deviceId: { exact: deviceId } } : true);
}

/** The subcode of a microphone that is refused in a call. */
export const MICROPHONE_DENIED = 40613;

/** The code and subcode of each failure. Of microphones the documentation names none but the refusal. */
const failures = {
  video: { denied: [403, 43001], missing: [412, 43013], inUse: [412, 43000], failed: [412, 43014] },
  audio: { denied: [400, MICROPHONE_DENIED], missing: [412, 0], inUse: [412, 0], failed: [412, 0] },
} as const;

async function open(kind: 'audio' | 'video', constraints: MediaTrackConstraints | true): Promise<MediaStream> {
  try {
    return await openTogether(kind, constraints);
  } catch (cause) {
    const [code, subCode] = failures[kind][failureOf(cause)];
    const what = kind === 'audio' ? 'microphone' : 'camera';
    throw new CallingError(code, subCode, `The ${what} could not be started.`, { cause });
  }
}

function failureOf(cause: unknown): keyof typeof failures.video {
  switch (cause instanceof DOMException ? cause.name : '') {
    case 'NotAllowedError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
      return 'inUse';
    default:
      return 'failed';
  }
}
