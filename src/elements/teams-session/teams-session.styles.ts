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

    :host(:not(:state(message), :state(line-lost))) {
      display: contents;
    }

    .line {
      margin: 0;
      color: var(--_foreground-2);
    }

    /* Out of the flow: in a flex container even an empty box would have a gap. */
    .line:empty {
      position: absolute;
    }
  `,
];
