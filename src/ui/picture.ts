import { noChange } from 'lit';
import { AsyncDirective } from 'lit/async-directive.js';
import { directive, PartType, type DirectiveResult, type ElementPart, type PartInfo } from 'lit/directive.js';
import type { Session } from '../session/session.js';

/** Set while a picture is to be seen, for styles. */
const PLAYING = 'data-playing';

/** Shows the camera of one participant in the `<video>` it stands on, for as long as that is on the page. */
class PictureDirective extends AsyncDirective {
  #video: HTMLVideoElement | undefined;
  #session: Session | undefined;
  #callId = '';
  #participantId = '';
  /** Counts what was asked for, so that a late answer to an old question is dropped. */
  #asked = 0;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('picture() stands on a <video>.');
  }

  render(_session: Session, _callId: string, _participantId: string): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [session, callId, participantId]: [Session, string, string]): typeof noChange {
    const other = session !== this.#session || callId !== this.#callId || participantId !== this.#participantId;
    this.#video = part.element as HTMLVideoElement;
    this.#session = session;
    this.#callId = callId;
    this.#participantId = participantId;
    if (other) void this.#show();
    return noChange;
  }

  protected override disconnected(): void {
    this.#asked += 1;
    if (!this.#video) return;
    this.#video.srcObject = null;
    this.#video.removeAttribute(PLAYING);
  }

  protected override reconnected(): void {
    void this.#show();
  }

  async #show(): Promise<void> {
    const asked = ++this.#asked;
    const video = this.#video;
    if (!video || !this.#session) return;
    video.muted = true; // the attribute alone does not mute a video that a template made
    try {
      const stream = await this.#session.stream(this.#callId, this.#participantId);
      if (asked !== this.#asked) return;
      video.srcObject = stream;
      await video.play();
      video.setAttribute(PLAYING, '');
    } catch {
      // Without a picture the avatar behind it stays in sight. A play() cut short by removal rejects as well.
    }
  }
}

/** Shows the camera of one participant of a call; `local` is our own. */
export const picture: (
  session: Session,
  callId: string,
  participantId: string,
) => DirectiveResult<typeof PictureDirective> = directive(PictureDirective);
