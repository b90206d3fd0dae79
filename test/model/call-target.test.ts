import { expect } from 'chai';
import { phoneNumberOf, teamsUserRawId, toCallTarget, userIdOf, type CallTarget } from '../../src/model/call-target.js';

const ID = '8b081ef6-4792-4def-b2c9-c363a1bf41d5';

describe('toCallTarget', () => {
  const table: [string, CallTarget | undefined][] = [
    ['', undefined],
    ['   ', undefined],
    ['8:echo123', { kind: 'echo-test' }],
    [ID.toUpperCase(), { kind: 'teams-user', userId: ID }],
    [`8:orgid:${ID}`, { kind: 'teams-user', userId: ID }],
    ['megan@fabrikam.example', { kind: 'address', address: 'megan@fabrikam.example' }],
    ['+1 425 555 0100', { kind: 'phone-number', input: '+1 425 555 0100' }],
    ['tel:+14255550100', { kind: 'phone-number', input: '+14255550100' }],
    ['4:+14255550100', { kind: 'phone-number', input: '+14255550100' }],
    ['8:acs:resource_user', { kind: 'phone-number', input: '8:acs:resource_user' }],
    ['8:orgid:nobody', { kind: 'phone-number', input: '8:orgid:nobody' }],
  ];
  for (const [text, target] of table) {
    it(`reads "${text}"`, () => expect(toCallTarget(text)).to.deep.equal(target));
  }

  for (const [cloud, prefix] of [
    [undefined, '8:orgid:'],
    ['public', '8:orgid:'],
    ['gcch', '8:gcch:'],
    ['dod', '8:dod:'],
  ] as const) {
    it(`writes and reads identifiers of ${cloud ?? 'no cloud that is named'}`, () => {
      expect(teamsUserRawId(ID, cloud)).to.equal(prefix + ID);
      expect(toCallTarget(prefix + ID)).to.deep.equal({ kind: 'teams-user', userId: ID });
      expect(userIdOf(prefix + ID)).to.equal(ID);
    });
  }

  it('finds ids inside raw identifiers', () => {
    expect(userIdOf(`8:orgid:${ID}`)).to.equal(ID);
    expect(userIdOf('8:echo123')).to.equal(undefined);
    expect(phoneNumberOf('4:+14255550100')).to.equal('+14255550100');
    expect(phoneNumberOf(`8:orgid:${ID}`)).to.equal(undefined);
  });
});
