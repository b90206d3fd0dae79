import { html, nothing, type TemplateResult } from 'lit';
import type { TeamsErrorDetail } from '../model/teams-error.js';
import { dismissIcon } from './icons.js';
import type { Words } from './words.js';

interface MessageOptions {
  readonly words: Words;
  /** The id of the sentence, for `aria-describedby`. */
  readonly id?: string;
  /** What the person can do about it. */
  readonly action?: { readonly label: string; readonly act: () => void } | undefined;
  readonly dismiss?: (() => void) | undefined;
}

/** The sentence of a failure, with what can be done about it. The announcer says it aloud, so it is no live region. */
export function message(error: TeamsErrorDetail, { words, id, action, dismiss }: MessageOptions): TemplateResult {
  return html`
    <div class="message" part="message">
      <span id=${id ?? nothing}>
        ${error.userMessage}
        ${
          error.category === 'configuration' && error.message !== error.userMessage
            ? html`<small>${words.advice(error.message)}</small>`
            : nothing
        }
      </span>
      ${action ? html`<button type="button" @click=${action.act}>${action.label}</button>` : nothing}
      ${
        dismiss
          ? html`<button type="button" class="subtle icon-only" aria-label=${words.dismiss} @click=${dismiss}>
              ${dismissIcon}
            </button>`
          : nothing
      }
    </div>
  `;
}
