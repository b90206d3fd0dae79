import { pageSession } from './session/page-session.js';
import type { Session } from './session/session.js';
import { wire } from './wire.js';

// What scripts of a page use: its session, its words and its events. The elements are apart, so that they can come later.
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
