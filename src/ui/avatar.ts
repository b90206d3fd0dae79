import { html, type TemplateResult } from 'lit';
import { personIcon } from './icons.js';
import { initials } from './initials.js';
import { photo } from './photo.js';
import type { Session } from '../session/session.js';

interface AvatarOptions {
  readonly session: Session;
  /** The object id of a Teams user, whose photo is asked for. */
  readonly userId: string | undefined;
  readonly name: string | undefined;
}

/** A person as a round picture: their photo, else their initials, else the shape of a person. The name stands beside it. */
export function avatar({ session, userId, name }: AvatarOptions): TemplateResult {
  return html`
    <span class="avatar" part="avatar" aria-hidden="true">
      ${initials(name ?? '') || personIcon}
      <canvas ${photo(session, userId)} width="0" height="0"></canvas>
    </span>
  `;
}
