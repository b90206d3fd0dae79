import type { RemoteParticipant } from './remote-participant.js';

const LOOK_EVERY_MS = 250;
/** Below this it is the hiss of a line, not a voice. */
const VOICE_LEVEL = 0.02;

/** Watches who speaks. Levels change too fast to be told by events, so they are looked at now and then. */
export class Speaking {
  readonly #participants: ReadonlyMap<string, RemoteParticipant>;
  readonly #level: (partyId: string) => Promise<number>;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(participants: ReadonlyMap<string, RemoteParticipant>, level: (partyId: string) => Promise<number>) {
    this.#participants = participants;
    this.#level = level;
  }

  start(): void {
    this.#timer ??= setInterval(() => void this.#look(), LOOK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async #look(): Promise<void> {
    for (const [partyId, participant] of this.#participants) {
      const level = await this.#level(partyId);
      // The call may have ended meanwhile.
      if (this.#timer !== undefined) participant.setSpeaking(!participant.isMuted && level > VOICE_LEVEL);
    }
  }
}
