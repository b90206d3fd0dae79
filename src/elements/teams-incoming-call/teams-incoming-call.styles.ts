import { css, type CSSResultGroup } from 'lit';
import { avatarStyles } from '../../ui/avatar.styles.js';
import { buttonStyles } from '../../ui/button.styles.js';
import { messageStyles } from '../../ui/message.styles.js';
import { tokens } from '../../ui/tokens.styles.js';

export const styles: CSSResultGroup = [
  tokens,
  buttonStyles,
  avatarStyles,
  messageStyles,
  css`
    :host {
      display: contents;
    }

    :host([position='inline']) {
      display: block;
    }

    .toasts {
      display: flex;
      flex-direction: column;
      gap: var(--_space-m);
      margin: 0;
      padding: 0;
      border: 0;
      background: transparent;
      color: inherit;
    }

    .toasts:not(.inline) {
      position: fixed;
      inset: auto;
      z-index: 2147483647; /* where there is no popover, and so no top layer */
      inline-size: min(392px, 100vw);
      max-block-size: 100vh;
      padding: var(--_space-l); /* room for shadows where many calls have to scroll */
      overflow: auto;
      pointer-events: none; /* the page beneath the gaps stays in use */
    }

    .toasts > * {
      pointer-events: auto;
    }

    .toasts[hidden] {
      display: none;
    }

    .top-end,
    .top-start {
      inset-block-start: 0 !important;
    }

    .bottom-end,
    .bottom-start {
      inset-block-end: 0 !important;
    }

    .top-end,
    .bottom-end {
      inset-inline-end: 0 !important;
    }

    .top-start,
    .bottom-start {
      inset-inline-start: 0 !important;
    }

    .toast {
      display: grid;
      gap: var(--_space-m);
      padding: var(--_space-l);
      border: 1px solid var(--_stroke-2);
      border-radius: var(--_radius-large);
      background: var(--_background);
      box-shadow: var(--_shadow);
    }

    .toast:focus-visible {
      outline: 2px solid var(--_focus);
      outline-offset: 1px;
    }

    .toasts:not(.inline) .toast {
      animation: arrive calc(var(--_duration) * 1.5) ease-out;
    }

    @keyframes arrive {
      from {
        opacity: 0;
        translate: 0 -8px;
      }
    }

    .caller {
      display: flex;
      align-items: center;
      gap: var(--_space-m);
      --_avatar-size: 48px;
    }

    .avatar {
      overflow: visible;
      animation: ring 1.6s ease-out infinite;
    }

    .avatar canvas {
      border-radius: 50%;
    }

    @keyframes ring {
      from {
        box-shadow: 0 0 0 0 color-mix(in srgb, var(--_brand) 55%, transparent);
      }

      to {
        box-shadow: 0 0 0 12px transparent;
      }
    }

    .who {
      display: grid;
      min-inline-size: 0;
    }

    .name {
      margin: 0;
      overflow: hidden;
      font-size: 16px;
      font-weight: 600;
      line-height: 22px;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .kind {
      color: var(--_foreground-2);
      font-size: 12px;
      line-height: 16px;
    }

    .controls {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_space-s);
    }

    .controls button {
      flex: 1 1 0;
      min-block-size: 36px;
      white-space: nowrap;
    }

    .controls .video {
      flex-basis: 100%;
    }

    .sound {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: var(--_space-s);
      padding: 3px 3px 3px 0;
      padding-inline: var(--_space-m) 3px;
      border: 1px solid var(--_stroke-2);
      border-radius: var(--_radius);
      background: var(--_background-2);
      font-size: 12px;
      line-height: 16px;
    }

    .sound button {
      min-block-size: 28px;
      padding-block: 3px;
      flex: none;
    }

    @media (forced-colors: active) {
      .toast {
        border-color: CanvasText;
      }
    }
  `,
];
