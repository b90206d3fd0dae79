const WIDTH = 640;
const HEIGHT = 360;
const FRAMES_PER_SECOND = 15;

/** A drawn person who moves. */
export class SyntheticVideo {
  readonly stream: MediaStream;
  readonly #canvas = document.createElement('canvas');
  readonly #label: string;
  readonly #timer: ReturnType<typeof setInterval>;
  #frame = 0;

  constructor(label: string) {
    this.#label = label;
    this.#canvas.width = WIDTH;
    this.#canvas.height = HEIGHT;
    this.#draw();
    this.#timer = setInterval(() => this.#draw(), 1000 / FRAMES_PER_SECOND);
    this.stream = this.#canvas.captureStream(FRAMES_PER_SECOND);
  }

  close(): void {
    clearInterval(this.#timer);
    for (const track of this.stream.getTracks()) track.stop();
  }

  #draw(): void {
    const pen = this.#canvas.getContext('2d', { alpha: false });
    if (!pen) return;
    this.#frame += 1;
    const nod = Math.sin(this.#frame / 5) * 6;
    pen.fillStyle = '#25404f';
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    pen.fillStyle = '#7fb7d4';
    pen.beginPath();
    pen.arc(WIDTH / 2, HEIGHT * 0.4 + nod, HEIGHT * 0.2, 0, Math.PI * 2);
    pen.ellipse(WIDTH / 2, HEIGHT, WIDTH * 0.28, HEIGHT * 0.32, 0, 0, Math.PI * 2);
    pen.fill();
    pen.fillStyle = '#10202a';
    pen.fillRect(WIDTH / 2 - 24, HEIGHT * 0.47 + nod, 48, 3 + Math.abs(Math.sin(this.#frame / 2)) * 12);
    pen.fillStyle = '#fff';
    pen.font = '22px sans-serif';
    pen.fillText(this.#label, 16, HEIGHT - 16);
  }
}
