import { ECHO_TEST, phoneNumberOf, toCallTarget, userIdOf, type CallTarget } from '../model/call-target.js';
import { isRinging, type Call } from '../model/call.js';
import type { Feature } from '../model/permissions.js';
import type { Person, User } from '../model/person.js';
import type { Settings } from '../model/settings.js';
import type { TeamsErrorDetail } from '../model/teams-error.js';

/**
 * Where the session stands.
 *
 * `expiring`: the token could not be renewed yet but still works. `expired`: it no longer does, and one click on
 * sign-in mends it. `error`: `SessionState.error` says what is wrong.
 */
export type SessionStatus = 'signed-out' | 'signing-in' | 'ready' | 'expiring' | 'expired' | 'error';

/** A command that failed, and what it was about: `dial:` and the target as it was given, or `call:` and the call's id. */
export interface Failure {
  readonly subject: string;
  readonly error: TeamsErrorDetail;
}

/**
 * Everything a page can know about its session. Plain data: it can be logged, cloned to another tab, or written by
 * hand in a story.
 */
export interface SessionState {
  /** Undefined until the page has configured the session. */
  readonly settings: Settings | undefined;
  readonly status: SessionStatus;
  readonly user: User | undefined;
  /** Whether calls can be placed and received right now. */
  readonly connected: boolean;
  /** Whether the account may call telephone numbers. Undefined until the service has said. */
  readonly phoneCallsAllowed: boolean | undefined;
  /** Calls that are not over, oldest first. */
  readonly calls: readonly Call[];
  /** The call that ended last, until it is dismissed or the next begins. */
  readonly endedCall: Call | undefined;
  /** Whom the page asked to call, as given, from the press of a button until the service has taken the call. */
  readonly dialling: readonly string[];
  /** People who were looked up, by object id. */
  readonly people: Readonly<Record<string, Person>>;
  /** Why commands failed, the last failure of each subject. Cleared by the next command on the same subject. */
  readonly failures: readonly Failure[];
  /** What was wanted and the person has not allowed yet: `Session.consent` asks them. */
  readonly consentRequired: readonly Feature[];
  /** What is wrong with the session as a whole: settings, sign-in, connection. */
  readonly error: TeamsErrorDetail | undefined;
}

export const EMPTY: SessionState = {
  settings: undefined,
  status: 'signed-out',
  user: undefined,
  connected: false,
  phoneCallsAllowed: undefined,
  calls: [],
  endedCall: undefined,
  dialling: [],
  people: {},
  failures: [],
  consentRequired: [],
  error: undefined,
};

/** Whether calls can be asked for: somebody is signed in and the token works. */
export function isSignedIn(state: SessionState): boolean {
  return state.status === 'ready' || state.status === 'expiring';
}

/** The call with this id, live or the one that ended last. */
export function callById(state: SessionState, id: string): Call | undefined {
  return state.calls.find((call) => call.id === id) ?? (state.endedCall?.id === id ? state.endedCall : undefined);
}

/** The call a person is in: the newest that is not merely ringing. */
export function activeCall(state: SessionState): Call | undefined {
  return state.calls.findLast((call) => !isRinging(call));
}

/** The live call with whom `to` names, if there is one. */
export function callWith(state: SessionState, to: string): Call | undefined {
  return state.calls.find((call) => isWith(call, to, state));
}

/** The call with whom `to` names that ended last, if it is still shown. */
export function endedCallWith(state: SessionState, to: string): Call | undefined {
  return state.endedCall && isWith(state.endedCall, to, state) ? state.endedCall : undefined;
}

export function failureOf(state: SessionState, subject: string): TeamsErrorDetail | undefined {
  return state.failures.find((failure) => failure.subject === subject)?.error;
}

/** The name of somebody in a call: what the directory says, then what the service says, then nothing. */
export function nameOf(
  state: SessionState,
  participant: { readonly id: string; readonly displayName: string | undefined },
): string | undefined {
  const userId = userIdOf(participant.id);
  return (userId && state.people[userId]?.displayName) || participant.displayName;
}

function isWith(call: Call, to: string, state: SessionState): boolean {
  if (call.to?.trim() === to.trim()) return true;
  const target = toCallTarget(to);
  return target !== undefined && call.participants.some(({ id }) => names(target, id, state));
}

function names(target: CallTarget, id: string, state: SessionState): boolean {
  switch (target.kind) {
    case 'echo-test':
      return id === ECHO_TEST;
    case 'teams-user':
      return userIdOf(id) === target.userId;
    case 'address': {
      const person = state.people[userIdOf(id) ?? ''];
      const address = target.address.toLowerCase();
      return person?.userPrincipalName?.toLowerCase() === address || person?.mail?.toLowerCase() === address;
    }
    case 'phone-number':
      // A national way of writing is not compared: it would need the country, and a wrong match would hang up on somebody.
      return target.input.trim().startsWith('+') && phoneNumberOf(id) === `+${target.input.replace(/\D/g, '')}`;
  }
}
