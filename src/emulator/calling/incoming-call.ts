import type { CallEndReason, CallerInfo } from '@azure/communication-calling';
import type { EndReason } from '../hub/protocol.js';
import type { CallOptions } from './call-line.js';
import { CallingError, toCallEndReason } from './calling-error.js';
import { Emitter } from './emitter.js';
import type { TeamsCall } from './teams-call.js';

/** What an incoming call needs from its agent. */
export interface IncomingLine {
  readonly accept: (incoming: TeamsIncomingCall, options: CallOptions) => TeamsCall;
  readonly reject: (incoming: TeamsIncomingCall) => Promise<void>;
}

interface Events {
  readonly callEnded: { readonly callEndReason: CallEndReason };
  readonly callerInfoChanged: void;
  readonly transferorInfoChanged: void;
}

/** A call that rings here. */
export class TeamsIncomingCall extends Emitter<Events> {
  readonly kind = 'TeamsIncomingCall';
  readonly id: string;
  readonly callerInfo: CallerInfo;
  readonly #line: IncomingLine;
  #callEndReason: CallEndReason | undefined;
  #taken = false;

  constructor(line: IncomingLine, id: string, callerInfo: CallerInfo) {
    super(['callEnded', 'callerInfoChanged', 'transferorInfoChanged'], { on: 40902, off: 40902 });
    this.#line = line;
    this.id = id;
    this.callerInfo = callerInfo;
  }

  get callEndReason(): CallEndReason {
    // The SDK declares this as optional: a call that rings has none.
    return this.#callEndReason as CallEndReason;
  }

  async accept(options: CallOptions = {}): Promise<TeamsCall> {
    this.#take(41006);
    return this.#line.accept(this, options);
  }

  async reject(): Promise<void> {
    this.#take(41007);
    await this.#line.reject(this);
  }

  end(reason: EndReason): void {
    if (this.#callEndReason) return;
    this.#callEndReason = toCallEndReason(reason);
    this.emit('callEnded', { callEndReason: this.#callEndReason });
  }

  /** It can be accepted or rejected once, while it rings. */
  #take(refusal: number): void {
    if (this.#taken || this.#callEndReason) {
      throw new CallingError(400, refusal, 'This call does not ring any longer.');
    }
    this.#taken = true;
  }
}
