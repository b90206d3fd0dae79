import type { Ports } from '../ports/ports.js';
import { TeamsError } from '../model/teams-error.js';
import { dispatch } from './dispatch.js';
import { TeamsErrorEvent } from './events/teams-error-event.js';
import { Session } from './session.js';

const NAME = 'teams-embed/session/';
// The number rises when the shape of Session changes in a way an older copy of our elements could not read.
const KEY = `${NAME}1`;

let conflictTold = false;

/** The one session of this page, whichever copy of the script came first. */
export function pageSession(ports: () => Ports): Session {
  if (standsAside()) return new Session(ports(), { error: conflict().detail });
  const page = globalThis as { [key: symbol]: Session | undefined };
  return (page[Symbol.for(KEY)] ??= new Session(ports()));
}

/** Whether a copy of this script with another shape of session was here first. Says so once. */
export function standsAside(): boolean {
  if (Symbol.for(KEY) in globalThis) return false;
  const other = Object.getOwnPropertySymbols(globalThis).some((symbol) => {
    const name = Symbol.keyFor(symbol);
    return name !== undefined && name.startsWith(NAME) && name !== KEY;
  });
  if (other && !conflictTold) {
    conflictTold = true;
    dispatch(new TeamsErrorEvent(conflict().detail));
  }
  return other;
}

function conflict(): TeamsError {
  return new TeamsError(
    'version-conflict',
    `Another version of teams-embed owns this page; the copy with ${KEY} stands aside.`,
  );
}
