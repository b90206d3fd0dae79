// The front door: what the script tag loads. Registers every element and offers the session to scripts.
import './elements/teams-call-button/define.js';
import './elements/teams-call/define.js';
import './elements/teams-incoming-call/define.js';
import './elements/teams-session/define.js';
import './elements/teams-sign-in/define.js';
import { session } from './index.js';

declare global {
  /** What scripts of the page find without importing anything. */
  var TeamsEmbed: { readonly session: typeof session } | undefined;
}

session.locateScript(import.meta.url);
globalThis.TeamsEmbed ??= { session };

export * from './index.js';
