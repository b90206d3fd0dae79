import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CallEndFacts } from '../../../src/adapters/calling/call-outcomes.js';
import { toCallEnd } from '../../../src/adapters/calling/to-call-end.js';
import { TOKEN } from '../../model/hostile.js';

const outgoing: CallEndFacts = {
  direction: 'Outgoing',
  kind: 'teams',
  wasConnected: false,
  hungUpHere: false,
  rejectedHere: false,
};
const incoming: CallEndFacts = { ...outgoing, direction: 'Incoming' };
const connected: CallEndFacts = { ...outgoing, wasConnected: true };
const phone: CallEndFacts = { ...outgoing, kind: 'phone' };

type Row = readonly [code: number, subCode: number, facts: CallEndFacts, end: string];

/** Reason, who ended it, and the code of the sentence. */
const TABLE: readonly Row[] = [
  // Every row of the service's documentation.
  [0, 0, connected, 'completed remote'],
  [0, 0, outgoing, 'canceled'],
  [0, 0, incoming, 'missed remote'],
  [487, 0, outgoing, 'canceled'],
  [487, 0, incoming, 'missed remote'],
  [603, 0, outgoing, 'rejected remote'],
  [603, 0, incoming, 'rejected local'],
  [496, 7, connected, 'failed network-lost'],
  [496, 7, outgoing, 'failed call-service-unreachable'],
  [496, 4520, outgoing, 'failed call-service-unreachable'],
  [496, 4520, connected, 'failed network-lost'],
  [410, 3100, outgoing, 'failed service network-lost'],
  [410, 3101, connected, 'failed service network-lost'],
  [410, 3111, outgoing, 'failed service service-failed'],
  [410, 3112, outgoing, 'failed service network-blocked'],
  [0, 4097, connected, 'completed remote'],
  [490, 4502, outgoing, 'failed call-service-unreachable'],
  [408, 4506, outgoing, 'no-answer service'],
  [495, 4507, connected, 'failed service token-rejected'],
  [0, 4521, connected, 'completed local'],
  [0, 4521, outgoing, 'canceled local'],
  [0, 5000, connected, 'completed remote removed-from-call'],
  [0, 5300, connected, 'completed remote removed-from-call'],
  [0, 5003, outgoing, 'rejected remote'],
  [0, 5003, connected, 'completed remote'],
  [0, 5317, connected, 'completed service'],
  [403, 5828, outgoing, 'failed service call-refused'],
  [403, 5829, outgoing, 'failed service call-refused'],
  [403, 5830, outgoing, 'failed service call-refused'],
  [0, 7000, connected, 'completed remote'],
  [487, 10003, incoming, 'answered-elsewhere local'],
  [487, 10004, outgoing, 'no-answer service'],
  [487, 10004, incoming, 'missed service'],
  [401, 10009, outgoing, 'failed service token-rejected'],
  [487, 10024, outgoing, 'rejected remote'],
  [480, 10037, outgoing, 'failed service person-unreachable'],
  [480, 10076, outgoing, 'failed service person-unreachable'],
  [480, 10077, outgoing, 'failed service person-unreachable'],
  [480, 10078, outgoing, 'failed service person-unreachable'],
  [408, 10057, outgoing, 'failed service person-unreachable'],
  [410, 301004, outgoing, 'failed service network-blocked'],
  [410, 301005, outgoing, 'failed service network-blocked'],
  [403, 510403, outgoing, 'failed service call-blocked'],
  [403, 510403, phone, 'failed service phone-call-refused'],
  [487, 540487, phone, 'canceled'],
  [487, 540487, { ...phone, direction: 'Incoming' }, 'missed remote'],
  [0, 560000, { ...phone, wasConnected: true }, 'completed remote'],
  [486, 560486, phone, 'busy remote'],
  [486, 540486, phone, 'busy remote'],
  [0, 540000, { ...phone, direction: 'Incoming', wasConnected: true }, 'completed remote'],
  [403, 560403, phone, 'failed service phone-call-refused'],
  [403, 511532, phone, 'failed service phone-call-refused'],
  [404, 511404, phone, 'failed service number-unknown'],
  [408, 560408, phone, 'no-answer service'],
  [480, 560480, phone, 'no-answer service'],
  [408, 500001, phone, 'no-answer service'],
  [410, 531004, phone, 'failed service network-blocked'],
  [484, 560484, phone, 'failed service number-invalid'],
  [497, 560487, phone, 'canceled'],
  [500, 560500, phone, 'failed service service-failed'],
  [503, 560503, phone, 'failed service service-failed'],
  [603, 560603, phone, 'rejected remote'],
  [401, 71005, outgoing, 'failed service token-rejected'],
  // Where a server takes part.
  [0, 7015, connected, 'transferred remote'],
  [0, 5010, connected, 'completed remote'],
  [429, 10110, connected, 'completed service'],
  [430, 10315, outgoing, 'failed service person-unreachable'],
  // Codes without a subcode that is known.
  [401, 0, outgoing, 'failed service token-rejected'],
  [403, 0, outgoing, 'failed service call-refused'],
  [404, 0, outgoing, 'failed service person-unknown'],
  [404, 560404, phone, 'failed service number-unknown'],
  [408, 0, outgoing, 'no-answer service'],
  [408, 0, connected, 'failed service timed-out'],
  [410, 0, connected, 'failed service network-lost'],
  [429, 0, outgoing, 'failed service too-many-requests'],
  [430, 0, outgoing, 'failed service person-unreachable'],
  [480, 0, outgoing, 'failed service person-unreachable'],
  [481, 0, connected, 'failed service service-failed'],
  [486, 0, outgoing, 'busy remote'],
  [490, 4525, outgoing, 'failed call-service-unreachable'],
  [490, 4525, connected, 'failed network-lost'],
  [491, 0, outgoing, 'failed call-service-unreachable'],
  [495, 0, outgoing, 'failed service token-rejected'],
  [497, 0, connected, 'failed network-lost'],
  [498, 0, connected, 'failed network-lost'],
  [500, 0, outgoing, 'failed service service-failed'],
  [503, 0, outgoing, 'failed service service-failed'],
  [504, 0, outgoing, 'failed service service-failed'],
  [600, 0, outgoing, 'busy remote'],
  [604, 0, outgoing, 'failed service person-unknown'],
  [606, 0, outgoing, 'failed service service-failed'],
  [599, 987654, outgoing, 'failed service unknown'],
  // What the person did here decides, whatever the service makes of it.
  [487, 0, { ...outgoing, hungUpHere: true }, 'canceled local'],
  [0, 0, { ...connected, hungUpHere: true }, 'completed local'],
  [496, 7, { ...connected, hungUpHere: true }, 'completed local'],
  [487, 0, { ...incoming, rejectedHere: true }, 'rejected local'],
];

