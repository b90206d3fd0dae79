import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BY_CODE, BY_SUBCODE } from '../../../src/adapters/calling/sdk-errors.js';
import { toCallEnd } from '../../../src/adapters/calling/to-call-end.js';
import { toTeamsError } from '../../../src/adapters/calling/to-teams-error.js';
import { documentedEnds, documentedErrors } from './documented-codes.js';

const MANY = [documentedErrors, documentedEnds].flat();

/** The row of exactly this code: no subcode may be left to its code. */
function rowOf({ code, subCode }: (typeof MANY)[number]): unknown {
  return subCode ? BY_SUBCODE.get(subCode) : BY_CODE.get(code);
}

describe('the table of the Calling SDK', () => {
  it('knows each code that is documented', () => {
    assert.ok(MANY.length > 150, 'the lists were read');
    assert.deepEqual(
      MANY.filter((documented) => !rowOf(documented)),
      [],
    );
  });

  it('has no subcode that is neither documented nor met', () => {
    const documented = new Set(MANY.map(({ subCode }) => subCode));
    assert.deepEqual(
      [...BY_SUBCODE.keys()].filter((subCode) => !documented.has(subCode)),
      [],
    );
  });

  for (const { code, subCode } of documentedErrors) {
    it(`says of ${code}/${subCode ?? 0}, when it is thrown, what it means and what to do`, () => {
      const cause = Object.assign(new Error('As the SDK says.'), { code, subCode });
      const error = toTeamsError(cause);
      assert.notEqual(error.code, 'unknown');
      assert.equal(error.cause, cause);
      const hint = hintOf(error.message, `As the SDK says. (${code}/${subCode ?? 0}) `);
      assert.match(hint, /^[A-Z].{4,}[.?]$/);
    });
  }

  for (const { code, subCode } of documentedEnds) {
    it(`says of ${code}/${subCode ?? 0}, when a call ends with it, why`, () => {
      for (const wasConnected of [true, false]) {
        for (const direction of ['Incoming', 'Outgoing'] as const) {
          const facts = { direction, kind: 'teams', wasConnected, hungUpHere: false, rejectedHere: false } as const;
          const { reason, error } = toCallEnd({ code, subCode, message: 'As the SDK says.' }, facts);
          assert.notEqual(error?.code, 'unknown');
          assert.equal(reason === 'failed', error !== undefined && error.code !== 'removed-from-call');
          if (error)
            assert.match(hintOf(error.message, `As the SDK says. (${code}/${subCode ?? 0}) `), /^[A-Z].{4,}[.?]$/);
        }
      }
    });
  }
});

function hintOf(message: string, words: string): string {
  assert.ok(message.startsWith(words), message);
  return message.slice(words.length);
}
