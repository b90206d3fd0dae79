import { css, type CSSResult } from 'lit';

/**
 * Fluent 2's tokens, in the values of its Teams themes, light and dark.
 *
 * A page sets `--teams-…` on any element above; the names with an underscore are ours and read them with a default.
 * `light-dark()` follows the `color-scheme` of the page, because elements have to look like what they stand on: a page
 * that is light only stays light on a dark desktop. `--teams-color-scheme: light` or `dark` forces either.
 */
export const tokens: CSSResult = css`
  :host {
    color-scheme: var(--teams-color-scheme, inherit);

    --_foreground: var(--teams-color-foreground, light-dark(#242424, #ffffff));
    --_foreground-2: var(--teams-color-foreground-2, light-dark(#616161, #adadad));
    --_foreground-disabled: var(--teams-color-foreground-disabled, light-dark(#bdbdbd, #5c5c5c));
    --_background: var(--teams-color-background, light-dark(#ffffff, #292929));
    --_background-hover: var(--teams-color-background-hover, light-dark(#f5f5f5, #3d3d3d));
    --_background-pressed: var(--teams-color-background-pressed, light-dark(#e0e0e0, #1f1f1f));
    --_background-2: var(--teams-color-background-2, light-dark(#f5f5f5, #1f1f1f));
    --_background-disabled: var(--teams-color-background-disabled, light-dark(#f0f0f0, #141414));
    --_stroke: var(--teams-color-stroke, light-dark(#d1d1d1, #666666));
    --_stroke-2: var(--teams-color-stroke-2, light-dark(#e0e0e0, #3d3d3d));
    --_stroke-disabled: var(--teams-color-stroke-disabled, light-dark(#e0e0e0, #424242));

    --_brand: var(--teams-color-brand, light-dark(#5b5fc7, #4f52b2));
    --_brand-hover: var(--teams-color-brand-hover, light-dark(#4f52b2, #5b5fc7));
    --_brand-pressed: var(--teams-color-brand-pressed, light-dark(#383966, #383966));
    --_brand-foreground: var(--teams-color-brand-foreground, light-dark(#4f52b2, #9299f7));
    --_brand-tint: var(--teams-color-brand-tint, light-dark(#e8ebfa, #383966));
    --_on-brand: var(--teams-color-on-brand, #ffffff);

    --_danger: var(--teams-color-danger, #c50f1f);
    --_danger-hover: var(--teams-color-danger-hover, #b10e1c);
    --_danger-pressed: var(--teams-color-danger-pressed, #960b18);
    --_danger-foreground: var(--teams-color-danger-foreground, light-dark(#b10e1c, #f1bbbc));
    --_danger-tint: var(--teams-color-danger-tint, light-dark(#fdf3f4, #3b0509));
    --_danger-stroke: var(--teams-color-danger-stroke, light-dark(#eeacb2, #8f2430));
    --_success: var(--teams-color-success, #107c10);
    --_success-hover: var(--teams-color-success-hover, #0e700e);
    --_success-pressed: var(--teams-color-success-pressed, #0c5e0c);
    --_success-foreground: var(--teams-color-success-foreground, light-dark(#0e700e, #9fd89f));

    --_focus: var(--teams-color-focus, light-dark(#000000, #ffffff));
    --_shadow: var(
      --teams-shadow,
      0 0 2px light-dark(rgb(0 0 0 / 12%), rgb(0 0 0 / 24%)),
      0 8px 16px light-dark(rgb(0 0 0 / 14%), rgb(0 0 0 / 28%))
    );

    --_radius: var(--teams-radius, 4px);
    --_radius-large: var(--teams-radius-large, 8px);
    --_space-xs: var(--teams-space-xs, 4px);
    --_space-s: var(--teams-space-s, 8px);
    --_space-m: var(--teams-space-m, 12px);
    --_space-l: var(--teams-space-l, 16px);

    --_font: var(
      --teams-font-family,
      'Segoe UI Variable',
      'Segoe UI',
      system-ui,
      -apple-system,
      BlinkMacSystemFont,
      Roboto,
      'Helvetica Neue',
      sans-serif
    );
    --_duration: var(--teams-duration, 150ms);

    font: 400 var(--teams-font-size, 14px) / 1.43 var(--_font);
    color: var(--_foreground);
    text-align: start;
  }

  :host([hidden]) {
    display: none !important;
  }

  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation-duration: 0.01ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 0.01ms !important;
    }
  }
`;
