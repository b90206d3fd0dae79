import type { CallEndReason } from '@azure/communication-calling';
import type { PartyView } from '../hub/protocol.js';
import type { CallMedia } from './call-media.js';
import { RemoteParticipant } from './remote-participant.js';
import { Speaking } from './speaking.js';

/** Everybody else in a call. */
export class Roster {
  readonly #media: CallMedia;
  readonly #participants = new Map<string, RemoteParticipant>();
  readonly #speaking: Speaking;

  constructor(media: CallMedia) {
    this.#media = media;
    this.#speaking = new Speaking(this.#participants, (partyId) => media.audioLevel(partyId));
  }

  get participants(): readonly RemoteParticipant[] {
    return [...this.#participants.values()];
  }

  /** Watches who speaks, from when there is something to hear. */
  listen(): void {
    this.#speaking.start();
  }

  /** Takes what the hub says of the others, and gives those who are new. */
  update(others: readonly PartyView[]): RemoteParticipant[] {
    const added: RemoteParticipant[] = [];
    for (const party of others) {
      const known = this.#participants.get(party.id);
      if (known) {
        known.update(party);
        continue;
      }
      const participant = new RemoteParticipant(party, () => this.#media.video(party.id));
      this.#participants.set(party.id, participant);
      added.push(participant);
    }
    return added;
  }

  /** Everybody leaves; gives those who did. */
  clear(reason: CallEndReason): RemoteParticipant[] {
    const removed = [...this.#participants.values()];
    this.#speaking.stop();
    for (const participant of removed) participant.leave(reason);
    this.#participants.clear();
    return removed;
  }

  /** Stops watching. */
  close(): void {
    this.#speaking.stop();
  }
}
