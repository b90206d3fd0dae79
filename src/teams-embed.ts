// The front door: what the script tag loads. Registers the elements and offers the session to scripts.
import { session } from './api.js';
import './elements/teams-call-button/define.js';
import './elements/teams-incoming-call/define.js';
import './elements/teams-session/define.js';
import { loadWhenSeen } from './ui/load-when-seen.js';

declare global {
  /** What scripts of the page find without importing anything. */
  var TeamsEmbed: { readonly session: typeof session } | undefined;
}

session.locateScript(import.meta.url);
globalThis.TeamsEmbed ??= { session };

// Most pages have the elements above from the start; these come when a page has them.
if ('document' in globalThis) {
  loadWhenSeen({
    'teams-call': () => import('./elements/teams-call/define.js'),
    'teams-sign-in': () => import('./elements/teams-sign-in/define.js'),
  });
}

export * from './api.js';
