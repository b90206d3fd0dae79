import type { User } from '../../model/person.js';
import type { SessionStatus } from '../state.js';

/** The session's status, its user, or what that user may do has changed. Starts at `document`. */
export class TeamsSessionChangeEvent extends Event {
  readonly status: SessionStatus;
  /** Who is signed in, if anybody is. */
  readonly user: User | undefined;
  /** Whether the account may call telephone numbers. Undefined until the service has said. */
  readonly phoneCallsAllowed: boolean | undefined;

  constructor(status: SessionStatus, user: User | undefined, phoneCallsAllowed: boolean | undefined) {
    super('teams-session-change', { bubbles: true, composed: true });
    this.status = status;
    this.user = user;
    this.phoneCallsAllowed = phoneCallsAllowed;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'teams-session-change': TeamsSessionChangeEvent;
  }
}
