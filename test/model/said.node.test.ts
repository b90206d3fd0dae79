import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unexplained } from '../../src/model/meaning.js';
import { said } from '../../src/model/said.js';
import { TeamsError } from '../../src/model/teams-error.js';
import { withoutSecrets } from '../../src/model/without-secrets.js';
import { HOSTILE, TOKEN } from './hostile.js';

describe('what something thrown says of itself', () => {
  const table: readonly (readonly [cause: unknown, words: string])[] = [
    [undefined, 'undefined'],
    ['Out of order', 'Out of order'],
    [42, '42'],
    [new RangeError('Too far.'), 'Too far.'],
    [new RangeError(''), 'RangeError'],
    [new DOMException('', 'NotReadableError'), 'NotReadableError'],
    [{ message: 'Refused.' }, 'Refused.'],
    [{ surprise: true }, '{"surprise":true}'],
    [{ message: { deep: 1 } }, '{"deep":1}'],
    [Object.assign(Object.create(null), { odd: 1 }), '{"odd":1}'],
  ];
  for (const [cause, words] of table) it(`is: ${words}`, () => assert.equal(said(cause), words));

  for (const [what, cause] of HOSTILE) {
    it(`is a short text, and the error has its cause: ${what}`, () => {
      for (const error of [TeamsError.from(cause, 'timed-out'), unexplained(cause, 'timed-out')]) {
        assert.equal(error.code, 'timed-out');
        assert.equal(error.cause, cause);
        assert.ok(typeof error.message === 'string' && error.message.length <= 500);
      }
    });
  }
});

describe('a text without secrets', () => {
  const table: readonly (readonly [text: string, without: string])[] = [
    [`Bearer ${TOKEN} is bad.`, 'Bearer [token] is bad.'],
    [`{"token":"${TOKEN}"}`, '{"token":"[token]"}'],
    [`five parts: ${TOKEN}.${'iv'.repeat(9)}.tag`, 'five parts: [token]'],
    [`0.AXoA${'x'.repeat(200)} was revoked`, '0.[token] was revoked'],
    ['User bob.b+x@mail.contoso.example is unknown', 'User [address] is unknown'],
    ['4:+14255550100 is busy', '4:[number] is busy'],
    ['+1 (425) 555-0100 is busy', '[number] is busy'],
    ['Request 0f8fad5b-d9cb-469f-a165-70867728950e failed', 'Request 0f8fad5b-d9cb-469f-a165-70867728950e failed'],
    [
      'https://contoso-communication.unitedstates.communication.azure.com/x',
      'https://contoso-communication.unitedstates.communication.azure.com/x',
    ],
    ['@azure/communication-calling 2.0.0 at 10:00+00:00', '@azure/communication-calling 2.0.0 at 10:00+00:00'],
  ];
  for (const [text, without] of table) it(`is: ${without}`, () => assert.equal(withoutSecrets(text), without));

  it('is short, and has no half of a token at its end', () => {
    const text = withoutSecrets(`${'word '.repeat(95)}${TOKEN}`);
    assert.ok(text.length <= 500);
    assert.ok(!text.includes(TOKEN.slice(0, 10)), text);
  });
});
