import { phoneNumberOf, userIdOf } from '../model/call-target.js';
import type { Call } from '../model/call.js';
import { nameOf, type SessionState } from '../session/state.js';

/** Whom a call is with, as a person would say it: their name, else their number, else whom the page asked for. */
export function callName(state: SessionState, call: Call): string | undefined {
  const [other] = call.participants;
  const name = other && nameOf(state, other);
  if (name) return name;
  const number = other && phoneNumberOf(other.id);
  if (number) return number;
  // An object id is no name: nobody can read it.
  return call.to && !userIdOf(call.to) && !isIdentifier(call.to) ? call.to : undefined;
}

function isIdentifier(text: string): boolean {
  return /^(?:8:|[0-9a-f]{8}-)/i.test(text);
}
