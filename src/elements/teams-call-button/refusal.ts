import { toCallTarget } from '../../model/call-target.js';
import { activeCall, isSignedIn, type SessionState } from '../../session/state.js';
import type { Words } from '../../ui/words.js';

/** Why nobody can be called by this button now: the key of the sentence that says so. Undefined where it can be tried. */
export type Refusal = keyof Words &
  ('notSetUp' | 'nobodyToCall' | 'noPhonePlan' | 'inAnotherCall' | 'anotherCallStarts');

/** What stands against a call to `to`. Not being signed in is none: pressing the button signs in. */
export function refusal(state: SessionState, to: string): Refusal | undefined {
  if (!state.settings) return 'notSetUp';
  const target = toCallTarget(to);
  if (!target) return 'nobodyToCall';
  if (!isSignedIn(state)) return undefined;
  if (target.kind === 'phone-number' && state.phoneCallsAllowed === false) return 'noPhonePlan';
  if (activeCall(state)) return 'inAnotherCall';
  if (state.dialling.some((other) => other !== to)) return 'anotherCallStarts';
  return undefined;
}
