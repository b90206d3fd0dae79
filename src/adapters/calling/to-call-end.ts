import type { CallEnd } from '../../model/call.js';
import { explained } from '../../model/meaning.js';
import { withoutSecrets } from '../../model/without-secrets.js';
import { type CallEndFacts, type CallOutcome, failed } from './call-outcomes.js';
import type { SdkError } from './sdk-error.js';
import { BY_CODE, BY_SUBCODE } from './sdk-errors.js';

/** What the service says of an end. At run time the SDK adds a message that its types do not have. */
export interface ServiceEnd {
  readonly code: number;
  readonly subCode?: number | undefined;
  readonly message?: unknown;
}

/** What is not in the tables has failed, and stays readable. */
const UNKNOWN = { hint: '', ends: failed('unknown') };

/** What the end of a call means, from the service's codes and from what we know of the call ourselves. */
export function toCallEnd(end: ServiceEnd | undefined, facts: CallEndFacts): CallEnd {
  const code = end?.code ?? 0;
  const subCode = end?.subCode;
  const row = BY_SUBCODE.get(subCode ?? 0) ?? BY_CODE.get(code) ?? UNKNOWN;
  const { reason, by, error } = outcome(row, facts);
  const message = typeof end?.message === 'string' ? withoutSecrets(end.message) : 'The call service ended the call.';
  const words = `${message} (${code}/${subCode ?? 0})`;
  return {
    reason,
    by,
    code,
    subCode,
    error: error && explained({ code: error, hint: row.hint }, words, end).detail,
  };
}

function outcome({ ends }: Pick<SdkError, 'ends'>, facts: CallEndFacts): CallOutcome {
  // What the person did here is the reason, whatever the service makes of it.
  if (facts.rejectedHere) return { reason: 'rejected', by: 'local' };
  if (facts.hungUpHere) return { reason: facts.wasConnected ? 'completed' : 'canceled', by: 'local' };
  return ends(facts);
}
