import { getIdentifierRawId } from '@azure/communication-common';
import type { Participant } from '../../model/call.js';
import type { CallerInfo, RemoteParticipant, RemoteVideoStream } from './calling-backend.js';

/** The SDK's participants have no id of their own: their raw identifier is the key. */
export function rawIdOf({ identifier }: RemoteParticipant): string {
  return getIdentifierRawId(identifier);
}

/** Somebody in a call. */
export function toParticipant(remote: RemoteParticipant): Participant {
  return {
    id: rawIdOf(remote),
    displayName: remote.displayName || undefined,
    state: remote.state,
    muted: remote.isMuted,
    speaking: remote.isSpeaking,
    video: pictureOf(remote) !== undefined,
  };
}

/** Whoever calls, before there is more than their name to know. Withheld callers have no identifier. */
export function toCaller({ identifier, displayName }: CallerInfo): Participant | undefined {
  return identifier && absent(getIdentifierRawId(identifier), displayName);
}

/** Somebody who is to be in a call and of whom the service has not told yet. */
export function absent(id: string, displayName?: string): Participant {
  return {
    id,
    displayName: displayName || undefined,
    state: 'Connecting',
    muted: false,
    speaking: false,
    video: false,
  };
}

/** The camera picture of a participant. Streams are listed before there is anything in them: `isAvailable` tells. */
export function pictureOf(remote: RemoteParticipant): RemoteVideoStream | undefined {
  return remote.videoStreams.find((stream) => stream.mediaStreamType === 'Video' && stream.isAvailable);
}
