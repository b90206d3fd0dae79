import type { CallRecord } from '../../model/call.js';
import { RespondableEvent } from './respondable-event.js';

/** What asked for a call. */
export type DialSource = 'button' | 'tel-link' | 'dial-pad' | 'api' | 'crm';

/** What the page says to a call that is about to start. */
export interface DialAnswer {
  readonly allow: boolean;
  /** With `allow: false`: `warn` lets the person call all the same by asking again, `restrict` does not. */
  readonly mode?: 'warn' | 'restrict';
  /** The sentence that the person reads. */
  readonly message?: string;
  /** Whom to call instead: a number, user id or address. */
  readonly target?: string;
}

/**
 * Before a call starts. Cancel it to stop the call without a word, or `respondWith` a `DialAnswer` (30 seconds at most;
 * a rejection or a late answer stops the call with an explained error). Never sent for emergency numbers.
 */
export class TeamsBeforeDialEvent extends RespondableEvent<DialAnswer> {
  /** Whom to call, as it was given. */
  readonly input: string;
  /** Whom the call service will be asked for: E.164, or the raw identifier of a Teams user. */
  readonly callee: string;
  readonly record: CallRecord | undefined;
  readonly source: DialSource;

  constructor(input: string, callee: string, record: CallRecord | undefined, source: DialSource) {
    super('teams-before-dial', { bubbles: true, composed: true, cancelable: true });
    this.input = input;
    this.callee = callee;
    this.record = record;
    this.source = source;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'teams-before-dial': TeamsBeforeDialEvent;
  }
}
