import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { LOCAL } from '../model/call.js';
import type { Session } from '../session/session.js';
import { picture } from './picture.js';

interface VideoTileOptions {
  readonly session: Session;
  readonly callId: string;
  /** A participant's raw identifier, or `local` for our own camera. */
  readonly participantId: string;
  /** Whose picture it is, in words. */
  readonly label: string;
}

/** One camera picture. Without sound: the calling service plays that. Our own is mirrored, as people know themselves. */
export function videoTile({ session, callId, participantId, label }: VideoTileOptions): TemplateResult {
  const own = participantId === LOCAL;
  return html`${keyed(
    `${callId}/${participantId}`,
    html`<video
      class=${own ? 'own' : 'other'}
      part=${own ? 'own-video' : 'video'}
      aria-label=${label}
      autoplay
      playsinline
      muted
      ${picture(session, callId, participantId)}
    ></video>`,
  )}`;
}
