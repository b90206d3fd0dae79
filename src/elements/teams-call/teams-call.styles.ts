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
      display: block;
      min-inline-size: 0;
    }

    p {
      margin: 0;
    }

    .stage {
      position: relative;
      overflow: hidden;
      border: 1px solid var(--_stroke-2);
      border-radius: var(--_radius-large);
      background: var(--_background-2);
    }

    .name {
      display: flex;
      align-items: center;
      justify-content: center;
      gap: var(--_space-xs);
      min-inline-size: 0;
      font-weight: 600;
    }

    .name bdi {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .muted {
      display: inline-flex;
    }

    .muted svg {
      inline-size: 16px;
      block-size: 16px;
    }

    .state {
      color: var(--_foreground-2);
      font-variant-numeric: tabular-nums;
    }

    .why {
      display: block;
    }

    .controls {
      display: flex;
      align-items: center;
      justify-content: center;
      gap: var(--_space-s);
    }

    .control {
      border-color: var(--_stroke);
      background: var(--_background);
    }

    .control[part='mute'][aria-pressed='true'] {
      border-color: transparent;
      background: var(--_brand-tint);
      color: var(--_brand-foreground);
    }

    /* Full: who it is with in the middle or, with a picture, in the corner; controls along the lower edge. */
    .full {
      display: grid;
      grid-template-rows: 1fr auto auto;
      min-block-size: min(var(--teams-call-block-size, 420px), 100vh);
    }

    .full .party {
      display: grid;
      align-content: center;
      justify-items: center;
      gap: var(--_space-m);
      min-inline-size: 0;
      padding: var(--_space-l);
      text-align: center;
      --_avatar-size: 96px;
    }

    .full .who {
      max-inline-size: 100%;
    }

    .full .name {
      font-size: 20px;
      line-height: 28px;
    }

    .full .message {
      z-index: 1;
      margin: 0 var(--_space-m) var(--_space-m);
    }

    .full .controls {
      z-index: 1;
      flex-wrap: wrap;
      padding: var(--_space-m);
      border-block-start: 1px solid var(--_stroke-2);
      background: var(--_background);
    }

    .full .control {
      inline-size: 44px;
      min-block-size: 44px;
      border-radius: 50%;
    }

    .full .hang-up {
      inline-size: 60px;
      min-block-size: 44px;
      border-radius: 22px;
    }

    .full:has(> video.own) {
      --_own-inline-size: clamp(88px, 24%, 220px);
    }

    /* Until a picture plays, the avatar stays in sight. */
    video {
      visibility: hidden;
      object-fit: cover;
      background: #000000;
    }

    video[data-playing] {
      visibility: visible;
    }

    video.other {
      position: absolute;
      inset: 0;
      inline-size: 100%;
      block-size: 100%;
    }

    video.own {
      position: absolute;
      inset-block-start: var(--_space-m);
      inset-inline-end: var(--_space-m);
      z-index: 1;
      inline-size: var(--_own-inline-size);
      aspect-ratio: 16 / 9;
      border: 1px solid var(--_stroke-2);
      border-radius: var(--_radius);
      box-shadow: var(--_shadow);
      scale: -1 1;
    }

    .full:has(> video.other[data-playing]) .party {
      position: relative;
      display: flex;
      align-items: center;
      align-self: start;
      justify-self: start;
      gap: var(--_space-s);
      max-inline-size: calc(100% - var(--_own-inline-size, 0px) - 3 * var(--_space-m));
      margin: var(--_space-m);
      padding: var(--_space-xs) var(--_space-m);
      border-radius: var(--_radius);
      background: rgb(0 0 0 / 65%);
      color: #ffffff;
      text-align: start;
      --_avatar-size: 24px;
    }

    .full:has(> video.other[data-playing]) .avatar {
      display: none;
    }

    .full:has(> video.other[data-playing]) .name {
      justify-content: start;
      font-size: 14px;
      line-height: 20px;
    }

    .full:has(> video.other[data-playing]) .state {
      color: #ffffff;
      font-size: 12px;
      line-height: 16px;
    }

    .full:has(> video.other[data-playing]) .controls {
      grid-row: 3;
      border: 0;
      background: linear-gradient(transparent, rgb(0 0 0 / 60%));
    }

    /* Compact: one row. */
    .compact {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-s) var(--_space-m);
      padding: var(--_space-s) var(--_space-m);
      background: var(--_background);
    }

    .compact .party {
      display: flex;
      flex: 1 1 9em;
      align-items: center;
      gap: var(--_space-m);
      min-inline-size: 0;
      --_avatar-size: 36px;
    }

    .compact .who {
      min-inline-size: 0;
      line-height: 18px;
    }

    .compact .name {
      justify-content: start;
    }

    .compact .state {
      font-size: 12px;
      line-height: 16px;
    }

    .compact .message {
      order: 1;
      flex-basis: 100%;
    }

    @media (forced-colors: active) {
      .control[part='mute'][aria-pressed='true'] {
        background: Highlight;
        color: HighlightText;
      }

      .full:has(> video.other[data-playing]) .party {
        background: Canvas;
        color: CanvasText;
      }
    }
  `,
];
