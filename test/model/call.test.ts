import { expect } from 'chai';
import { canMove, secondsConnected, type Call, type CallState } from '../../src/model/call.js';

describe('canMove', () => {
  const allowed: [CallState, CallState][] = [
    ['None', 'Connecting'],
    ['Ringing', 'Connecting'],
    ['Connected', 'Connecting'],
    ['Connected', 'RemoteHold'],
    ['Disconnecting', 'Disconnected'],
    ['Connected', 'Connected'],
  ];
  const refused: [CallState, CallState][] = [
    ['Connected', 'Ringing'],
    ['Disconnecting', 'Connected'],
    ['Disconnected', 'Connecting'],
    ['Disconnected', 'Disconnecting'],
  ];
  for (const [from, to] of allowed) it(`lets ${from} become ${to}`, () => expect(canMove(from, to)).to.equal(true));
  for (const [from, to] of refused)
    it(`does not let ${from} become ${to}`, () => expect(canMove(from, to)).to.equal(false));
});

describe('secondsConnected', () => {
  const call = { connectedAt: 10_000, endedAt: undefined } as unknown as Call;
  it('counts whole seconds', () => expect(secondsConnected(call, 12_999)).to.equal(2));
  it('stops at the end', () => expect(secondsConnected({ ...call, endedAt: 15_000 }, 99_000)).to.equal(5));
  it('is 0 before', () => expect(secondsConnected({ ...call, connectedAt: undefined }, 12_000)).to.equal(0));
  it('is 0 when the clock was set back', () => expect(secondsConnected(call, 1_000)).to.equal(0));
});
