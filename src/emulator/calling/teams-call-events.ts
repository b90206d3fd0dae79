import type { LocalVideo } from './local-video-stream.js';
import type { RemoteParticipant } from './remote-participant.js';
import type { Updated } from './updated.js';

export interface TeamsCallEvents {
  readonly stateChanged: void;
  readonly idChanged: void;
  readonly isMutedChanged: void;
  readonly isIncomingAudioMutedChanged: void;
  readonly isLocalVideoStartedChanged: void;
  readonly remoteParticipantsUpdated: Updated<RemoteParticipant>;
  readonly localVideoStreamsUpdated: Updated<LocalVideo>;
}

export const teamsCallEventNames: readonly (keyof TeamsCallEvents)[] = [
  'stateChanged',
  'idChanged',
  'isMutedChanged',
  'isIncomingAudioMutedChanged',
  'isLocalVideoStartedChanged',
  'remoteParticipantsUpdated',
  'localVideoStreamsUpdated',
];
