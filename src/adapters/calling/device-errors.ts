import type { TeamsErrorCode } from '../../model/error-codes.js';
import { means, type Meaning } from '../../model/meaning.js';

/** What a failure is about, where the error itself does not say. */
export type Device = 'microphone' | 'camera';

/** What an error of a device means. Most of them do not say which device it was: the command that failed knows. */
export interface DeviceMeaning extends Meaning {
  /** What it means where the camera was wanted, if that is something else. */
  readonly camera?: TeamsErrorCode;
}

const blocked: DeviceMeaning = {
  code: 'microphone-blocked',
  camera: 'camera-blocked',
  hint:
    'The person, the browser or the system refused. A page that asks at all needs https and, where such a header is sent, ' +
    'Permissions-Policy: microphone=(self), camera=(self); in a frame, allow="microphone; camera".',
};

const missing: DeviceMeaning = {
  code: 'microphone-missing',
  camera: 'camera-missing',
  hint: 'There is no such device, or the one that was chosen is no longer connected.',
};

const failed = (hint: string): DeviceMeaning => means('device-failed', hint);

/** What the browser throws about a device, by the error's name. */
export const DEVICE_ERRORS: ReadonlyMap<string, DeviceMeaning> = new Map([
  ['NotAllowedError', blocked],
  ['SecurityError', blocked],
  ['NotFoundError', missing],
  ['OverconstrainedError', missing],
  ['NotReadableError', failed('The system does not hand the device over: most often another program is using it.')],
]);

/** Names that are about a device only where one is being opened: elsewhere browsers use them for much else. */
export const OPENING_ERRORS: ReadonlyMap<string, DeviceMeaning> = new Map([
  ['AbortError', failed('The device did not start, though it may be used. Connecting it anew most often helps.')],
  ['InvalidStateError', failed('The page was not in front, or was being left, when it asked for the device.')],
  ['NotSupportedError', means('not-supported', 'This browser cannot do that with a device.')],
]);

/** A page that is no secure context has no devices at all: asking for them is then a TypeError. */
export const INSECURE: Meaning = means(
  'origin-not-allowed',
  'Browsers give microphones and cameras to pages from https or localhost only.',
);

/** What it means for this device. */
export function forDevice({ code, camera, hint }: DeviceMeaning, device: Device): Meaning {
  return means(device === 'camera' ? (camera ?? code) : code, hint);
}
