/** What is shown in a `<video>`, measured. */
export interface Picture {
  /** Frames decoded and shown so far. */
  readonly frames: number;
  readonly width: number;
  readonly height: number;
  /** The mean of all colour values, 0 (black) to 255 (white). */
  readonly brightness: number;
  /** How many different colours a coarse grid of pixels has: 1 is a blank picture. */
  readonly colours: number;
}

/** Measures the picture of `<teams-call>`. Runs in the page, so it can use nothing of this file. */
export function lookAt(whose: 'other' | 'own'): Picture | undefined {
  const video = document.querySelector('teams-call')?.shadowRoot?.querySelector<HTMLVideoElement>(`video.${whose}`);
  if (!video?.videoWidth) return undefined;
  const canvas = document.createElement('canvas');
  canvas.width = 32;
  canvas.height = 24;
  const pen = canvas.getContext('2d');
  if (!pen) return undefined;
  pen.drawImage(video, 0, 0, canvas.width, canvas.height);
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  const colours = new Set<number>();
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
    sum += red + green + blue;
    colours.add((red >> 4) * 256 + (green >> 4) * 16 + (blue >> 4));
  }
  return {
    frames: video.getVideoPlaybackQuality().totalVideoFrames,
    width: video.videoWidth,
    height: video.videoHeight,
    brightness: sum / ((data.length / 4) * 3),
    colours: colours.size,
  };
}
