import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Device, isSuccess, toTeamsError } from '../../../src/adapters/calling/to-teams-error.js';
import type { TeamsErrorCode } from '../../../src/model/error-codes.js';
import { TeamsError } from '../../../src/model/teams-error.js';
import { HOSTILE, TOKEN } from '../../model/hostile.js';

/** As the SDK throws them: an Error with codes. */
function sdkError(code: number, subCode: number): Error {
  return Object.assign(new Error('Refused.'), { name: 'CallingCommunicationError', code, subCode });
}

const SDK: readonly (readonly [code: number, subCode: number, expected: TeamsErrorCode])[] = [
  [400, 40100, 'origin-not-allowed'],
  [400, 40213, 'not-supported'],
  [401, 44111, 'token-rejected'],
  [401, 44113, 'token-rejected'],
  [401, 44117, 'token-rejected'],
  [403, 40231, 'token-rejected'],
  [403, 43001, 'camera-blocked'],
  [412, 43000, 'device-failed'],
  [412, 43013, 'camera-missing'],
  [412, 43016, 'camera-blocked'],
  [403, 45802, 'not-supported'],
  [404, 40012, 'call-unknown'],
  [408, 0, 'timed-out'],
  [410, 3100, 'network-lost'],
  [412, 41071, 'not-supported'],
  [429, 0, 'too-many-requests'],
  [480, 10037, 'person-unreachable'],
  [481, 0, 'call-unknown'],
  [487, 10003, 'aborted'],
  [490, 4525, 'call-service-unreachable'],
  [495, 4507, 'token-rejected'],
  [496, 7, 'network-lost'],
  [496, 4520, 'call-service-unreachable'],
  [500, 43602, 'device-failed'],
  [500, 41001, 'service-failed'],
  [503, 0, 'service-failed'],
  [999, 999, 'video-failed'],
];

const BROWSER: readonly (readonly [name: string, device: Device, expected: TeamsErrorCode])[] = [
  ['NotAllowedError', 'microphone', 'microphone-blocked'],
  ['NotAllowedError', 'camera', 'camera-blocked'],
  ['SecurityError', 'camera', 'camera-blocked'],
  ['NotFoundError', 'microphone', 'microphone-missing'],
  ['NotFoundError', 'camera', 'camera-missing'],
  ['OverconstrainedError', 'camera', 'camera-missing'],
  ['NotReadableError', 'camera', 'device-failed'],
  ['AbortError', 'camera', 'aborted'],
  // Has a legacy `code` of 11, which must not be read as the service's.
  ['InvalidStateError', 'camera', 'video-failed'],
  ['NotSupportedError', 'microphone', 'video-failed'],
];

/** What these names mean only where a device is being opened. */
const OPENING: readonly (readonly [name: string, expected: TeamsErrorCode])[] = [
  ['NotAllowedError', 'camera-blocked'],
  ['NotFoundError', 'camera-missing'],
  ['AbortError', 'device-failed'],
  ['InvalidStateError', 'device-failed'],
  ['NotSupportedError', 'not-supported'],
  ['TypeError', 'device-failed'],
];

describe('toTeamsError', () => {
  for (const [code, subCode, expected] of SDK) {
    it(`takes the SDK's ${code}/${subCode} for ${expected}`, () => {
      const cause = sdkError(code, subCode);
      const error = toTeamsError(cause, 'video-failed');
      assert.equal(error.code, expected);
      assert.equal(error.cause, cause);
      assert.ok(error.message.startsWith(`Refused. (${code}/${subCode})`));
    });
  }

  for (const [name, device, expected] of BROWSER) {
    it(`takes the browser's ${name} of the ${device} for ${expected}`, () => {
      assert.equal(toTeamsError(new DOMException('No.', name), 'video-failed', device).code, expected);
    });
  }

  for (const [name, expected] of OPENING) {
    it(`takes the browser's ${name} for ${expected} where the camera is being opened`, () => {
      assert.equal(toTeamsError(new DOMException('No.', name), 'device-failed', 'camera').code, expected);
    });
  }

  it("knows the browser's error behind the SDK's, where the SDK's own says nothing", () => {
    const behind = (subCode: number): Error =>
      Object.assign(sdkError(412, subCode), { cause: new DOMException('None.', 'NotFoundError') });
    assert.equal(toTeamsError(behind(0)).code, 'microphone-missing');
    assert.equal(toTeamsError(behind(987654), 'unknown', 'camera').code, 'camera-missing');
    assert.equal(toTeamsError(behind(43000)).code, 'device-failed');
  });

  it('knows by the command what was not permitted', () => {
    assert.equal(toTeamsError(sdkError(400, 40613)).code, 'microphone-blocked');
    assert.equal(toTeamsError(sdkError(400, 40613), 'unknown', 'camera').code, 'camera-blocked');
  });

  it('tells the developer of an insecure page, where there are no devices to ask for', (t) => {
    const before = Object.getOwnPropertyDescriptor(globalThis, 'isSecureContext');
    t.after(() => {
      if (before) Object.defineProperty(globalThis, 'isSecureContext', before);
      else Reflect.deleteProperty(globalThis, 'isSecureContext');
    });
    Object.defineProperty(globalThis, 'isSecureContext', { value: false, configurable: true });
    const error = toTeamsError(new TypeError("Cannot read properties of undefined (reading 'getUserMedia')"));
    assert.equal(error.code, 'origin-not-allowed');
    assert.match(error.message, /getUserMedia.* https or localhost/);
  });

  it('keeps codes that nobody knows readable', () => {
    for (let turn = 1; turn <= 50; turn += 1) {
      const [code, subCode] = [700 + turn, 900_000 + turn * 7919];
      const error = toTeamsError(sdkError(code, subCode), 'service-failed');
      assert.deepEqual([error.code, error.message], ['service-failed', `Refused. (${code}/${subCode})`]);
    }
  });

  for (const [what, cause] of HOSTILE) {
    it(`takes what nobody should throw: ${what}`, () => {
      const error = toTeamsError(cause, 'service-failed');
      assert.equal(error.code, 'service-failed');
      assert.equal(error.cause, cause);
      assert.ok(error.message.length <= 600);
      assert.equal(isSuccess(cause), false);
    });
  }

  it('repeats no token', () => {
    const { message } = toTeamsError(Object.assign(new Error(`Bad: ${TOKEN}.`), { code: 495, subCode: 4507 }));
    assert.match(message, /^Bad: \[token\] \(495\/4507\) /);
  });

  it('leaves a TeamsError as it is', () => {
    const error = new TeamsError('timed-out');
    assert.equal(toTeamsError(error), error);
  });

  it('keeps what nobody explains as unknown, with its cause', () => {
    const cause = { surprise: true };
    const error = toTeamsError(cause);
    assert.deepEqual([error.code, error.cause], ['unknown', cause]);
  });
});

describe('isSuccess', () => {
  it('takes code 0 for a success, and nothing else', () => {
    assert.equal(isSuccess(sdkError(0, 0)), true);
    assert.equal(isSuccess(sdkError(412, 0)), false);
    assert.equal(
      isSuccess(new DOMException('No.', 'NotReadableError')),
      false,
      'a DOMException has a code of 0 as well',
    );
    assert.equal(isSuccess(undefined), false);
  });
});
