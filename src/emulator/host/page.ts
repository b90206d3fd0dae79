import { randomBytes } from 'node:crypto';
import { html, Html } from './html.js';

const style = `
  :root { color-scheme: light dark; font: 1rem/1.5 'Segoe UI', system-ui, sans-serif; }
  body {
    margin: 0; min-height: 100vh;
    background: light-dark(#f5f5f5, #141414); color: light-dark(#242424, #ffffff);
  }
  main {
    box-sizing: border-box; max-width: 30rem; margin: 0 auto; padding: 2rem 1.25rem;
  }
  main.wide { max-width: 60rem; }
  h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 0.5rem; }
  h2 { font-size: 1rem; margin: 1.5rem 0 0.5rem; }
  p { margin: 0 0 0.75rem; }
  ul { padding: 0; margin: 0; list-style: none; display: grid; gap: 0.5rem; }
  ul.plain { list-style: disc; padding-inline-start: 1.25rem; gap: 0.25rem; }
  code, button { overflow-wrap: anywhere; }
  .quiet { color: light-dark(#616161, #adadad); }
  .small { font-size: 0.875rem; }
  button, .button {
    box-sizing: border-box; display: inline-block; padding: 0.5rem 1rem; font: inherit; cursor: pointer;
    text-decoration: none; color: inherit; background: light-dark(#ffffff, #292929);
    border: 1px solid light-dark(#8a8a8a, #757575); border-radius: 0.25rem;
  }
  button:hover, .button:hover { background: light-dark(#ebebeb, #3d3d3d); }
  button.primary { color: #ffffff; background: #5b5fc7; border-color: #5b5fc7; }
  button.primary:hover { background: #4f52b2; }
  button.person { width: 100%; text-align: start; }
  .person span { display: block; }
  .actions { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-block-start: 1.5rem; }
  a { color: light-dark(#4f52b2, #a6a7dc); }
  a.button { color: inherit; }
  :focus-visible { outline: 2px solid light-dark(#242424, #ffffff); outline-offset: 2px; }
  input[type='text'] {
    box-sizing: border-box; width: 100%; padding: 0.5rem; font: inherit; color: inherit;
    background: light-dark(#ffffff, #292929); border: 1px solid light-dark(#616161, #adadad); border-radius: 0.25rem;
  }
  label { display: block; margin-block-end: 0.25rem; }
  table { border-collapse: collapse; width: 100%; }
  th, td { text-align: start; vertical-align: top; padding: 0.375rem 1rem 0.375rem 0; border-block-end: 1px solid light-dark(#d1d1d1, #525252); }
  .scroll { overflow-x: auto; }
`;

/** A whole page of the emulator's own. No script runs on it, and no other page can frame it. */
export function page(title: string, content: Html, { status = 200, wide = false } = {}): Response {
  const nonce = randomBytes(16).toString('base64');
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style nonce="${nonce}">
          ${new Html(style)}
        </style>
      </head>
      <body>
        <main class="${wide ? 'wide' : ''}">${content}</main>
      </body>
    </html>`;
  return new Response(document.text, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; img-src data:; style-src 'nonce-${nonce}'; base-uri 'none'; frame-ancestors 'none'`,
      // Not `no-referrer`: the browser would then send `Origin: null` with the page's own forms.
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    },
  });
}
