import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readRefusal } from '../../../src/adapters/token-service/read-refusal.js';
import { BY_WORD } from '../../../src/adapters/token-service/refusals.js';
import { refusalStatuses } from '../../../src/server/token/refusal.js';
import { TOKEN } from '../../model/hostile.js';

function refusal(status: number, body: string, headers: Record<string, string> = {}): ReturnType<typeof readRefusal> {
  return readRefusal(new Response(body, { status, headers }), body);
}

describe('a refusal of the token service', () => {
  it('has a row for each word of our own', () => {
    assert.deepEqual(
      Object.keys(refusalStatuses).filter((word) => !(word in BY_WORD)),
      [],
    );
  });

  for (const [word, { code }] of Object.entries(BY_WORD)) {
    it(`says with ${word} what to do`, () => {
      const error = refusal(418, JSON.stringify({ error: word, message: 'As it says.' }));
      assert.equal(error.code, code);
      assert.match(error.message, /^The token service answered 418 \(\w+\)\. As it says\. [A-Z].{10,}[.?]$/);
    });
  }

  const odd = [
    '',
    'null',
    '[]',
    '{"error":7,"message":{}}',
    '{"error":"constructor"}',
    '{"error":"__proto__"}',
    '<h1>',
  ];
  for (const body of odd) {
    it(`stays readable where it is ${body || 'nothing'}`, () => {
      const error = refusal(503, body);
      assert.equal(error.code, 'service-failed');
      assert.match(error.message, /^The token service answered 503/);
    });
  }

  it('is short, and repeats no token', () => {
    const error = refusal(401, JSON.stringify({ error: TOKEN, message: `${TOKEN} ${'long '.repeat(9_000)}` }), {
      'retry-after': TOKEN,
    });
    assert.ok(!JSON.stringify(error.detail).includes(TOKEN.slice(0, 12)));
    assert.ok(error.message.length < 2_000);
  });
});
