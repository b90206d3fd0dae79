import type {
  MediaStreamType,
  RemoteVideoStream as SdkRemoteVideoStream,
  StreamSize,
} from '@azure/communication-calling';
import { CallingError } from './calling-error.js';
import { Emitter } from './emitter.js';

interface Events {
  readonly isAvailableChanged: void;
  readonly isReceivingChanged: void;
  readonly sizeChanged: void;
}

let lastId = 0;

/** One picture of a participant. It is there before there is anything to see, as in the SDK. */
export class RemoteVideoStream extends Emitter<Events> implements SdkRemoteVideoStream {
  readonly id = ++lastId;
  readonly mediaStreamType: MediaStreamType;
  readonly #source: () => Promise<MediaStream>;
  #isAvailable = false;
  #isReceiving = false;
  #size: StreamSize = { width: 0, height: 0 };

  constructor(mediaStreamType: MediaStreamType, source: () => Promise<MediaStream>) {
    super(['isAvailableChanged', 'isReceivingChanged', 'sizeChanged'], { on: 43103, off: 43103 });
    this.mediaStreamType = mediaStreamType;
    this.#source = source;
  }

  get isAvailable(): boolean {
    return this.#isAvailable;
  }

  /** Stays false until somebody looks. */
  get isReceiving(): boolean {
    return this.#isReceiving;
  }

  get size(): StreamSize {
    return this.#size;
  }

  async getMediaStream(): Promise<MediaStream> {
    if (!this.#isAvailable) throw new CallingError(412, 43104, 'This stream is not available right now.');
    const stream = await this.#source();
    this.#setReceiving(this.#isAvailable);
    return stream;
  }

  setAvailable(isAvailable: boolean): void {
    if (isAvailable === this.#isAvailable) return;
    this.#isAvailable = isAvailable;
    if (!isAvailable) this.#setReceiving(false);
    this.emit('isAvailableChanged', undefined);
  }

  /** As a view sees it: the stream itself does not say. */
  setSize(size: StreamSize): void {
    if (size.width === this.#size.width && size.height === this.#size.height) return;
    this.#size = size;
    this.emit('sizeChanged', undefined);
  }

  #setReceiving(isReceiving: boolean): void {
    if (isReceiving === this.#isReceiving) return;
    this.#isReceiving = isReceiving;
    this.emit('isReceivingChanged', undefined);
  }
}
