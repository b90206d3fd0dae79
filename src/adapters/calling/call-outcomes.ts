import type { CallDirection, CallEnd, CallEndReason, CallKind } from '../../model/call.js';
import type { TeamsErrorCode } from '../../model/error-codes.js';

/** What we know ourselves of a call that has ended. */
export interface CallEndFacts {
  readonly direction: CallDirection;
  readonly kind: CallKind;
  /** Whether both sides were ever connected. */
  readonly wasConnected: boolean;
  readonly hungUpHere: boolean;
  readonly rejectedHere: boolean;
}

/** What an end means to the person in front of the page. */
export interface CallOutcome {
  readonly reason: CallEndReason;
  readonly by?: CallEnd['by'];
  readonly error?: TeamsErrorCode;
}

/** Judges an end by how far the call had come: the same code says different things before and after the answer. */
export type Judge = (facts: CallEndFacts) => CallOutcome;

/** Ended in an orderly way. */
export const over: Judge = ({ direction, wasConnected }) => {
  if (wasConnected) return { reason: 'completed', by: 'remote' };
  return direction === 'Incoming' ? { reason: 'missed', by: 'remote' } : { reason: 'canceled' };
};

/** Ended by the service, in an orderly way. */
export const closed: Judge = (facts) => ({ ...over(facts), by: 'service' });

/** The page went away while the call was up. */
export const left: Judge = ({ wasConnected }) => ({ reason: wasConnected ? 'completed' : 'canceled', by: 'local' });

/** An incoming call that was declined, but not here, was declined on another device of the same person. */
export const declined: Judge = (facts) => {
  if (facts.wasConnected) return over(facts); // what was taken cannot be declined any more
  return { reason: 'rejected', by: facts.direction === 'Incoming' ? 'local' : 'remote' };
};

export const notAnswered: Judge = ({ direction, wasConnected }) => {
  if (wasConnected) return { reason: 'failed', by: 'service', error: 'timed-out' };
  return { reason: direction === 'Incoming' ? 'missed' : 'no-answer', by: 'service' };
};

export const answeredElsewhere: Judge = () => ({ reason: 'answered-elsewhere', by: 'local' });

export const transferred: Judge = () => ({ reason: 'transferred', by: 'remote' });

export const busy: Judge = () => ({ reason: 'busy', by: 'remote' });

export const removed: Judge = ({ wasConnected }) => ({
  reason: wasConnected ? 'completed' : 'rejected',
  by: 'remote',
  error: 'removed-from-call',
});

/** Not let through by a policy, a plan or the carrier. The service does not say which. */
export const refused: Judge = ({ kind }) => ({
  reason: 'failed',
  by: 'service',
  error: kind === 'phone' ? 'phone-call-refused' : 'call-refused',
});

export const blocked: Judge = ({ kind }) => ({
  reason: 'failed',
  by: 'service',
  error: kind === 'phone' ? 'phone-call-refused' : 'call-blocked',
});

export const partyUnknown: Judge = ({ kind }) => ({
  reason: 'failed',
  by: 'service',
  error: kind === 'phone' ? 'number-unknown' : 'person-unknown',
});

/** Our own network: a call that was up lost it, one that was not never found the service. */
export const offline: Judge = ({ wasConnected }) => ({
  reason: 'failed',
  error: wasConnected ? 'network-lost' : 'call-service-unreachable',
});

export function failed(error: TeamsErrorCode): Judge {
  return () => ({ reason: 'failed', by: 'service', error });
}
