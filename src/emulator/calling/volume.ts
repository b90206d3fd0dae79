import { Emitter } from './emitter.js';

/** As often as the SDK tells. */
const TELL_EVERY_MS = 200;
/** The level of a sound that fills the scale. */
const LOUDEST = 100;

interface Events {
  readonly levelChanged: void;
}

/** How loud a microphone is, 0 to 100. */
export class Volume extends Emitter<Events> {
  readonly #context = new AudioContext();
  readonly #meter = new AnalyserNode(this.#context, { fftSize: 2_048 });
  readonly #timer = setInterval(() => this.#look(), TELL_EVERY_MS);
  #input: MediaStreamAudioSourceNode | undefined;
  #level = 0;

  constructor(stream: MediaStream) {
    super(['levelChanged'], { code: 400, on: 41060, off: 41061 });
    this.listen(stream);
    // Where nobody has clicked yet the browser keeps it silent until somebody does.
    void this.#context.resume();
  }

  get level(): number {
    return this.#level;
  }

  listen(stream: MediaStream): void {
    this.#input?.disconnect();
    this.#input = this.#context.createMediaStreamSource(stream);
    this.#input.connect(this.#meter);
  }

  close(): void {
    clearInterval(this.#timer);
    void this.#context.close();
  }

  #look(): void {
    const samples = new Float32Array(this.#meter.fftSize);
    this.#meter.getFloatTimeDomainData(samples);
    const level = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length) * LOUDEST;
    if (level === this.#level) return;
    this.#level = level;
    this.emit('levelChanged', undefined);
  }
}
