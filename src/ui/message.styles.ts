import { css, type CSSResult } from 'lit';

/** How `message()` looks. */
export const messageStyles: CSSResult = css`
  .message {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-xs) var(--_space-s);
    padding: 3px 3px 3px var(--_space-m);
    padding-inline: var(--_space-m) 3px;
    border: 1px solid var(--_danger-stroke);
    border-radius: var(--_radius);
    background: var(--_danger-tint);
    color: var(--_danger-foreground);
    overflow-wrap: anywhere;
  }

  .message > span {
    flex: 1 1 10em;
    padding-block: 5px;
  }

  .message small {
    display: block;
    font-size: 12px;
    line-height: 16px;
  }

  .message button:not(.subtle) {
    min-block-size: 28px;
    padding-block: 3px;
  }
`;
