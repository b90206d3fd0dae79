import type { VideoDeviceInfo } from '@azure/communication-calling';
import type { Log } from '../../ports/ports.js';
import type { CallingBackend, CallOptions, LocalVideoStream } from './calling-backend.js';

/** Our own camera picture in one call. One owner, so that the camera's light is out when it should be. */
export class OwnVideo {
  readonly #backend: CallingBackend;
  readonly #log: Log;
  #stream: LocalVideoStream | undefined;

  constructor(backend: CallingBackend, log: Log) {
    this.#backend = backend;
    this.#log = log;
  }

  get stream(): LocalVideoStream | undefined {
    return this.#stream;
  }

  open(camera: VideoDeviceInfo): LocalVideoStream {
    this.close();
    return (this.#stream = new this.#backend.LocalVideoStream(camera, { autoDisposeOnCallEnd: false }));
  }

  /** What a call is started or answered with: the camera's picture, or none. */
  options(camera: VideoDeviceInfo | undefined): CallOptions {
    return camera ? { videoOptions: { localVideoStreams: [this.open(camera)] } } : {};
  }

  /** Lets go of the camera. */
  close(): void {
    const stream = this.#stream;
    this.#stream = undefined;
    try {
      stream?.dispose();
    } catch (cause) {
      this.#log.warn('own video could not be disposed', cause);
    }
  }
}
