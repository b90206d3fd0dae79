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
      display: inline-block;
      max-inline-size: 100%;
      --_avatar-size: 32px;
    }

    .row {
      display: flex;
      align-items: center;
      gap: var(--_space-s) var(--_space-m);
      min-block-size: 36px;
    }

    .person {
      display: grid;
      min-inline-size: 0;
      line-height: 18px;
    }

    .name,
    .address {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .name {
      font-weight: 600;
    }

    .address,
    .hint {
      color: var(--_foreground-2);
      font-size: 12px;
      line-height: 16px;
    }

    .hint {
      margin: 0;
    }

    .row > button {
      flex: none;
    }

    .message {
      margin-block-start: var(--_space-s);
      max-inline-size: 30em;
    }

    .spinner {
      flex: none;
      inline-size: 20px;
      block-size: 20px;
      border: 2px solid var(--_brand-tint);
      border-block-start-color: var(--_brand-foreground);
      border-radius: 50%;
      animation: turn 1s linear infinite;
    }

    @keyframes turn {
      to {
        rotate: 1turn;
      }
    }
  `,
];
