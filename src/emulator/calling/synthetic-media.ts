import type { SyntheticMedia as SyntheticMediaKind } from '../hub/protocol.js';
import type { RemoteMedia } from './remote-media.js';
import { SyntheticVideo } from './synthetic-video.js';

/** The echo test records for so long, then plays that back while it does not listen. */
const RECORDING_SECONDS = 3;

/** About a third of a second. */
const METER_SAMPLES = 16_384;

/** A scripted party, made up in this page: everything runs on the audio clock, without timers. */
export class SyntheticMedia implements RemoteMedia {
  readonly #context = new AudioContext();
  readonly #out = this.#context.createMediaStreamDestination();
  readonly #meter = new AnalyserNode(this.#context, { fftSize: METER_SAMPLES });
  readonly #echoes: boolean;
  readonly #video: SyntheticVideo | undefined;
  readonly #voices: AudioScheduledSourceNode[] = [];
  #input: MediaStreamAudioSourceNode | undefined;
  #entrance: GainNode | undefined;

  constructor({ audio, video }: SyntheticMediaKind, label: string) {
    this.#echoes = audio === 'echo';
    this.#meter.connect(this.#out);
    if (this.#echoes) this.#entrance = this.#echo();
    else this.#speak();
    this.#video = video ? new SyntheticVideo(label) : undefined;
    // Allowed by the click that placed or took the call.
    void this.#context.resume();
  }

  get audio(): MediaStream {
    return this.#out.stream;
  }

  async video(): Promise<MediaStream> {
    if (!this.#video) return new MediaStream();
    return this.#video.stream;
  }

  async audioLevel(): Promise<number> {
    const samples = new Float32Array(this.#meter.fftSize);
    this.#meter.getFloatTimeDomainData(samples);
    return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
  }

  async sendAudio(track: MediaStreamTrack | null): Promise<void> {
    this.#input?.disconnect();
    this.#input = undefined;
    if (!this.#entrance || !track) return;
    this.#input = this.#context.createMediaStreamSource(new MediaStream([track]));
    this.#input.connect(this.#entrance);
  }

  /** Nobody is there to look. */
  async sendVideo(): Promise<void> {}

  close(): void {
    this.#video?.close();
    for (const voice of this.#voices) voice.stop();
    for (const track of this.audio.getTracks()) track.stop();
    void this.#context.close();
  }

  /** What comes in is let through for some seconds of every cycle, and comes out that much later. */
  #echo(): GainNode {
    const context = this.#context;
    const entrance = new GainNode(context, { gain: 0 });
    const delay = new DelayNode(context, { maxDelayTime: RECORDING_SECONDS, delayTime: RECORDING_SECONDS });
    this.#loop([1, 0], RECORDING_SECONDS).connect(entrance.gain);
    entrance.connect(delay).connect(this.#meter);
    return entrance;
  }

  /** Something like a voice: a hum through two resonances, in syllables with pauses. */
  #speak(): void {
    const context = this.#context;
    const hum = new OscillatorNode(context, { type: 'sawtooth', frequency: 130 });
    const syllables = new GainNode(context, { gain: 0 });
    this.#loop([0.5, 0.1, 0.6, 0.2, 0.5, 0, 0.6, 0.3, 0, 0], 0.14).connect(syllables.gain);
    for (const frequency of [700, 1_220]) {
      hum.connect(new BiquadFilterNode(context, { type: 'bandpass', frequency, Q: 5 })).connect(syllables);
    }
    syllables.connect(this.#meter);
    hum.start();
    this.#voices.push(hum);
  }

  /** A control signal that steps through levels, over and over. */
  #loop(levels: readonly number[], secondsEach: number): AudioBufferSourceNode {
    const { sampleRate } = this.#context;
    const each = Math.round(sampleRate * secondsEach);
    const buffer = new AudioBuffer({ length: each * levels.length, sampleRate });
    const samples = buffer.getChannelData(0);
    levels.forEach((level, index) => samples.fill(level, index * each, (index + 1) * each));
    const loop = new AudioBufferSourceNode(this.#context, { buffer, loop: true });
    loop.start();
    this.#voices.push(loop);
    return loop;
  }
}
