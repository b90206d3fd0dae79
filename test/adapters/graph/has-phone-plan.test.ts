import { expect } from 'chai';
import { hasPhonePlan } from '../../../src/adapters/graph/has-phone-plan.js';

const TEAMS_PHONE = '4828c8ec-dc2e-4779-b502-87ac9ce28ab7';
const TEAMS = '57ff2da0-773e-42df-b2af-ffb7a2317929';

describe('hasPhonePlan', () => {
  it('does not know where no plans are told', () => {
    expect(hasPhonePlan(undefined)).to.equal(undefined);
    expect(hasPhonePlan(null)).to.equal(undefined);
    expect(hasPhonePlan([])).to.equal(undefined);
  });

  for (const [capabilityStatus, answer] of [
    ['Enabled', true],
    ['Warning', true],
    ['Suspended', false],
    ['Deleted', false],
    ['LockedOut', false],
  ] as const) {
    it(`says ${answer} of a plan that is ${capabilityStatus}`, () => {
      expect(hasPhonePlan([{ servicePlanId: TEAMS_PHONE.toUpperCase(), capabilityStatus }])).to.equal(answer);
    });
  }

  it('says no where only other plans are assigned', () => {
    expect(hasPhonePlan([{ servicePlanId: TEAMS, capabilityStatus: 'Enabled' }])).to.equal(false);
  });
});
