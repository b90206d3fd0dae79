import { phoneNumberOf, userIdOf } from '../model/call-target.js';
import type { Call } from '../model/call.js';
import { nameOf, type SessionState } from '../session/state.js';

/** Whom a call is with, as a person would say it: their name in the directory, on the page or in the network, else their number, else whom the page asked for. */
export function callName(state: SessionState, call: Call): string | undefined {
  const [other] = call.participants;
  // The page's own name for a number says more than the telephone network's; the directory knows its people best.
  const inDirectory = other && nameOf(state, { ...other, displayName: undefined });
  const name = inDirectory || call.name || other?.displayName || (other && phoneNumberOf(other.id));
  if (name) return name;
  // An object id is no name: nobody can read it.
  return call.to && !userIdOf(call.to) && !isIdentifier(call.to) ? call.to : undefined;
}

function isIdentifier(text: string): boolean {
  return /^(?:8:|[0-9a-f]{8}-)/i.test(text);
}
