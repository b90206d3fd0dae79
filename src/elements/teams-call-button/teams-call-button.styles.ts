import { css, type CSSResultGroup } from 'lit';
import { buttonStyles } from '../../ui/button.styles.js';
import { messageStyles } from '../../ui/message.styles.js';
import { tokens } from '../../ui/tokens.styles.js';

export const styles: CSSResultGroup = [
  tokens,
  buttonStyles,
  messageStyles,
  css`
    :host {
      position: relative;
      display: inline-block;
      max-inline-size: 100%;
      vertical-align: middle;
    }

    button[part='button'] {
      max-inline-size: 100%;
      border-radius: var(--teams-call-button-radius, var(--_radius));
    }

    .words {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .duration {
      margin-inline-start: 4px;
      font-weight: 400;
      font-variant-numeric: tabular-nums;
    }

    button[aria-busy='true'] svg {
      animation: breathe 1.2s ease-in-out infinite alternate;
    }

    @keyframes breathe {
      from {
        opacity: 0.4;
      }
    }

    /* Why it cannot be pressed: in sight when the button is looked at or reached, read aloud always. */
    .reason {
      position: absolute;
      inset-block-start: calc(100% + 4px);
      inset-inline-start: 0;
      z-index: 1;
      inline-size: max-content;
      max-inline-size: min(20em, 80vw);
      padding: 5px 11px 7px;
      border: 1px solid transparent;
      border-radius: var(--_radius);
      background: var(--_background);
      box-shadow: var(--_shadow);
      font-size: 12px;
      line-height: 16px;
      visibility: hidden;
      opacity: 0;
      pointer-events: none;
      transition: opacity var(--_duration);
    }

    button:hover + .reason,
    button:focus + .reason {
      visibility: visible;
      opacity: 1;
    }

    .ended {
      display: block;
      margin-block-start: 2px;
      color: var(--_foreground-2);
      font-size: 12px;
      line-height: 16px;
    }

    .message {
      margin-block-start: var(--_space-xs);
      max-inline-size: 24em;
    }
  `,
];
