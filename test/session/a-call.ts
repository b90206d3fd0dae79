import type { CallEnd } from '../../src/model/call.js';
import { aParticipant, MEGAN, type AWorld } from './a-world.js';

/** The end of a call that the other side hung up. */
export const HUNG_UP: CallEnd = { reason: 'completed', by: 'remote', code: 0, subCode: 0, error: undefined };

export const megan = aParticipant(`8:orgid:${MEGAN}`);

/** Lets Megan call, until it is told otherwise. */
export function ring(world: AWorld, id = 'in'): void {
  world.tell({ id, direction: 'Incoming', state: 'Ringing', participants: [megan] });
}
