import type { Call } from '../model/call.js';
import type { SessionState } from '../session/state.js';
import { callName } from './call-name.js';
import type { Words } from './words.js';

/** The sentence that a call comes in. */
export function incomingTitle(state: SessionState, call: Call, words: Words): string {
  const name = callName(state, call);
  return name ? words.incomingFrom(name) : words.incomingCall;
}
