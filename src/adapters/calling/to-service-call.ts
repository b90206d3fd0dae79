import type { CallDirection, CallEnd, CallKind, CallState, Participant, ServiceCall } from '../../model/call.js';
import type { TeamsCall } from './calling-backend.js';
import { toParticipant } from './to-participant.js';
import { unchanged } from './unchanged.js';

/** A call that begins: it rings here, or was dialled and not yet heard of. */
export function toNewCall(
  id: string,
  direction: CallDirection,
  state: CallState,
  participants: readonly Participant[],
): ServiceCall {
  return {
    id,
    direction,
    kind: toCallKind(participants),
    state,
    participants,
    muted: false,
    video: false,
    // The SDK does not say before the answer whether a caller sends a picture.
    end: undefined,
  };
}

/** A call that rings, when more is known of who calls. */
export function toRingingCall(before: ServiceCall, caller: Participant | undefined): ServiceCall {
  if (!caller) return before;
  const participants = unchanged(before.participants, [unchanged(before.participants[0], caller)]);
  return unchanged(before, { ...before, kind: toCallKind(participants), participants });
}

/** What the SDK's call says now. What did not change since `before` is the same object as before. */
export function toServiceCall(call: TeamsCall, before: ServiceCall): ServiceCall {
  const participants = toParticipants(call, before.participants);
  return unchanged(before, {
    ...before,
    kind: toCallKind(participants),
    state: toCallState(call, before),
    participants,
    muted: call.isMuted,
    video: call.isLocalVideoStarted,
  });
}

/** The last word on a call. Whoever was in it stays listed, so that the page can say whom it was with. */
export function toEndedCall(before: ServiceCall, end: CallEnd): ServiceCall {
  const participants = before.participants.map((participant) =>
    unchanged(participant, { ...participant, state: 'Disconnected' as const, speaking: false, video: false }),
  );
  return { ...before, state: 'Disconnected', participants, video: false, end };
}

export function toCallKind(participants: readonly Participant[]): CallKind {
  if (participants.length > 1) return 'group';
  return participants[0]?.id.startsWith('4:') ? 'phone' : 'teams';
}

/** The SDK lists nobody before the first answer and after the last farewell: then who was there before still counts. */
function toParticipants(call: TeamsCall, before: readonly Participant[]): readonly Participant[] {
  if (call.remoteParticipants.length === 0) return before;
  const known = new Map(before.map((participant) => [participant.id, participant]));
  const now = call.remoteParticipants.map((remote) => {
    const participant = toParticipant(remote);
    return unchanged(known.get(participant.id), participant);
  });
  return unchanged(before, now);
}

/** An incoming call that was answered rings no more, though the SDK's new call for it may still be at its beginning. */
function toCallState(call: TeamsCall, before: ServiceCall): CallState {
  const beginning = call.state === 'None' || call.state === 'Ringing';
  return before.direction === 'Incoming' && beginning ? 'Connecting' : call.state;
}
