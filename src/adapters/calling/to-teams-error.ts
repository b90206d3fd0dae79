import type { TeamsErrorCode } from '../../model/error-codes.js';
import { explained, type Meaning, unexplained } from '../../model/meaning.js';
import { said } from '../../model/said.js';
import { TeamsError } from '../../model/teams-error.js';
import { type Device, DEVICE_ERRORS, forDevice, INSECURE, OPENING_ERRORS } from './device-errors.js';
import { BY_CODE, BY_SUBCODE } from './sdk-errors.js';

export type { Device } from './device-errors.js';

/** What the SDK or the browser threw, as a `TeamsError`. `fallback` is for what neither of them explains. */
export function toTeamsError(
  cause: unknown,
  fallback: TeamsErrorCode = 'unknown',
  device: Device = 'microphone',
): TeamsError {
  if (cause instanceof TeamsError) return cause;
  const { name, code, subCode = 0, behind } = partsOf(cause);
  const opening = fallback === 'device-failed';
  if (name === 'AbortError' && !opening) return unexplained(cause, 'aborted');
  const ofBrowser = browserMeaning(name, device, opening);
  if (ofBrowser) return explained(ofBrowser, said(cause), cause);
  if (code === undefined) return unexplained(cause, fallback);
  const row = BY_SUBCODE.get(subCode);
  const meaning = (row && forDevice(row, device)) ?? browserMeaning(behind, device, opening) ?? BY_CODE.get(code);
  return explained(meaning ?? { code: fallback, hint: '' }, `${said(cause)} (${code}/${subCode})`, cause);
}

/** The SDK rejects what it has no need to do any more, such as hanging up twice, with code 0: that is a success. */
export function isSuccess(cause: unknown): boolean {
  return partsOf(cause).code === 0;
}

function browserMeaning(name: string | undefined, device: Device, opening: boolean): Meaning | undefined {
  if (name === undefined) return undefined;
  if (name === 'TypeError') return globalThis.isSecureContext === false ? INSECURE : undefined;
  const row = DEVICE_ERRORS.get(name) ?? (opening ? OPENING_ERRORS.get(name) : undefined);
  return row && forDevice(row, device);
}

/** What can be told apart in what was thrown. */
interface Parts {
  readonly name?: string | undefined;
  readonly code?: number | undefined;
  readonly subCode?: number | undefined;
  /** The name of the browser's error behind the SDK's. */
  readonly behind?: string | undefined;
}

function partsOf(cause: unknown): Parts {
  try {
    if (typeof cause !== 'object' || cause === null) return {};
    const { name, code, subCode, cause: behind } = cause as Readonly<Record<string, unknown>>;
    return {
      name: cause instanceof Error ? String(name) : undefined,
      // A DOMException has a `code` as well, a relic that means nothing to us.
      code: cause instanceof DOMException ? undefined : numberOf(code),
      subCode: numberOf(subCode),
      behind: behind instanceof DOMException ? behind.name : undefined,
    };
  } catch {
    return {}; // a getter that throws: nothing is known of it
  }
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
