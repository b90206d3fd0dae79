import type { CreateViewOptions, StreamSize } from '@azure/communication-calling';
import { CallingError } from './calling-error.js';
import { LocalVideoStream } from './local-video-stream.js';
import { RemoteVideoStream } from './remote-video-stream.js';
import { VideoStreamRendererView } from './video-stream-renderer-view.js';

/** Makes views of one picture, as many as one wants. */
export class VideoStreamRenderer {
  readonly #stream: LocalVideoStream | RemoteVideoStream;
  readonly #views = new Set<VideoStreamRendererView>();
  #disposed = false;

  constructor(stream: LocalVideoStream | RemoteVideoStream) {
    if (!(stream instanceof LocalVideoStream || stream instanceof RemoteVideoStream)) {
      throw new CallingError(400, 43218, 'Only a video stream of this module can be shown.');
    }
    this.#stream = stream;
  }

  get size(): StreamSize {
    const [view] = this.#views;
    return view?.size ?? { width: 0, height: 0 };
  }

  /** Our own picture is mirrored, unless asked for otherwise. */
  async createView({ scalingMode = 'Stretch', isMirrored }: CreateViewOptions = {}): Promise<VideoStreamRendererView> {
    if (this.#disposed) throw new CallingError(400, 43219, 'This renderer was disposed.');
    const stream = this.#stream;
    const local = stream instanceof LocalVideoStream;
    const media = local ? await stream.use(this) : await stream.getMediaStream();
    const view = new VideoStreamRendererView(media, scalingMode, isMirrored ?? local, {
      resized: (size) => {
        if (!local) stream.setSize(size);
      },
      disposed: () => this.#drop(view),
    });
    this.#views.add(view);
    return view;
  }

  dispose(): void {
    if (this.#disposed) throw new CallingError(400, 43222, 'This renderer was disposed already.');
    this.#disposed = true;
    for (const view of [...this.#views]) view.dispose();
  }

  #drop(view: VideoStreamRendererView): void {
    this.#views.delete(view);
    if (this.#views.size === 0 && this.#stream instanceof LocalVideoStream) this.#stream.release(this);
  }
}
