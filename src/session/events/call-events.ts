import type { Call } from '../../model/call.js';

/** What all events about one call carry. */
export abstract class TeamsCallEvent extends Event {
  /** The call at this moment. */
  readonly call: Call;

  constructor(type: string, call: Call, init?: EventInit) {
    super(type, { bubbles: true, composed: true, ...init });
    this.call = call;
  }
}

/** The service has taken an outgoing call. Starts at the element that dialled. */
export class TeamsCallStartedEvent extends TeamsCallEvent {
  constructor(call: Call) {
    super('teams-call-started', call);
  }
}

/** A call comes in and rings. Cancel it to hide our own toast; the call goes on ringing. */
export class TeamsCallRingingEvent extends TeamsCallEvent {
  constructor(call: Call) {
    super('teams-call-ringing', call, { cancelable: true });
  }
}

/** Both sides of a call can hear each other for the first time. */
export class TeamsCallConnectedEvent extends TeamsCallEvent {
  constructor(call: Call) {
    super('teams-call-connected', call);
  }
}

/** Something about a call is different: its state, its participants, mute, video. */
export class TeamsCallChangedEvent extends TeamsCallEvent {
  constructor(call: Call) {
    super('teams-call-changed', call);
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'teams-call-started': TeamsCallStartedEvent;
    'teams-call-ringing': TeamsCallRingingEvent;
    'teams-call-connected': TeamsCallConnectedEvent;
    'teams-call-changed': TeamsCallChangedEvent;
  }
}