describe('toCallEnd', () => {
  for (const [code, subCode, facts, expected] of TABLE) {
    const { direction, kind, wasConnected, hungUpHere } = facts;
    const when = [direction, kind, wasConnected && 'connected', hungUpHere && 'hung up here']
      .filter(Boolean)
      .join(', ');
    it(`takes ${code}/${subCode} (${when}) for: ${expected}`, () => {
      const end = toCallEnd({ code, subCode }, facts);
      const said = [end.reason, end.by, end.error?.code].filter(Boolean).join(' ');
      assert.equal(said, expected);
      assert.equal(end.code, code);
      assert.equal(end.subCode, subCode);
    });
  }

  it('keeps the words of the service for the developer, with its codes and what they most often mean', () => {
    const end = toCallEnd({ code: 503, subCode: 12, message: 'Service unavailable.' }, outgoing);
    assert.match(end.error?.message ?? '', /^Service unavailable\. \(503\/12\) A fault of Communication Services\./);
  });

  it('keeps what nobody knows readable', () => {
    const end = toCallEnd({ code: 799, subCode: 987654, message: `No: ${TOKEN}` }, outgoing);
    assert.deepEqual([end.reason, end.error?.code], ['failed', 'unknown']);
    assert.equal(end.error?.message, 'No: [token] (799/987654)');
    assert.equal(
      toCallEnd({ code: 799, message: { odd: 1 } }, outgoing).error?.message,
      'The call service ended the call. (799/0)',
    );
  });

  it('takes an end without a reason for an orderly one', () => {
    const { reason, by, code, subCode, error } = toCallEnd(undefined, connected);
    assert.deepEqual([reason, by, code, subCode, error], ['completed', 'remote', 0, undefined, undefined]);
  });
});
