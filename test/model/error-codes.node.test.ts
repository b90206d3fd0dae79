import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ERRORS, type TeamsErrorCode } from '../../src/model/error-codes.js';

const source = join(import.meta.dirname, '../../src');
const codes = Object.entries(ERRORS) as [TeamsErrorCode, (typeof ERRORS)[TeamsErrorCode]][];

/** What only somebody who writes software knows. */
const JARGON =
  /\b(tokens?|SDK|API|URLs?|HTTPS?|SIP|JSON|JWT|CORS|CSP|MSAL|Entra|Graph|Azure|ACS|tenants?|scopes?|null|undefined|exceptions?|errors?|(?<!country )codes?|timed out|permissions?|redirect|configur\w+)\b/i;

/** What somebody can do. */
const ADVICE = /\b(try|again|Ask|ask|Tell|Sign in|Allow|Connect|Check|Start|Press|Add|End|Finish)\b/;

/** Nothing can be done, or there is nothing to do. */
const NO_ADVICE: readonly TeamsErrorCode[] = [
  'not-configured',
  'phone-plan-required',
  'call-blocked',
  'call-not-allowed',
  'removed-from-call',
  'not-supported',
  'target-missing',
  'number-invalid',
  'person-unknown',
  'call-unknown',
  'aborted',
];

/** All of src but the table itself, and but the tests. */
function sources(): string {
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('error-codes.ts'))
    .map((file) => readFileSync(join(source, file), 'utf8'))
    .join('\n');
}

describe('the codes of errors', () => {
  const everything = sources();

  it('are read', () => {
    assert.ok(codes.length > 40 && everything.length > 100_000);
  });

  for (const [code, { userMessage, category, retryable }] of codes) {
    it(`have in ${code} a sentence for people, who know no software`, () => {
      assert.match(userMessage, /^[A-Z][^\n]{10,150}[.]$/);
      assert.doesNotMatch(userMessage, JARGON);
      assert.doesNotMatch(userMessage, /[_{}<>`"]|\d|[a-z][A-Z]|\w-\w+-\w|\.\.|\s{2}/);
    });

    it(`say in ${code} what can be done, if anything can`, () => {
      assert.equal(ADVICE.test(userMessage), !NO_ADVICE.includes(code));
      if (retryable) assert.ok(ADVICE.test(userMessage) || category === 'aborted');
    });

    it(`have a use for ${code}`, () => {
      const uses = everything.split(`'${code}'`).length - 1;
      assert.ok(uses > 0, `${code} is thrown by nothing and in no table`);
    });
  }
});
