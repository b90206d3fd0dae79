import type { NumberBehaviour } from '../world/world.js';
import { END } from './end-reasons.js';
import type { HubCall } from './hub-call.js';
import type { EndReason, SyntheticMedia } from './protocol.js';
import type { Switchboard } from './switchboard.js';
import type { HubTimings } from './timings.js';

/** A phone does by itself what the world says of its number. */
export function playNumber(board: Switchboard, call: HubCall, behaviour: NumberBehaviour, timings: HubTimings): void {
  switch (behaviour) {
    case 'answers':
      return ringThen(board, call, timings, timings.scriptedAnswer, () => answer(board, call, 'speech'));
    case 'declines':
      return ringThen(board, call, timings, timings.scriptedAnswer, () => fail(board, call, END.rejected));
    case 'no-answer':
      return ringThen(board, call, timings, timings.phoneRings, () => fail(board, call, END.phoneNotAnswered));
    case 'busy':
      // A busy line never rings.
      return call.later(timings.scriptedRing, () => fail(board, call, END.phoneBusy));
  }
}

/** The echo test answers at once. */
export function playEcho(board: Switchboard, call: HubCall, timings: HubTimings): void {
  call.later(timings.scriptedRing, () => answer(board, call, 'echo'));
}

export function answer(board: Switchboard, call: HubCall, audio: SyntheticMedia['audio']): void {
  call.callee.synthetic = { audio, video: call.callee.video };
  board.connect(call);
}

function ringThen(board: Switchboard, call: HubCall, timings: HubTimings, wait: number, act: () => void): void {
  call.later(timings.scriptedRing, () => {
    board.ring(call);
    call.later(wait, act);
  });
}

function fail(board: Switchboard, call: HubCall, reason: EndReason): void {
  board.end(call, () => reason, reason);
}
