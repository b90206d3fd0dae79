import { pageSession } from './session/page-session.js';
import type { Session } from './session/session.js';
import { wire } from './wire.js';

// The public face for scripts: the page's session, its words, its events and the element classes. Registers nothing.
export { TeamsCallButton } from './elements/teams-call-button/teams-call-button.js';
export { TeamsCall } from './elements/teams-call/teams-call.js';
export { TeamsIncomingCall } from './elements/teams-incoming-call/teams-incoming-call.js';
export { TeamsSession } from './elements/teams-session/teams-session.js';
export { TeamsSignIn } from './elements/teams-sign-in/teams-sign-in.js';
export type {
  Call,
  CallDirection,
  CallEnd,
  CallEndReason,
  CallKind,
  CallRecord,
  CallState,
  Participant,
  ParticipantState,
} from './model/call.js';
export type { ErrorCategory, TeamsErrorCode } from './model/error-codes.js';
export type { Person, User } from './model/person.js';
export type { Settings, SettingsInput } from './model/settings.js';
export { TeamsError, type TeamsErrorDetail } from './model/teams-error.js';
export type { DialOptions } from './session/dial-request.js';
export {
  TeamsCallChangedEvent,
  TeamsCallConnectedEvent,
  TeamsCallRingingEvent,
  TeamsCallStartedEvent,
} from './session/events/call-events.js';
export { TeamsBeforeDialEvent, type DialAnswer, type DialSource } from './session/events/teams-before-dial-event.js';
export { TeamsCallEndedEvent } from './session/events/teams-call-ended-event.js';
export { TeamsErrorEvent } from './session/events/teams-error-event.js';
export { TeamsSessionChangeEvent } from './session/events/teams-session-change-event.js';
export { TeamsSignInRequiredEvent } from './session/events/teams-sign-in-required-event.js';
export type { Session };
export type { Failure, SessionState, SessionStatus } from './session/state.js';

/** The one session of this page: the same object for every element, every script and every copy of this library. */
export const session: Session = pageSession(() => wire);
