import type { RemoteParticipant, RemoteParticipantChange, RemoteVideoStream, TeamsCall } from './calling-backend.js';
import { Listeners } from './listeners.js';

const PARTICIPANT_CHANGES: readonly RemoteParticipantChange[] = [
  'stateChanged',
  'isMutedChanged',
  'isSpeakingChanged',
  'displayNameChanged',
];

/** Listens to everybody in a call and to their streams, who come and go. */
export class ParticipantListeners {
  readonly #changed: () => void;
  readonly #listeners = new Map<RemoteParticipant | RemoteVideoStream, Listeners>();

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Begins with whoever is new in the call and leaves whoever is gone. */
  follow(call: TeamsCall): void {
    const present = new Set<RemoteParticipant | RemoteVideoStream>();
    for (const participant of call.remoteParticipants) {
      present.add(participant);
      this.#begin(participant, (listeners) => this.#toParticipant(participant, call, listeners));
      for (const stream of participant.videoStreams) {
        present.add(stream);
        this.#begin(stream, (listeners) => listeners.add(stream, 'isAvailableChanged', this.#changed));
      }
    }
    for (const [one, listeners] of this.#listeners) {
      if (present.has(one)) continue;
      listeners.end();
      this.#listeners.delete(one);
    }
  }

  end(): void {
    for (const listeners of this.#listeners.values()) listeners.end();
    this.#listeners.clear();
  }

  #begin(one: RemoteParticipant | RemoteVideoStream, listen: (listeners: Listeners) => void): void {
    if (this.#listeners.has(one)) return;
    const listeners = new Listeners();
    this.#listeners.set(one, listeners);
    listen(listeners);
  }

  #toParticipant(participant: RemoteParticipant, call: TeamsCall, listeners: Listeners): void {
    for (const event of PARTICIPANT_CHANGES) listeners.add(participant, event, this.#changed);
    listeners.add(participant, 'videoStreamsUpdated', () => {
      this.follow(call);
      this.#changed();
    });
  }
}
