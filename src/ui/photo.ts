import { noChange } from 'lit';
import { AsyncDirective } from 'lit/async-directive.js';
import { directive, PartType, type DirectiveResult, type ElementPart, type PartInfo } from 'lit/directive.js';
import type { Session } from '../session/session.js';

/**
 * Draws a person's photo on a `<canvas>`. Not an `<img>`: a page with a strict Content-Security-Policy shows no
 * `blob:` pictures, and an object URL has to be given back by hand.
 */
class PhotoDirective extends AsyncDirective {
  #session: Session | undefined;
  #userId: string | undefined;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('photo() stands on a <canvas>.');
  }

  render(_session: Session, _userId: string | undefined): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [session, userId]: [Session, string | undefined]): typeof noChange {
    if (session !== this.#session || userId !== this.#userId) {
      this.#session = session;
      this.#userId = userId;
      const canvas = part.element as HTMLCanvasElement;
      canvas.width = canvas.height = 0;
      if (userId) void this.#draw(canvas, session, userId);
    }
    return noChange;
  }

  async #draw(canvas: HTMLCanvasElement, session: Session, userId: string): Promise<void> {
    try {
      const blob = await session.photo(userId);
      const bitmap = blob && (await createImageBitmap(blob));
      if (!bitmap || session !== this.#session || userId !== this.#userId) return;
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
      bitmap.close();
    } catch {
      // Nobody misses a photo that could not be had: the initials stand beneath it.
    }
  }
}

/** Draws the photo of a Teams user, by object id, on the canvas that it stands on. */
export const photo: (session: Session, userId: string | undefined) => DirectiveResult<typeof PhotoDirective> =
  directive(PhotoDirective);
