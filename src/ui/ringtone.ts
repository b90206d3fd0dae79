/** Two soft notes, then a rest, in seconds. */
const NOTES = [
  { at: 0, hertz: 523.25 },
  { at: 0.22, hertz: 659.25 },
  { at: 0.44, hertz: 523.25 },
  { at: 0.66, hertz: 659.25 },
] as const;
const NOTE_SECONDS = 0.34;
const REST_MILLISECONDS = 2400;
const LOUDNESS = 0.12;

/** Rings, with two tones of its own or an audio file, and says when the browser does not let it be heard. */
export class Ringtone {
  readonly #changed: () => void;
  #stop: (() => void) | undefined;
  #resume: (() => Promise<void>) | undefined;
  #blocked = false;

  /** `changed` is called whenever `blocked` is another. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Whether the browser keeps the ringtone silent until the person has clicked on the page. */
  get blocked(): boolean {
    return this.#blocked;
  }

  /** Begins to ring, unless it rings already. `url` is an audio file; without one the two tones sound. */
  start(url: string): void {
    if (this.#stop) return;
    this.#stop = url ? this.#playFile(url) : this.#playTones();
    // Any click on the page lets sound through, not only the one on our own button.
    document.addEventListener('click', this.enable, { capture: true });
    document.addEventListener('keydown', this.enable, { capture: true });
  }

  stop(): void {
    document.removeEventListener('click', this.enable, { capture: true });
    document.removeEventListener('keydown', this.enable, { capture: true });
    this.#stop?.();
    this.#stop = this.#resume = undefined;
    this.#tell(false);
  }

  /** Tries again to be heard. Works when it is called from a click. */
  readonly enable = (): void => {
    if (!this.#blocked) return;
    // Still refused: the offer to enable sound stays in sight.
    this.#resume?.().catch(() => this.#tell(true));
  };

  #playFile(url: string): () => void {
    const audio = new Audio(url);
    audio.loop = true;
    const play = async (): Promise<void> => {
      await audio.play();
      this.#tell(false);
    };
    this.#resume = play;
    play().catch((cause: unknown) => {
      if (!this.#stop) return;
      if (cause instanceof DOMException && cause.name === 'NotAllowedError') this.#tell(true);
      else this.#ringWithoutFile();
    });
    return () => {
      audio.pause();
      audio.removeAttribute('src');
    };
  }

  /** A file that cannot be had must not cost a call: the two tones sound instead. */
  #ringWithoutFile(): void {
    this.#stop?.();
    this.#stop = this.#playTones();
  }

  #playTones(): () => void {
    const context = new AudioContext();
    const rest = setInterval(() => playOnce(context), REST_MILLISECONDS);
    playOnce(context);
    const look = (): void => {
      playOnce(context);
      this.#tell(context.state === 'suspended');
    };
    context.addEventListener('statechange', look);
    // A context that may sound is told so by an event; one that may not is never told anything.
    const wait = setTimeout(() => this.#tell(context.state === 'suspended'), 300);
    this.#resume = () => context.resume();
    return () => {
      clearInterval(rest);
      clearTimeout(wait);
      context.removeEventListener('statechange', look);
      void context.close();
    };
  }

  #tell(blocked: boolean): void {
    if (blocked === this.#blocked) return;
    this.#blocked = blocked;
    this.#changed();
  }
}

function playOnce(context: AudioContext): void {
  if (context.state !== 'running') return; // notes would pile up and sound all at once
  for (const { at, hertz } of NOTES) {
    const start = context.currentTime + at;
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + NOTE_SECONDS);
    const tone = new OscillatorNode(context, { frequency: hertz });
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + NOTE_SECONDS);
  }
}
