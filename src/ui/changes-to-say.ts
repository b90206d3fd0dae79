import { isEstablished, isRinging, type Call } from '../model/call.js';
import { callById, type SessionState } from '../session/state.js';
import { callName } from './call-name.js';
import { incomingTitle } from './incoming-title.js';
import { TOAST_KEY } from './toast-key.js';
import type { Words } from './words.js';

/** As in `aria-live`: `assertive` interrupts what is being read. */
export type Urgency = 'polite' | 'assertive';

export interface Saying {
  readonly sentence: string;
  readonly urgency: Urgency;
}

/** What somebody who cannot see the page has to hear of the step from one state to the next. */
export function changesToSay(before: SessionState, after: SessionState, words: Words): readonly Saying[] {
  if (before === after) return [];
  const sayings: (Saying | undefined)[] = after.calls.map((call) => callSaying(before, after, call, words));
  const { endedCall } = after;
  if (endedCall?.end && endedCall !== before.endedCall) {
    const sentence = endedCall.end.error?.userMessage ?? words[endedCall.end.reason];
    sayings.push(polite(words.sayEnded(sentence.replace(/\.$/, ''), nameIn(after, endedCall, words))));
  }
  for (const failure of after.failures) {
    if (!before.failures.includes(failure)) sayings.push(assertive(failure.error.userMessage));
  }
  if (after.error && after.error !== before.error) sayings.push(assertive(after.error.userMessage));
  return sayings.filter((saying) => saying !== undefined);
}

function callSaying(before: SessionState, after: SessionState, call: Call, words: Words): Saying | undefined {
  const old = callById(before, call.id);
  const name = nameIn(after, call, words);
  if (isRinging(call)) return incomingSaying(before, after, call, words);
  if (old?.state === call.state) return undefined;
  const reconnects = old !== undefined && isEstablished(old) && call.state === 'Connecting';
  if (reconnects) return polite(words.sayReconnecting(name));
  if (!old && call.direction === 'Outgoing' && !isEstablished(call)) return polite(words.sayCalling(name));
  if (call.state === 'Ringing') return polite(words.sayRinging(name));
  if (call.state === 'Connected') return polite(words.sayConnected(name));
  return undefined;
}

/** Says that somebody calls, and says it again when the directory has found out who. */
function incomingSaying(before: SessionState, after: SessionState, call: Call, words: Words): Saying | undefined {
  if (call.toastHidden || after.settings?.inbound === 'off') return undefined;
  const old = callById(before, call.id);
  const title = incomingTitle(after, call, words);
  if (old && incomingTitle(before, old, words) === title) return undefined;
  return assertive(`${title}. ${words.ringsHint(TOAST_KEY)}`);
}

function nameIn(state: SessionState, call: Call, words: Words): string {
  return callName(state, call) ?? words.someone;
}

function polite(sentence: string): Saying {
  return { sentence, urgency: 'polite' };
}

function assertive(sentence: string): Saying {
  return { sentence, urgency: 'assertive' };
}
