import type { CallEndReason, RemoteParticipantState } from '@azure/communication-calling';
import type { CommunicationIdentifierKind } from '@azure/communication-common';
import type { PartyView } from '../hub/protocol.js';
import { Emitter } from './emitter.js';
import { identifierOf } from './identifier.js';
import { RemoteVideoStream } from './remote-video-stream.js';

interface Events {
  readonly stateChanged: void;
  readonly isMutedChanged: void;
  readonly isSpeakingChanged: void;
  readonly displayNameChanged: void;
  readonly videoStreamsUpdated: { readonly added: RemoteVideoStream[]; readonly removed: RemoteVideoStream[] };
}

const eventNames = [
  'stateChanged',
  'isMutedChanged',
  'isSpeakingChanged',
  'displayNameChanged',
  'videoStreamsUpdated',
] as const;

/** Somebody else in a call. */
export class RemoteParticipant extends Emitter<Events> {
  readonly identifier: CommunicationIdentifierKind;
  /** Not set for Teams users, as in the SDK: the page asks Graph. */
  readonly displayName?: string;
  readonly videoStreams: readonly RemoteVideoStream[];
  readonly #camera: RemoteVideoStream;
  #party: PartyView;
  #isSpeaking = false;
  #callEndReason: CallEndReason | undefined;

  constructor(party: PartyView, video: () => Promise<MediaStream>) {
    super(eventNames, { on: 42001, off: 42001 });
    this.#party = party;
    this.identifier = identifierOf(party.rawId);
    if (party.displayName !== undefined) this.displayName = party.displayName;
    this.#camera = new RemoteVideoStream('Video', video);
    this.videoStreams = [this.#camera, new RemoteVideoStream('ScreenSharing', video)];
    this.#camera.setAvailable(showsVideo(party));
  }

  get state(): RemoteParticipantState {
    return this.#callEndReason ? 'Disconnected' : this.#party.state;
  }

  get callEndReason(): CallEndReason {
    // The SDK declares this as optional: without an end it is not there.
    return this.#callEndReason as CallEndReason;
  }

  get isMuted(): boolean {
    return this.#party.muted;
  }

  get isSpeaking(): boolean {
    return this.#isSpeaking;
  }

  update(party: PartyView): void {
    const former = this.#party;
    this.#party = party;
    if (former.state !== party.state) this.emit('stateChanged', undefined);
    if (former.muted !== party.muted) this.emit('isMutedChanged', undefined);
    this.#camera.setAvailable(showsVideo(party));
  }

  setSpeaking(isSpeaking: boolean): void {
    if (isSpeaking === this.#isSpeaking) return;
    this.#isSpeaking = isSpeaking;
    this.emit('isSpeakingChanged', undefined);
  }

  leave(reason: CallEndReason): void {
    this.setSpeaking(false);
    this.#camera.setAvailable(false);
    this.#callEndReason = reason;
    this.emit('stateChanged', undefined);
  }
}

function showsVideo({ state, video }: PartyView): boolean {
  return state === 'Connected' && video;
}
