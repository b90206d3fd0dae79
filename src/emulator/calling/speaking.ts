import type { RemoteParticipant } from './remote-participant.js';

const LOOK_EVERY_MS = 250;
/** Below this it is the hiss of a line, not a voice. */
const VOICE_LEVEL = 0.02;

/** Watches who speaks. Levels change too fast to be told by events, so they are looked at now and then. */
export class Speaking {
  readonly #participants: ReadonlyMap<string, RemoteParticipant>;
  readonly #level: (partyId: string) => number;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(participants: ReadonlyMap<string, RemoteParticipant>, level: (partyId: string) => number) {
    this.#participants = participants;
    this.#level = level;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#look(), LOOK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    for (const [partyId, participant] of this.#participants) {
      participant.setSpeaking(!participant.isMuted && this.#level(partyId) > VOICE_LEVEL);
    }
  }
}
