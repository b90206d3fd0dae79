import type { EndReason } from './protocol.js';

function reason(code: number, subCode: number, message: string): EndReason {
  return { code, subCode, message };
}

/** Why calls end and requests fail, with the codes that the service is documented to give. */
export const END = {
  hungUp: reason(0, 0, 'Call ended successfully by a participant.'),
  canceled: reason(487, 0, 'Call ended successfully as the caller canceled the call.'),
  /** A Teams user declined. */
  declined: reason(487, 10024, 'Call was declined by all callee endpoints.'),
  /** A phone declined, and what the one who declined is told. */
  rejected: reason(603, 0, 'Call ended successfully as it was declined by the callee.'),
  elsewhere: reason(487, 10003, 'Call was accepted elsewhere, by another endpoint of this user.'),
  ringTimedOut: reason(487, 10004, 'Call was canceled on timeout, no callee endpoint accepted it in time.'),
  phoneNotAnswered: reason(408, 4506, 'Call was not answered in time.'),
  phoneBusy: reason(486, 560486, 'Call ended because the remote phone was busy.'),
  phoneHungUp: reason(0, 560000, 'Call ended successfully by the remote phone.'),
  offline: reason(480, 10037, 'Remote client endpoint not registered.'),
  notFound: reason(404, 0, 'Call participant or phone number not found.'),
  /**
   * The documentation names no code of its own for a user without a phone plan. Calls that a policy or the carrier
   * does not let through end with this one.
   */
  phoneCallBlocked: reason(403, 510403, 'Call was blocked: this user may not call phone numbers.'),
  networkLost: reason(410, 3101, 'Call dropped due to an unexpected network problem on the other side.'),
  badToken: reason(495, 4507, 'Call ended because the token was not valid.'),
  callOver: reason(481, 0, 'There is no such call any longer.'),
  service: reason(503, 0, 'The service is not available.'),
} as const satisfies Record<string, EndReason>;

/** A request that the hub does not do, with the code that says why. */
export class RefusedError extends Error {
  readonly reason: EndReason;

  constructor(why: EndReason) {
    super(why.message);
    this.name = 'RefusedError';
    this.reason = why;
  }
}
