import type { TeamsErrorCode } from '../../model/error-codes.js';
import { failed, type Judge } from './call-outcomes.js';
import type { DeviceMeaning } from './device-errors.js';

/** What one code of the Calling SDK means: thrown by a command, or given as the reason why a call ended. */
export interface SdkError extends DeviceMeaning {
  readonly ends: Judge;
}

/** A code that commands are refused with. A call that should end with it has failed for the same reason. */
export function thrown(code: TeamsErrorCode, hint: string, camera?: TeamsErrorCode): SdkError {
  return { code, hint, ends: failed(code), ...(camera && { camera }) };
}

/** A code that calls end with. A command that meets it is refused with `code`. */
export function ends(judge: Judge, code: TeamsErrorCode, hint: string): SdkError {
  return { code, hint, ends: judge };
}

/** Several codes of one meaning. */
export function each(codes: readonly number[], error: SdkError): readonly (readonly [number, SdkError])[] {
  return codes.map((code) => [code, error]);
}
