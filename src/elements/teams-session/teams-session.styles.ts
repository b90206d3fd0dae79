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
      display: block;
    }

    :host(:not(:state(message))) {
      display: contents;
    }
  `,
];
