import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Device, isSuccess, toTeamsError } from '../../../src/adapters/calling/to-teams-error.js';
import type { TeamsErrorCode } from '../../../src/model/error-codes.js';
import { TeamsError } from '../../../src/model/teams-error.js';

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
  [403, 41053, 'microphone-blocked'],
  [403, 43001, 'camera-blocked'],
  [404, 43016, 'microphone-missing'],
  [500, 43005, 'device-failed'],
  [403, 45802, 'call-refused'],
  [404, 40012, 'call-unknown'],
  [408, 0, 'timed-out'],
  [410, 3100, 'network-lost'],
  [412, 41071, 'not-supported'],
  [429, 0, 'too-many-requests'],
  [480, 10037, 'person-unreachable'],
  [481, 0, 'call-unknown'],
  [487, 10003, 'call-unknown'],
  [490, 4525, 'call-service-unreachable'],
  [495, 4507, 'token-rejected'],
  [496, 7, 'network-lost'],
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
];

describe('toTeamsError', () => {
  for (const [code, subCode, expected] of SDK) {
    it(`takes the SDK's ${code}/${subCode} for ${expected}`, () => {
      const cause = sdkError(code, subCode);
      const error = toTeamsError(cause, 'video-failed');
      assert.equal(error.code, expected);
      assert.equal(error.cause, cause);
      assert.equal(error.message, `Refused. (${code}/${subCode})`);
    });
  }

  for (const [name, device, expected] of BROWSER) {
    it(`takes the browser's ${name} of the ${device} for ${expected}`, () => {
      assert.equal(toTeamsError(new DOMException('No.', name), 'video-failed', device).code, expected);
    });
  }

  it('knows by the command which device is missing', () => {
    assert.equal(toTeamsError(sdkError(404, 43016), 'device-failed', 'camera').code, 'camera-missing');
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
