import { css, type CSSResult } from 'lit';

/** Buttons as Fluent 2 draws them. Looks: plain, `primary`, `accept`, `danger`, `subtle`; `icon-only` is round. */
export const buttonStyles: CSSResult = css`
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-inline-size: 24px;
    min-block-size: 32px;
    margin: 0;
    padding: 5px var(--_space-m);
    border: 1px solid var(--_stroke);
    border-radius: var(--_radius);
    background: var(--_background);
    color: var(--_foreground);
    font: inherit;
    font-weight: 600;
    line-height: 20px;
    text-align: center;
    cursor: pointer;
    transition:
      background-color var(--_duration),
      border-color var(--_duration),
      color var(--_duration);
  }

  button:hover {
    background: var(--_background-hover);
  }

  button:active {
    background: var(--_background-pressed);
  }

  button:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }

  button.primary {
    border-color: transparent;
    background: var(--_brand);
    color: var(--_on-brand);
  }

  button.primary:hover {
    background: var(--_brand-hover);
  }

  button.primary:active {
    background: var(--_brand-pressed);
  }

  button.accept {
    border-color: transparent;
    background: var(--_success);
    color: #ffffff;
  }

  button.accept:hover {
    background: var(--_success-hover);
  }

  button.accept:active {
    background: var(--_success-pressed);
  }

  button.danger {
    border-color: transparent;
    background: var(--_danger);
    color: #ffffff;
  }

  button.danger:hover {
    background: var(--_danger-hover);
  }

  button.danger:active {
    background: var(--_danger-pressed);
  }

  button.subtle {
    border-color: transparent;
    background: transparent;
    color: inherit;
    font-weight: 400;
  }

  button.subtle:hover {
    background: color-mix(in srgb, currentcolor 10%, transparent);
  }

  button.subtle:active {
    background: color-mix(in srgb, currentcolor 16%, transparent);
  }

  button.icon-only {
    inline-size: 32px;
    padding: 5px;
    flex: none;
  }

  button[aria-disabled='true']:is(*, :hover, :active) {
    border-color: var(--_stroke-disabled);
    background: var(--_background-disabled);
    color: var(--_foreground-disabled);
    cursor: not-allowed;
  }

  button svg {
    flex: none;
  }

  @media (forced-colors: active) {
    button {
      border-color: ButtonText !important;
    }

    button.primary,
    button.accept,
    button.danger,
    button[aria-pressed='true'] {
      forced-color-adjust: none;
      border-color: ButtonText !important;
      background: Highlight;
      color: HighlightText;
    }

    button[aria-disabled='true'] {
      forced-color-adjust: none;
      border-color: GrayText !important;
      background: Canvas;
      color: GrayText;
    }
  }
`;
