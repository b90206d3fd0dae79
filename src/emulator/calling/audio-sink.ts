import type { AudioDeviceInfo } from '@azure/communication-calling';
import { browserIdOf } from './open-device.js';

/** Plays what one party says, out of sight, until the call ends. */
export class AudioSink {
  readonly #element = new Audio();

  constructor(stream: MediaStream, speaker: AudioDeviceInfo | undefined, muted: boolean) {
    this.#element.autoplay = true;
    this.#element.muted = muted;
    this.#element.srcObject = stream;
    this.select(speaker);
    // Refused only where nobody has clicked in the page yet, which placing or taking a call takes; autoplay then
    // starts it with the next click.
    this.#element.play().catch(() => undefined);
  }

  set muted(muted: boolean) {
    this.#element.muted = muted;
  }

  select(speaker: AudioDeviceInfo | undefined): void {
    if (!speaker || !('setSinkId' in this.#element)) return;
    const wanted = browserIdOf(speaker);
    // Where it plays anyway needs no opening of its own, which would cost a call its first moments.
    if (wanted === (this.#element.sinkId || 'default')) return;
    // A speaker that was unplugged meanwhile: the default one goes on playing.
    this.#element.setSinkId(wanted).catch(() => undefined);
  }

  close(): void {
    this.#element.pause();
    this.#element.srcObject = null;
  }
}
