import type { TeamsErrorDetail } from './teams-error.js';

/** A call's state, as the Calling SDK names it. */
export type CallState =
  | 'None'
  | 'Connecting'
  | 'Ringing'
  | 'EarlyMedia'
  | 'InLobby'
  | 'Connected'
  | 'LocalHold'
  | 'RemoteHold'
  | 'Disconnecting'
  | 'Disconnected';

/** A participant's state, as the Calling SDK names it. */
export type ParticipantState =
  'Idle' | 'Connecting' | 'Ringing' | 'EarlyMedia' | 'InLobby' | 'Connected' | 'Hold' | 'Disconnected';

export type CallDirection = 'Incoming' | 'Outgoing';

/** `phone` with a telephone number, `teams` with one Teams user, `group` with several, `meeting` joined by link. */
export type CallKind = 'phone' | 'teams' | 'group' | 'meeting';

/** Somebody else in a call. */
export interface Participant {
  /** The raw identifier: `8:orgid:…` for a Teams user, `4:+1…` for a phone number. */
  readonly id: string;
  /** As the call service names them. It does not name Teams users: see `SessionState.people`. */
  readonly displayName: string | undefined;
  readonly state: ParticipantState;
  readonly muted: boolean;
  readonly speaking: boolean;
  /** Whether they send a camera picture that can be shown. The picture itself is asked for with `session.stream()`. */
  readonly video: boolean;
}

/** The participant id of ourselves, where a picture is asked for. */
export const LOCAL = 'local';

/** How a call came to its end. */
export type CallEndReason =
  | 'completed'
  | 'canceled'
  | 'no-answer'
  | 'busy'
  | 'rejected'
  | 'missed'
  | 'answered-elsewhere'
  | 'transferred'
  | 'failed';

export interface CallEnd {
  readonly reason: CallEndReason;
  /** Who ended it, where that is known. */
  readonly by: 'local' | 'remote' | 'service' | undefined;
  /** The service's own code, as in the SDK's `CallEndReason`. */
  readonly code: number;
  readonly subCode: number | undefined;
  /** Why it failed, for `failed` and for refusals that need a sentence. */
  readonly error: TeamsErrorDetail | undefined;
}

/** The record of the host's own database that a call belongs to. */
export interface CallRecord {
  readonly id: string;
  readonly type: string | undefined;
}

/** What the call service says of a call. Adapters deliver it whole; every change is a new object. */
export interface ServiceCall {
  /** Our own id: the SDK's changes in the course of a call. */
  readonly id: string;
  readonly direction: CallDirection;
  readonly kind: CallKind;
  readonly state: CallState;
  readonly participants: readonly Participant[];
  readonly muted: boolean;
  /** Whether our own camera picture is being sent. */
  readonly video: boolean;
  /** Set once, with state `Disconnected`. */
  readonly end: CallEnd | undefined;
}

/** One call as the page sees it. Every change is a new object. */
export interface Call extends ServiceCall {
  /** When it was dialled or began to ring, in milliseconds since 1970. */
  readonly startedAt: number;
  /** When both sides were first connected. */
  readonly connectedAt: number | undefined;
  readonly endedAt: number | undefined;
  /** Whom the page asked to call, as it was given. Undefined for incoming calls. */
  readonly to: string | undefined;
  /** What the page calls whom it asked to call: the name on its record. */
  readonly name: string | undefined;
  readonly record: CallRecord | undefined;
  /** The one-to-one chat that belongs to a call between two Teams users. */
  readonly threadId: string | undefined;
  /** Whether the page hid our own ringing toast by cancelling `teams-call-ringing`. */
  readonly toastHidden: boolean;
}

const NEXT: Record<CallState, readonly CallState[]> = {
  None: ['Connecting', 'Ringing', 'EarlyMedia', 'InLobby', 'Connected', 'Disconnecting', 'Disconnected'],
  Connecting: ['Ringing', 'EarlyMedia', 'InLobby', 'Connected', 'Disconnecting', 'Disconnected'],
  // An incoming call that is answered goes back to Connecting.
  Ringing: ['Connecting', 'EarlyMedia', 'InLobby', 'Connected', 'Disconnecting', 'Disconnected'],
  EarlyMedia: ['Ringing', 'InLobby', 'Connected', 'Disconnecting', 'Disconnected'],
  InLobby: ['Connecting', 'Connected', 'Disconnecting', 'Disconnected'],
  // A connected call that lost its network connects again.
  Connected: ['Connecting', 'LocalHold', 'RemoteHold', 'Disconnecting', 'Disconnected'],
  LocalHold: ['Connecting', 'Connected', 'RemoteHold', 'Disconnecting', 'Disconnected'],
  RemoteHold: ['Connecting', 'Connected', 'LocalHold', 'Disconnecting', 'Disconnected'],
  Disconnecting: ['Disconnected'],
  Disconnected: [],
};

/** Whether a call may go from one state to another. Services repeat and reorder events; we do not. */
export function canMove(from: CallState, to: CallState): boolean {
  return from === to || NEXT[from].includes(to);
}

/** Whether a call rings here and waits for an answer. */
export function isRinging(call: ServiceCall): boolean {
  return call.direction === 'Incoming' && call.state === 'Ringing';
}

/** Whether both sides can hear each other, or could if nobody held. */
export function isEstablished(call: ServiceCall): boolean {
  return call.state === 'Connected' || call.state === 'LocalHold' || call.state === 'RemoteHold';
}

/** The whole seconds a call has been connected. */
export function secondsConnected(call: Call, now: number): number {
  return call.connectedAt === undefined
    ? 0
    : Math.max(0, Math.floor(((call.endedAt ?? now) - call.connectedAt) / 1000));
}
