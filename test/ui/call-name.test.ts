import { expect } from 'chai';
import { callName } from '../../src/ui/call-name.js';
import { EMPTY } from '../../src/session/state.js';
import { aCall, aCaller, aParticipant, aPerson } from '../a-session.js';

describe('callName', () => {
  const directory = { ...EMPTY, people: { [aPerson.id]: aPerson } };
  const phone = { ...aCall, participants: [{ ...aCaller, displayName: 'WIRELESS CALLER' }] };

  it('is what the directory says of a Teams user, whatever the page calls them', () => {
    expect(callName(directory, { ...aCall, participants: [aParticipant], name: 'Meg' })).to.equal(aPerson.displayName);
  });

  it('is what the page calls a number, before what the network calls it', () => {
    expect(callName(EMPTY, { ...phone, name: 'Lena Ortiz' })).to.equal('Lena Ortiz');
    expect(callName(EMPTY, phone)).to.equal('WIRELESS CALLER');
  });

  it('is the number where nobody has a name for it', () => {
    expect(callName(EMPTY, { ...aCall, participants: [aCaller] })).to.equal('+14255550100');
  });

  it('is no object id', () => {
    expect(callName(EMPTY, { ...aCall, participants: [], to: aPerson.id })).to.equal(undefined);
    expect(callName(EMPTY, { ...aCall, participants: [], to: 'megan@fabrikam.example' })).to.equal(
      'megan@fabrikam.example',
    );
  });
});
