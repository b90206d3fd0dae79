import type { AudioDeviceInfo, MediaStreamType } from '@azure/communication-calling';
import { CallingError } from './calling-error.js';
import { Emitter } from './emitter.js';
import { MICROPHONE_DENIED, openMicrophone } from './open-device.js';
import { Volume } from './volume.js';

/** The SDK's class without its private members, which would make it a type of its own. */
export interface LocalAudio {
  readonly source: AudioDeviceInfo;
  readonly mediaStreamType: MediaStreamType;
}

interface Events {
  readonly audioSourceChanged: { readonly source: LocalAudio };
}

/** Our own voice, from a microphone or from a stream of the page. The microphone runs only while somebody wants it. */
export class LocalAudioStream extends Emitter<Events> implements LocalAudio {
  #source: AudioDeviceInfo;
  #given: MediaStream | undefined;
  #opened: Promise<MediaStream> | undefined;
  #volume: Promise<Volume> | undefined;

  constructor(source: AudioDeviceInfo | MediaStream) {
    super(['audioSourceChanged'], { on: 43605, off: 43605 });
    const given = source instanceof MediaStream;
    if (!given && !isMicrophone(source)) throw new CallingError(400, 43600, 'The source is no microphone.');
    this.#given = given ? source : undefined;
    this.#source = given ? customSource() : source;
  }

  get source(): AudioDeviceInfo {
    return this.#source;
  }

  get mediaStreamType(): MediaStreamType {
    return this.#given ? 'RawMedia' : 'Audio';
  }

  async getMediaStream(): Promise<MediaStream> {
    if (this.#given) return this.#given;
    const opening = (this.#opened ??= openMicrophone(this.#source));
    try {
      return await opening;
    } catch (error) {
      if (this.#opened === opening) this.#opened = undefined;
      // The SDK has a code of its own for a microphone that is refused outside of a call.
      const refused = error instanceof CallingError && error.subCode === MICROPHONE_DENIED;
      throw refused ? new CallingError(403, 43610, error.message) : error;
    }
  }

  /** How loud the microphone is. Runs it until the stream is disposed. */
  getVolume(): Promise<Volume> {
    return (this.#volume ??= this.getMediaStream().then(
      (stream) => new Volume(stream),
      (error: unknown) => {
        this.#volume = undefined;
        throw error;
      },
    ));
  }

  async switchSource(source: AudioDeviceInfo): Promise<void> {
    const running = this.#opened !== undefined;
    this.#stop();
    this.#given = undefined;
    this.#source = source;
    if (running) {
      const stream = await this.getMediaStream();
      (await this.#volume)?.listen(stream);
    }
    this.emit('audioSourceChanged', { source: this });
  }

  dispose(): void {
    this.#volume?.then(
      (volume) => volume.close(),
      () => undefined, // It never listened; whoever asked for it was told.
    );
    this.#volume = undefined;
    this.#stop();
  }

  /** Tracks that the page brought are the page's to stop. */
  #stop(): void {
    this.#opened?.then(
      (stream) => stream.getTracks().forEach((track) => track.stop()),
      () => undefined, // It never ran; whoever asked for it was told.
    );
    this.#opened = undefined;
  }
}

function isMicrophone(source: AudioDeviceInfo | undefined): boolean {
  return source?.deviceType === 'Microphone' || source?.deviceType === 'CompositeAudioDevice';
}

function customSource(): AudioDeviceInfo {
  return { id: crypto.randomUUID(), name: 'CustomMediaStream', isSystemDefault: false, deviceType: 'Virtual' };
}
