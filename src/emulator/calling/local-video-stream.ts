import type {
  LocalVideoStream as SdkLocalVideoStream,
  LocalVideoStreamOptions,
  MediaStreamType,
  VideoDeviceInfo,
} from '@azure/communication-calling';
import { CallingError } from './calling-error.js';
import { Emitter } from './emitter.js';
import { openCamera } from './open-device.js';

/** The SDK's class without its private members, which would make it a type of its own. */
export type LocalVideo = Pick<
  SdkLocalVideoStream,
  'source' | 'mediaStreamType' | 'switchSource' | 'getMediaStream' | 'setMediaStream' | 'dispose'
>;

interface Events {
  readonly videoSourceChanged: { readonly source: LocalVideo };
}

const customSource: VideoDeviceInfo = { id: '', name: 'CustomMediaStream', deviceType: 'Virtual' };

/** Our own picture, from a camera or from a stream of the page. The camera runs only while somebody wants it. */
export class LocalVideoStream extends Emitter<Events> implements LocalVideo {
  #source: VideoDeviceInfo;
  readonly #autoDispose: boolean;
  #given: MediaStream | undefined;
  #opened: Promise<MediaStream> | undefined;
  /** Calls and views that show the picture. */
  readonly #users = new Set<object>();
  #disposed = false;

  constructor(source: VideoDeviceInfo | MediaStream, options: LocalVideoStreamOptions = {}) {
    super(['videoSourceChanged'], [422, 43200]);
    this.#given = source instanceof MediaStream ? source : undefined;
    this.#source = source instanceof MediaStream ? customSource : source;
    this.#autoDispose = options.autoDisposeOnCallEnd ?? true;
  }

  get source(): VideoDeviceInfo {
    return this.#source;
  }

  get mediaStreamType(): MediaStreamType {
    return this.#given ? 'RawMedia' : 'Video';
  }

  async getMediaStream(): Promise<MediaStream> {
    if (this.#disposed) throw new CallingError(412, 43002, 'This local video stream was disposed.');
    if (this.#given) return this.#given;
    const opening = (this.#opened ??= openCamera(this.#source));
    try {
      return await opening;
    } catch (error) {
      // The next attempt asks the browser anew: permission may have been given since.
      if (this.#opened === opening) this.#opened = undefined;
      throw error;
    }
  }

  async switchSource(source: VideoDeviceInfo): Promise<void> {
    const running = this.#opened !== undefined;
    this.#stopCamera();
    this.#given = undefined;
    this.#source = source;
    if (running) await this.getMediaStream();
    this.emit('videoSourceChanged', { source: this });
  }

  async setMediaStream(source: MediaStream): Promise<void> {
    this.#stopCamera();
    this.#given = source;
    this.#source = customSource;
    this.emit('videoSourceChanged', { source: this });
  }

  dispose(): void {
    this.#disposed = true;
    this.#users.clear();
    this.#stopCamera();
  }

  /** Keeps the camera running for a call or a view. */
  async use(user: object): Promise<MediaStream> {
    this.#users.add(user);
    try {
      return await this.getMediaStream();
    } catch (error) {
      this.#users.delete(user);
      throw error;
    }
  }

  /** Turns the camera off when nobody shows the picture any longer. */
  release(user: object): void {
    if (this.#users.delete(user) && this.#users.size === 0) this.#stopCamera();
  }

  callEnded(call: object): void {
    this.release(call);
    if (this.#autoDispose) this.dispose();
  }

  /** Tracks that the page brought are the page's to stop. */
  #stopCamera(): void {
    const opened = this.#opened;
    this.#opened = undefined;
    opened?.then(
      (stream) => stream.getTracks().forEach((track) => track.stop()),
      () => undefined, // It never ran; whoever asked for it was told.
    );
  }
}
