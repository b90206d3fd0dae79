import { secondsConnected, type Call, type CallEnd, type CallEndReason } from '../../model/call.js';
import { TeamsCallEvent } from './call-events.js';

/** A started or ringing call is over. Sent exactly once for each. */
export class TeamsCallEndedEvent extends TeamsCallEvent {
  readonly reason: CallEndReason;
  /** Who ended it, where that is known. */
  readonly by: CallEnd['by'];
  /** The service's own code and subcode, as in the SDK's `CallEndReason`. */
  readonly code: number;
  readonly subCode: number | undefined;
  /** From the first dialling or ringing to the connection or, without one, to the end. Seconds. */
  readonly ringingSeconds: number;
  /** How long both sides were connected. Seconds; 0 if they never were. */
  readonly connectedSeconds: number;

  constructor(call: Call, end: CallEnd, endedAt: number) {
    super('teams-call-ended', call);
    this.reason = end.reason;
    this.by = end.by;
    this.code = end.code;
    this.subCode = end.subCode;
    this.ringingSeconds = Math.max(0, Math.floor(((call.connectedAt ?? endedAt) - call.startedAt) / 1000));
    this.connectedSeconds = secondsConnected(call, endedAt);
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'teams-call-ended': TeamsCallEndedEvent;
  }
}
