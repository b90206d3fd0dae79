import { CallingError } from './calling-error.js';
import type {
  ScalingMode,
  StreamSize,
  VideoStreamRendererView as SdkVideoStreamRendererView,
} from '@azure/communication-calling';

const objectFit = { Stretch: 'fill', Crop: 'cover', Fit: 'contain' } as const satisfies Record<ScalingMode, string>;

export interface ViewListener {
  readonly resized: (size: StreamSize) => void;
  readonly disposed: () => void;
}

/** An element that shows one picture, to be put wherever the page wants it. */
export class VideoStreamRendererView implements SdkVideoStreamRendererView {
  readonly target = document.createElement('div');
  readonly isMirrored: boolean;
  readonly #video = document.createElement('video');
  readonly #listener: ViewListener;
  #scalingMode: ScalingMode;
  #disposed = false;

  constructor(stream: MediaStream, scalingMode: ScalingMode, isMirrored: boolean, listener: ViewListener) {
    this.isMirrored = isMirrored;
    this.#listener = listener;
    this.#scalingMode = scalingMode;
    const video = this.#video;
    // Sound comes from the call itself; a muted picture may always play.
    Object.assign(video, { autoplay: true, playsInline: true, muted: true, disablePictureInPicture: true });
    // Styles are set one by one: a strict content security policy forbids the style attribute.
    Object.assign(this.target.style, { width: '100%', height: '100%', overflow: 'hidden' });
    Object.assign(video.style, { width: '100%', height: '100%', objectFit: objectFit[scalingMode] });
    if (isMirrored) video.style.transform = 'scaleX(-1)';
    video.onresize = () => listener.resized(this.size);
    video.srcObject = stream;
    this.target.append(video);
  }

  get scalingMode(): ScalingMode {
    return this.#scalingMode;
  }

  get size(): StreamSize {
    return { width: this.#video.videoWidth, height: this.#video.videoHeight };
  }

  async updateScalingMode(scalingMode: ScalingMode): Promise<void> {
    this.#scalingMode = scalingMode;
    this.#video.style.objectFit = objectFit[scalingMode];
  }

  dispose(): void {
    if (this.#disposed) throw new CallingError(400, 43213, 'This view was disposed already.');
    this.#disposed = true;
    this.#video.onresize = null;
    this.#video.srcObject = null;
    this.target.remove();
    this.#listener.disposed();
  }
}
