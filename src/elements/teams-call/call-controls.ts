import { html, nothing, type TemplateResult } from 'lit';
import { isEstablished, type Call } from '../../model/call.js';
import { callIcon, hangUpIcon, micIcon, micOffIcon, videoIcon, videoOffIcon } from '../../ui/icons.js';
import type { Words } from '../../ui/words.js';

type Act = () => void;

/**
 * The controls of a call that is on.
 *
 * The microphone is a toggle that is always called "Mute", because a screen reader says whether it is pressed; a name
 * that changed as well would say it twice, and wrongly.
 */
export function callControls(call: Call, words: Words, acts: { mute: Act; video: Act; hangUp: Act }): TemplateResult {
  const inCall = isEstablished(call);
  return html`
    <button
      class="control icon-only"
      part="mute"
      type="button"
      title=${call.muted ? words.unmute : words.mute}
      aria-label=${words.mute}
      aria-pressed=${call.muted ? 'true' : 'false'}
      aria-disabled=${inCall ? nothing : 'true'}
      @click=${inCall ? acts.mute : nothing}
      data-first
    >
      ${call.muted ? micOffIcon : micIcon}
    </button>
    ${
      call.kind === 'phone'
        ? nothing
        : html`<button
            class="control icon-only"
            part="video-toggle"
            type="button"
            title=${call.video ? words.cameraOff : words.cameraOn}
            aria-label=${words.camera}
            aria-pressed=${call.video ? 'true' : 'false'}
            aria-disabled=${inCall ? nothing : 'true'}
            @click=${inCall ? acts.video : nothing}
          >
            ${call.video ? videoIcon : videoOffIcon}
          </button>`
    }
    <button
      class="hang-up danger"
      part="hang-up"
      type="button"
      aria-label=${words.hangUp}
      title=${words.hangUp}
      @click=${acts.hangUp}
    >
      ${hangUpIcon}
    </button>
  `;
}

/** What can be done with a call that rings here. */
export function ringingControls(words: Words, acts: { answer: Act; decline: Act }): TemplateResult {
  return html`
    <button class="accept" part="accept" type="button" @click=${acts.answer} data-first>
      ${callIcon}${words.accept}
    </button>
    <button class="danger" part="decline" type="button" @click=${acts.decline}>${hangUpIcon}${words.decline}</button>
  `;
}

/** What can be done when a call is over. */
export function endControls(words: Words, acts: { close: Act; callAgain: Act | undefined }): TemplateResult {
  return html`
    ${
      acts.callAgain
        ? html`<button part="call-again" type="button" @click=${acts.callAgain}>${callIcon}${words.callAgain}</button>`
        : nothing
    }
    <button class="primary" part="close" type="button" @click=${acts.close} data-first>${words.close}</button>
  `;
}
