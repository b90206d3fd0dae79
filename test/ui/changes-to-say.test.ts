import { expect } from 'chai';
import type { Call } from '../../src/model/call.js';
import { EMPTY, type SessionState } from '../../src/session/state.js';
import { changesToSay } from '../../src/ui/changes-to-say.js';
import { wordsFor } from '../../src/ui/words.js';
import {
  aCall,
  aCaller,
  aParticipant,
  aRingingCall,
  aSettings,
  anEnd,
  anEndedCall,
  anError,
  signedIn,
} from '../a-session.js';

const quiet: SessionState = { ...EMPTY, ...signedIn };
const outgoing: Call = { ...aCall, state: 'Connecting', connectedAt: undefined };

function said(before: Partial<SessionState>, after: Partial<SessionState>): string[] {
  return changesToSay({ ...quiet, ...before }, { ...quiet, ...after }, wordsFor('en')).map(
    ({ sentence, urgency }) => `${urgency}: ${sentence}`,
  );
}

describe('what is said of a change', () => {
  it('says at once who calls, and how to get there', () => {
    expect(said({}, { calls: [aRingingCall] })).to.deep.equal([
      'assertive: Incoming call from Megan Bowen. Press F6 to go to the call.',
    ]);
  });

  it('says the number of a phone call', () => {
    expect(said({}, { calls: [{ ...aRingingCall, participants: [aCaller] }] })[0]).to.contain('+14255550100');
  });

  it('says it again when the directory has found out who it is', () => {
    const calls = [aRingingCall];
    expect(said({ people: {} }, { people: {}, calls })[0]).to.contain('Incoming call.');
    expect(said({ calls, people: {} }, { calls })[0]).to.contain('Incoming call from Megan Bowen.');
    expect(said({ calls }, { calls: [{ ...aRingingCall, muted: true }] })).to.deep.equal([]);
  });

  it('is quiet about a call whose toast the page hid, and where calls are not taken', () => {
    expect(said({}, { calls: [{ ...aRingingCall, toastHidden: true }] })).to.deep.equal([]);
    const off = { settings: { ...aSettings, inbound: 'off' } } as const;
    expect(said(off, { ...off, calls: [aRingingCall] })).to.deep.equal([]);
  });

  it('follows an outgoing call', () => {
    const ringing: Call = { ...outgoing, state: 'Ringing' };
    expect(said({}, { calls: [outgoing] })).to.deep.equal(['polite: Calling Megan Bowen.']);
    expect(said({ calls: [outgoing] }, { calls: [ringing] })).to.deep.equal(['polite: Ringing at Megan Bowen.']);
    expect(said({ calls: [ringing] }, { calls: [aCall] })).to.deep.equal(['polite: Connected with Megan Bowen.']);
  });

  it('says that a connection was lost', () => {
    expect(said({ calls: [aCall] }, { calls: [{ ...aCall, state: 'Connecting' }] })).to.deep.equal([
      'polite: The connection with Megan Bowen was lost. Reconnecting.',
    ]);
  });

  it('does not say what only the eye needs', () => {
    const speaking: Call = { ...aCall, participants: [{ ...aParticipant, speaking: true }] };
    expect(said({ calls: [aCall] }, { calls: [speaking] })).to.deep.equal([]);
  });

  it('says how a call ended', () => {
    const busy: Call = { ...anEndedCall, end: { ...anEnd, reason: 'busy' } };
    expect(said({ calls: [aCall] }, { endedCall: anEndedCall })).to.deep.equal(['polite: Call ended: Megan Bowen.']);
    expect(said({ calls: [aCall] }, { endedCall: busy })).to.deep.equal(['polite: Busy: Megan Bowen.']);
  });

  it('says every failure once, and at once', () => {
    const failures = [{ subject: 'dial:12', error: anError('number-invalid') }];
    expect(said({}, { failures })).to.deep.equal(['assertive: This is not a phone number that can be called.']);
    expect(said({ failures }, { failures, dialling: ['ann'] })).to.deep.equal([]);
    expect(said({}, { error: anError('popup-blocked') })[0]).to.contain('blocked the sign-in window');
  });
});
