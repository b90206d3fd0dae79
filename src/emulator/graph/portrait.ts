import type { WorldUser } from '../world/world.js';
import { squarePng } from './png.js';
import type { Colour } from './png.js';

const samples = [0.25, 0.75];
const drawn = new Map<string, Uint8Array<ArrayBuffer>>();

/** The photo of somebody who is not real: head and shoulders, in colours of their own. */
export function portrait(user: WorldUser, size: number): Uint8Array<ArrayBuffer> {
  const key = `${user.id}/${size}`;
  const known = drawn.get(key);
  if (known) return known;
  const picture = draw(user, size);
  drawn.set(key, picture);
  return picture;
}

function draw(user: WorldUser, size: number): Uint8Array<ArrayBuffer> {
  const hue = [...user.id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  const colours: Readonly<Record<'wall' | 'coat' | 'face', Colour>> = {
    wall: fromHue(hue, 0.35, 0.78),
    coat: fromHue((hue + 150) % 360, 0.45, 0.38),
    face: fromHue(25, 0.4, 0.35 + (hue % 5) * 0.1),
  };
  return squarePng(size, (x, y) => {
    // Four looks at each point, so that round edges look round.
    const looks = samples.flatMap((dx) => samples.map((dy) => colours[partAt((x + dx) / size, (y + dy) / size)]));
    return mean(looks);
  });
}

function partAt(x: number, y: number): 'wall' | 'coat' | 'face' {
  if (((x - 0.5) / 0.19) ** 2 + ((y - 0.4) / 0.24) ** 2 < 1) return 'face';
  if (((x - 0.5) / 0.42) ** 2 + ((y - 0.98) / 0.38) ** 2 < 1) return 'coat';
  return 'wall';
}

function mean(colours: readonly Colour[]): Colour {
  const part = (index: 0 | 1 | 2): number => colours.reduce((sum, colour) => sum + colour[index], 0) / colours.length;
  return [part(0), part(1), part(2)];
}

/** From hue, saturation and lightness, as CSS computes it. */
function fromHue(hue: number, saturation: number, lightness: number): Colour {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const part = (n: number): number => {
    const k = (n + hue / 30) % 12;
    return 255 * (lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return [part(0), part(8), part(4)];
}
