import type { TeamsErrorCode } from '../../model/error-codes.js';
import { TeamsError } from '../../model/teams-error.js';

/** What a failure is about, where the error itself does not say. */
export type Device = 'microphone' | 'camera';

const BY_SUBCODE: ReadonlyMap<number, TeamsErrorCode> = new Map([
  [4507, 'token-rejected'],
  [10003, 'call-unknown'],
  [40100, 'origin-not-allowed'],
  [40231, 'token-rejected'],
  [41001, 'service-failed'],
  [41053, 'microphone-blocked'],
  [43001, 'camera-blocked'],
  [43005, 'device-failed'],
  [44111, 'token-rejected'],
  [44113, 'token-rejected'],
  [44117, 'token-rejected'],
]);

const BY_CODE: ReadonlyMap<number, TeamsErrorCode> = new Map([
  [400, 'not-supported'],
  [401, 'token-rejected'],
  [403, 'call-refused'],
  [404, 'call-unknown'],
  [408, 'timed-out'],
  [409, 'not-supported'],
  [410, 'network-lost'],
  [412, 'not-supported'],
  [422, 'not-supported'],
  [429, 'too-many-requests'],
  [480, 'person-unreachable'],
  [481, 'call-unknown'],
  [487, 'call-unknown'],
  [490, 'call-service-unreachable'],
  [491, 'call-service-unreachable'],
  [495, 'token-rejected'],
  [496, 'network-lost'],
  [497, 'network-lost'],
  [498, 'network-lost'],
  [500, 'service-failed'],
  [503, 'service-failed'],
  [504, 'service-failed'],
]);

/** There is no such device: which one, only the command that failed tells. */
const MISSING = 43016;

const BY_NAME: ReadonlyMap<string, Readonly<Record<Device, TeamsErrorCode>>> = new Map([
  ['NotAllowedError', { microphone: 'microphone-blocked', camera: 'camera-blocked' }],
  ['SecurityError', { microphone: 'microphone-blocked', camera: 'camera-blocked' }],
  ['NotFoundError', { microphone: 'microphone-missing', camera: 'camera-missing' }],
  ['OverconstrainedError', { microphone: 'microphone-missing', camera: 'camera-missing' }],
  ['NotReadableError', { microphone: 'device-failed', camera: 'device-failed' }],
]);

/** What the SDK or the browser threw, as a `TeamsError`. `fallback` is for what neither of them explains. */
export function toTeamsError(
  cause: unknown,
  fallback: TeamsErrorCode = 'unknown',
  device: Device = 'microphone',
): TeamsError {
  if (cause instanceof TeamsError) return cause;
  if (cause instanceof Error && cause.name === 'AbortError') return new TeamsError('aborted', cause.message, { cause });
  const named = cause instanceof Error ? BY_NAME.get(cause.name)?.[device] : undefined;
  if (named) return TeamsError.from(cause, named);
  // A DOMException has a `code` as well, a relic that means nothing to us.
  if (cause instanceof DOMException || !hasCode(cause)) return TeamsError.from(cause, fallback);
  const missing = cause.subCode === MISSING ? (`${device}-missing` as const) : undefined;
  const code = missing ?? BY_SUBCODE.get(cause.subCode ?? 0) ?? BY_CODE.get(cause.code) ?? fallback;
  return new TeamsError(code, `${cause.message ?? 'The call service refused.'} (${cause.code}/${cause.subCode ?? 0})`, {
    cause,
  });
}

/** The SDK rejects what it has no need to do any more, such as hanging up twice, with code 0: that is a success. */
export function isSuccess(cause: unknown): boolean {
  return hasCode(cause) && cause.code === 0 && !(cause instanceof DOMException);
}

interface Coded {
  readonly code: number;
  readonly subCode?: number;
  readonly message?: string;
}

function hasCode(cause: unknown): cause is Coded {
  return typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'number';
}
