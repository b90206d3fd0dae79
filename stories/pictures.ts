import { LOCAL } from '../src/model/call.js';
import type { CallingPort } from '../src/ports/calling.js';
import type { Ports } from '../src/ports/ports.js';
import { aDirectory, ACallingPort } from '../test/a-session.js';

// Photos and camera pictures for stories, drawn: a story asks nobody's camera and no network.

/** A camera picture of a person in front of a wall. */
export function aCameraPicture(wall: string, shirt: string): MediaStream {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 360;
  paint(canvas, wall, shirt);
  const stream = canvas.captureStream(5);
  // A canvas sends a frame when it is painted; somebody who comes later still has to see one.
  const [track] = stream.getVideoTracks();
  const repaint = setInterval(() => {
    if (track?.readyState === 'live') paint(canvas, wall, shirt);
    else clearInterval(repaint);
  }, 200);
  return stream;
}

/** Megan's photo. */
export async function aPhoto(): Promise<Blob> {
  const canvas = new OffscreenCanvas(96, 96);
  const context = canvas.getContext('2d');
  if (context) drawPerson(context, 96, 96, '#c9d8c5', '#8a4f7d');
  return canvas.convertToBlob();
}

/** Ports with a picture from everybody and a photo of everybody. */
export function picturePorts(): Partial<Ports> {
  const calling = new ACallingPort();
  const stream: CallingPort['stream'] = (_call, participant) =>
    Promise.resolve(
      participant === LOCAL ? aCameraPicture('#d9cfc1', '#37506b') : aCameraPicture('#b8c7d1', '#8a4f7d'),
    );
  calling.stream = stream;
  return {
    calling: () => Promise.resolve(calling),
    people: () => Promise.resolve({ ...aDirectory, photo: aPhoto }),
  };
}

function paint(canvas: HTMLCanvasElement, wall: string, shirt: string): void {
  const context = canvas.getContext('2d');
  if (context) drawPerson(context, canvas.width, canvas.height, wall, shirt);
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

function drawPerson(context: Context, width: number, height: number, wall: string, shirt: string): void {
  context.fillStyle = wall;
  context.fillRect(0, 0, width, height);
  const unit = height / 10;
  const middle = width / 2;
  context.fillStyle = shirt;
  context.beginPath();
  context.ellipse(middle, height + unit, unit * 3.6, unit * 4.2, 0, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = '#3b2a22';
  context.beginPath();
  context.ellipse(middle, unit * 4, unit * 1.9, unit * 2.3, 0, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = '#e8bfa0';
  context.beginPath();
  context.ellipse(middle, unit * 4.5, unit * 1.45, unit * 1.9, 0, 0, Math.PI * 2);
  context.fill();
}
