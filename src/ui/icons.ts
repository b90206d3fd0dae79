import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

/** The icons, drawn on a grid of 20. They say nothing to a screen reader: the control that holds one has a name. */

// A handset lying with its ends down: hang up. Turned and lifted it is a call.
const HANDSET =
  'M2 11.4c0-1.2.6-2.2 1.7-2.8 3.9-2.2 8.7-2.2 12.6 0 1.1.6 1.7 1.6 1.7 2.8v1.1c0 .7-.6 1.2-1.3 1.1l-2.5-.4c-.6-.1-1-.6-1-1.2v-1.5c-2.1-.7-4.3-.7-6.4 0v1.5c0 .6-.4 1.1-1 1.2l-2.5.4c-.7.1-1.3-.4-1.3-1.1z';
const SLASH = svg`<path d="m3 3 14 14" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" />`;
const CAMERA = svg`<path
  d="M4.5 4.5A2.5 2.5 0 0 0 2 7v6a2.5 2.5 0 0 0 2.5 2.5h6A2.5 2.5 0 0 0 13 13V7a2.5 2.5 0 0 0-2.5-2.5zM14 8.2l3.2-2.3a.5.5 0 0 1 .8.4v7.4a.5.5 0 0 1-.8.4L14 11.8z"
/>`;
const MICROPHONE = svg`<rect x="7" y="2" width="6" height="10" rx="3" /><path
    d="M4.7 9.5a5.3 5.3 0 0 0 10.6 0M10 15v3"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    stroke-linecap="round"
  />`;

function icon(shape: SVGTemplateResult): TemplateResult {
  return html`<svg viewBox="0 0 20 20" width="20" height="20" fill="currentColor" aria-hidden="true">${shape}</svg>`;
}

export const callIcon: TemplateResult = icon(
  svg`<path d=${HANDSET} transform="translate(-1 .5) rotate(-135 10 10) translate(0 .5)" />`,
);
export const hangUpIcon: TemplateResult = icon(svg`<path d=${HANDSET} />`);
export const videoIcon: TemplateResult = icon(CAMERA);
export const videoOffIcon: TemplateResult = icon(svg`<g opacity=".7">${CAMERA}</g>${SLASH}`);
export const micIcon: TemplateResult = icon(MICROPHONE);
export const micOffIcon: TemplateResult = icon(svg`<g opacity=".7">${MICROPHONE}</g>${SLASH}`);
export const personIcon: TemplateResult = icon(
  svg`<circle cx="10" cy="6" r="4" /><path d="M3 15.5A3.5 3.5 0 0 1 6.5 12h7a3.5 3.5 0 0 1 3.5 3.5c0 2-3 3.5-7 3.5s-7-1.5-7-3.5z" />`,
);
export const dismissIcon: TemplateResult = icon(
  svg`<path d="m5 5 10 10M15 5 5 15" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" />`,
);
export const speakerIcon: TemplateResult = icon(
  svg`<path d="M9.2 3.3A.8.8 0 0 1 10.5 4v12a.8.8 0 0 1-1.3.7L5.5 13.5h-2A1.5 1.5 0 0 1 2 12V8a1.5 1.5 0 0 1 1.5-1.5h2z" /><path d="M13.5 7a4.3 4.3 0 0 1 0 6M15.8 4.7a7.5 7.5 0 0 1 0 10.6" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" />`,
);
