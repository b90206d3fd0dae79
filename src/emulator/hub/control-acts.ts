import type { World } from '../world/world.js';
import { END } from './end-reasons.js';
import type { HubCall, Party } from './hub-call.js';
import { calleeOf, type Callee } from './raw-id.js';
import { answer } from './scripted-party.js';
import type { Switchboard } from './switchboard.js';

/** What a caller that the control face sends does by itself. */
export const callerScripts = ['stays', 'gives-up', 'hangs-up'] as const;
export type CallerScript = (typeof callerScripts)[number];

/** How long such a caller waits before it gives up, or talks before it hangs up. */
const PATIENCE_MS = 3_000;

type Act = (board: Switchboard, call: HubCall, party: Party) => void;

const acts: Readonly<Record<string, Act>> = {
  answer: (board, call, party) => {
    if (party !== call.callee || call.connected) throw new Error('Only the party that is rung can answer.');
    answer(board, call, 'speech');
  },
  decline: (board, call, party) => {
    if (party !== call.callee || call.connected) throw new Error('Only the party that is rung can decline.');
    board.end(call, () => END.rejected, END.rejected);
  },
  'hang-up': (board, call, party) => board.leave(call, party),
  mute: (_, call, party) => setMuted(call, party, true),
  unmute: (_, call, party) => setMuted(call, party, false),
};

/** Makes one scripted party of a call do something. Throws an Error with a sentence when it cannot. */
export function actAs(
  board: Switchboard,
  world: World,
  callId: string,
  { as, action }: { readonly as: string; readonly action: string },
): void {
  const call = board.find(callId);
  if (!call) throw new Error(`There is no call ${callId}.`);
  const rawId = calleeOf(world, as)?.rawId ?? rawIdOfPhone(as) ?? as;
  const party = call.parties.find((one) => one.rawId === rawId);
  if (!party) throw new Error(`${as} is not in this call.`);
  if (!party.scripted) throw new Error(`${as} is a person at a page, not a scripted party.`);
  const act = acts[action];
  if (!act) throw new Error(`There is no action "${action}": there are ${Object.keys(acts).join(', ')}.`);
  act(board, call, party);
}

export interface StartRequest {
  readonly from: string;
  readonly to: string;
  readonly video?: boolean;
  readonly script?: string;
}

/** A scripted party rings a signed-in user. Throws an Error with a sentence when it cannot. */
export function startScripted(
  board: Switchboard,
  world: World,
  signedIn: (rawId: string) => boolean,
  request: StartRequest,
): HubCall {
  const to = calleeOf(world, request.to);
  if (to?.kind !== 'user') throw new Error(`${request.to} is not a user of this world.`);
  if (!signedIn(to.rawId)) throw new Error(`${to.user.displayName} is not signed in anywhere.`);
  const from = calleeOf(world, request.from) ?? strangeNumber(request.from);
  if (!from) throw new Error(`${request.from} is neither a user of this world nor a phone number in E.164.`);
  const script = scriptOf(request.script);
  const call = board.placeScripted(from, to, request.video ?? false);
  if (script === 'gives-up') call.later(PATIENCE_MS, () => board.leave(call, call.caller));
  if (script === 'hangs-up') call.whenConnected(() => call.later(PATIENCE_MS, () => board.leave(call, call.caller)));
  return call;
}

function setMuted(call: HubCall, party: Party, muted: boolean): void {
  party.muted = muted;
  call.tellParties();
}

function scriptOf(script: string | undefined): CallerScript {
  const known = callerScripts.find((one) => one === (script ?? 'stays'));
  if (!known) throw new Error(`There is no script "${String(script)}": there are ${callerScripts.join(', ')}.`);
  return known;
}

function rawIdOfPhone(id: string): string | undefined {
  return /^(4:)?\+[1-9]\d{1,14}$/.test(id) ? `4:${id.replace(/^4:/, '')}` : undefined;
}

/** Anybody may ring from a number that the world does not know: that is what a new customer is. */
function strangeNumber(id: string): Callee | undefined {
  const rawId = rawIdOfPhone(id);
  if (!rawId) return undefined;
  return {
    kind: 'number',
    rawId,
    number: { phoneNumber: rawId.slice(2), displayName: null, behaviour: 'answers' },
  };
}
