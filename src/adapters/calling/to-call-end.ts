import type { CallEnd } from '../../model/call.js';
import { TeamsError } from '../../model/teams-error.js';
import {
  answeredElsewhere,
  blocked,
  busy,
  type CallEndFacts,
  type CallOutcome,
  closed,
  declined,
  failed,
  type Judge,
  left,
  notAnswered,
  offline,
  over,
  partyUnknown,
  refused,
  removed,
} from './call-outcomes.js';

/** What the service says of an end. At run time the SDK adds a message that its types do not have. */
export interface ServiceEnd {
  readonly code: number;
  readonly subCode?: number | undefined;
  readonly message?: unknown;
}

/** The documented subcodes. They say more than the codes and so are asked first. */
const BY_SUBCODE: ReadonlyMap<number, Judge> = new Map([
  [7, offline],
  [3100, failed('network-lost')],
  [3101, failed('network-lost')],
  [3111, failed('service-failed')],
  [3112, failed('network-blocked')],
  [4097, over],
  [4502, offline],
  [4506, notAnswered],
  [4507, failed('token-rejected')],
  [4521, left],
  [5000, removed],
  [5003, declined],
  [5300, removed],
  [5317, closed],
  [5828, refused],
  [5829, refused],
  [5830, refused],
  [7000, over],
  [10003, answeredElsewhere],
  [10004, notAnswered],
  [10009, failed('token-rejected')],
  [10024, declined],
  [10037, failed('person-unreachable')],
  [10057, failed('person-unreachable')],
  [10076, failed('person-unreachable')],
  [10077, failed('person-unreachable')],
  [10078, failed('person-unreachable')],
  [301004, failed('network-blocked')],
  [301005, failed('network-blocked')],
  [510403, blocked],
  [540487, over],
  [560000, over],
  [560486, busy],
]);

/** The codes, which are those of SIP. */
const BY_CODE: ReadonlyMap<number, Judge> = new Map([
  [0, over],
  [401, failed('token-rejected')],
  [403, refused],
  [404, partyUnknown],
  [408, notAnswered],
  [410, failed('network-lost')],
  [429, failed('too-many-requests')],
  [430, failed('person-unreachable')],
  [480, failed('person-unreachable')],
  [481, failed('service-failed')],
  [486, busy],
  [487, over],
  [490, offline],
  [491, offline],
  [495, failed('token-rejected')],
  [496, offline],
  [497, offline],
  [498, offline],
  [500, failed('service-failed')],
  [503, failed('service-failed')],
  [504, failed('service-failed')],
  [600, busy],
  [603, declined],
]);

/** What the end of a call means, from the service's codes and from what we know of the call ourselves. */
export function toCallEnd(end: ServiceEnd | undefined, facts: CallEndFacts): CallEnd {
  const code = end?.code ?? 0;
  const subCode = end?.subCode;
  const { reason, by, error } = outcome(code, subCode, facts);
  const message = typeof end?.message === 'string' ? end.message : 'The call service ended the call.';
  return {
    reason,
    by,
    code,
    subCode,
    error: error && new TeamsError(error, `${message} (${code}/${subCode ?? 0})`).detail,
  };
}

function outcome(code: number, subCode: number | undefined, facts: CallEndFacts): CallOutcome {
  // What the person did here is the reason, whatever the service makes of it.
  if (facts.rejectedHere) return { reason: 'rejected', by: 'local' };
  if (facts.hungUpHere) return { reason: facts.wasConnected ? 'completed' : 'canceled', by: 'local' };
  const judge = BY_SUBCODE.get(subCode ?? 0) ?? BY_CODE.get(code) ?? failed('unknown');
  return judge(facts);
}
