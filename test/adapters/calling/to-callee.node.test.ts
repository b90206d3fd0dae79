import { getIdentifierRawId } from '@azure/communication-common';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toCallee } from '../../../src/adapters/calling/to-callee.js';
import { type CallParty, ECHO_TEST, teamsUserRawId } from '../../../src/model/call-target.js';

const userId = '00000000-0000-4000-8000-00000000000a';
const PARTIES: readonly CallParty[] = [
  { kind: 'teams-user', userId, id: teamsUserRawId(userId) },
  { kind: 'teams-user', userId, id: teamsUserRawId(userId, 'gcch') },
  { kind: 'teams-user', userId, id: teamsUserRawId(userId, 'dod') },
  { kind: 'phone-number', phoneNumber: '+14255550100', id: '4:+14255550100', emergency: false },
  { kind: 'phone-number', phoneNumber: '112', id: '4:112', emergency: true },
  { kind: 'echo-test', id: ECHO_TEST },
];

describe('toCallee', () => {
  for (const party of PARTIES) {
    it(`names ${party.id} so that its raw identifier stays the same`, () => {
      assert.equal(getIdentifierRawId(toCallee(party)), party.id);
    });
  }
});
