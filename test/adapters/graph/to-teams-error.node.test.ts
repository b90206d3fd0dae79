import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GraphError } from '@microsoft/microsoft-graph-client/lib/es/src/GraphError.js';
import { BY_STATUS, BY_WORD } from '../../../src/adapters/graph/graph-errors.js';
import { toTeamsError } from '../../../src/adapters/graph/to-teams-error.js';
import type { TeamsErrorCode } from '../../../src/model/error-codes.js';
import { TeamsError } from '../../../src/model/teams-error.js';
import { HOSTILE, TOKEN } from '../../model/hostile.js';

/** Graph's own list of error responses: the statuses, and the words of the property `code`. */
const STATUSES = [
  400, 401, 402, 403, 404, 405, 406, 409, 410, 411, 412, 413, 415, 416, 422, 423, 429, 500, 501, 503, 504, 507, 509,
];
const WORDS =
  'accessDenied activityLimitReached extensionError generalException invalidRange invalidRequest itemNotFound ' +
  'malwareDetected nameAlreadyExists notAllowed notSupported resourceModified resyncRequired serviceNotAvailable ' +
  'syncStateNotFound quotaLimitReached unauthenticated';

function graphError(status: number, code: string, body: unknown = null, message = 'As Graph says.'): GraphError {
  return Object.assign(new GraphError(status, message), { code, body, requestId: 'r-1' });
}

const CASES: readonly (readonly [status: number, word: string, expected: TeamsErrorCode])[] = [
  [401, 'InvalidAuthenticationToken', 'sign-in-required'],
  [403, 'Authorization_RequestDenied', 'consent-required'],
  [403, 'accessDenied', 'consent-required'],
  [403, 'AccessDenied', 'consent-required'],
  [404, 'Request_ResourceNotFound', 'person-unknown'],
  [429, 'TooManyRequests', 'too-many-requests'],
  [429, 'UnknownError', 'too-many-requests'],
  [503, 'serviceNotAvailable', 'service-failed'],
  [400, 'Request_UnsupportedQuery', 'service-failed'],
  [402, '', 'license-required'],
  [509, '', 'too-many-requests'],
  [599, 'NeverHeard', 'service-failed'],
  [418, 'NeverHeard', 'unknown'],
  [403, 'constructor', 'consent-required'],
];

describe("Graph's errors", () => {
  for (const status of STATUSES) {
    it(`are known by the status ${status}`, () => {
      assert.ok(BY_STATUS[status]);
      assert.match(toTeamsError(graphError(status, ''), undefined).message, hinted(`Graph answered ${status}`));
    });
  }

  for (const word of [...new Set([...WORDS.split(' '), ...Object.keys(BY_WORD)])]) {
    if (word === 'AbortError') continue;
    it(`are known by the word ${word}`, () => {
      const cause = graphError(418, word);
      const error = toTeamsError(cause, undefined);
      assert.notEqual(error.code, 'unknown');
      assert.equal(error.cause, cause);
      assert.match(error.message, hinted(`Graph answered 418 ${word}`));
    });
  }

  for (const [status, word, expected] of CASES) {
    it(`say with ${status} ${word || 'and no word'}: ${expected}`, () => {
      assert.equal(toTeamsError(graphError(status, word), undefined).code, expected);
    });
  }

  it('say more in their inner errors', () => {
    const body = JSON.stringify({
      code: 'generalException',
      innerError: { code: 'odd', innererror: { code: 'throttledRequest', 'request-id': 'r-2' } },
    });
    assert.equal(toTeamsError(graphError(500, 'generalException', body), undefined).code, 'too-many-requests');
  });

  for (const body of ['<html>', 'null', '7', '{"innerError":7}', '{"innerError":{"code":7}}', undefined]) {
    it(`stay readable with the body ${body}`, () => {
      assert.equal(toTeamsError(graphError(404, '', body), undefined).code, 'person-unknown');
    });
  }

  it('end with the page’s own wish to stop', () => {
    assert.equal(toTeamsError(graphError(-1, 'AbortError'), 'http://localhost:1').category, 'aborted');
  });

  it('say where nobody answers', () => {
    assert.equal(toTeamsError(graphError(-1, 'TypeError'), undefined).code, 'network-lost');
    assert.match(toTeamsError(graphError(-1, 'TypeError'), undefined).message, /connect-src/);
    assert.equal(toTeamsError(graphError(-1, 'TypeError'), 'http://localhost:1').code, 'emulator-unreachable');
  });

  it('repeat no token and no address', () => {
    const { message } = toTeamsError(graphError(401, 'X', null, `${TOKEN} of bob@contoso.example`), undefined);
    assert.match(message, /: \[token\] of \[address\] \(request r-1\)/);
  });

  it('are left alone when they are ours', () => {
    const ours = new TeamsError('timed-out');
    assert.equal(toTeamsError(ours, undefined), ours);
  });

  for (const [what, cause] of HOSTILE) {
    it(`may be none at all: ${what}`, () => {
      const error = toTeamsError(cause, undefined);
      assert.equal(error.code, 'service-failed');
      assert.equal(error.cause, cause);
    });
  }
});

/** What was said, and then a hint. */
function hinted(words: string): RegExp {
  return new RegExp(`^${words}: As Graph says\\. \\(request r-1\\) [A-Z].{10,}[.?]$`);
}
