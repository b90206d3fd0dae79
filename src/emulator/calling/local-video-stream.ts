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

function customSource(): VideoDeviceInfo {
  return { id: crypto.randomUUID(), name: 'CustomMediaStream', deviceType: 'Virtual' };
}

/** Our own picture, from a camera or from a stream of the page. The camera runs only while somebody wants it. */
export class LocalVideoStream extends Emitter<Events> implements LocalVideo {
  #source: VideoDeviceInfo;
  readonly #autoDispose: boolean;
  #given: MediaStream | undefined;
  #opened: Promise<MediaStream> | undefined;
  readonly #copies: MediaStreamTrack[] = [];
  /** Calls and views that show the picture. */
  readonly #users = new Set<object>();

  constructor(source: VideoDeviceInfo | MediaStream, options: LocalVideoStreamOptions = {}) {
    super(['videoSourceChanged'], { on: 43011, off: 43012 });
    const given = source instanceof MediaStream;
    if (!given && !isCamera(source)) throw new CallingError(400, 43003, 'The source is no camera.');
    this.#given = given ? source : undefined;
    this.#source = given ? customSource() : source;
    this.#autoDispose = options.autoDisposeOnCallEnd ?? true;
  }

  get source(): VideoDeviceInfo {
    return this.#source;
  }

  get mediaStreamType(): MediaStreamType {
    return this.#given ? 'RawMedia' : 'Video';
  }

  /** Another stream each time, of the same picture. It starts the camera, also after `dispose()`. */
  async getMediaStream(): Promise<MediaStream> {
    try {
      const tracks = (await this.#picture()).getTracks();
      if (!this.#given) return new MediaStream(tracks);
      // The page's own go on when this stream is disposed; what is given out ends.
      const copies = tracks.map((track) => track.clone());
      this.#copies.push(...copies);
      return new MediaStream(copies);
    } catch (error) {
      // The SDK names the reason only in a call or a view.
      throw error instanceof CallingError && error.code === 403 ? new CallingError(500, 43007, error.message) : error;
    }
  }

  async #picture(): Promise<MediaStream> {
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
    if (running) await this.#picture();
    this.emit('videoSourceChanged', { source: this });
  }

  async setMediaStream(source: MediaStream): Promise<void> {
    this.#stopCamera();
    this.#given = source;
    this.#source = customSource();
    this.emit('videoSourceChanged', { source: this });
  }

  dispose(): void {
    this.#users.clear();
    this.#stopCamera();
    for (const copy of this.#copies.splice(0)) copy.stop();
  }

  /** Keeps the camera running for a call or a view. */
  async use(user: object): Promise<MediaStream> {
    this.#users.add(user);
    try {
      return await this.#picture();
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

  #stopCamera(): void {
    const opened = this.#opened;
    this.#opened = undefined;
    opened?.then(
      (stream) => stream.getTracks().forEach((track) => track.stop()),
      () => undefined, // It never ran; whoever asked for it was told.
    );
  }
}

function isCamera(source: VideoDeviceInfo | undefined): boolean {
  return source?.id.startsWith('camera:') === true;
}

/** A stream that a call or a view of this module can use. */
export function ours(stream: LocalVideo): LocalVideoStream {
  if (stream instanceof LocalVideoStream) return stream;
  throw new CallingError(400, 41025, 'Only a LocalVideoStream of this module can be sent.');
}

/** Why a stream cannot be stopped. */
export function notSent(another: boolean): CallingError {
  return another
    ? new CallingError(400, 41032, 'This very stream is not being sent.')
    : new CallingError(400, 41030, 'No video is being sent.');
}
