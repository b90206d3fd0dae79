import type { World, WorldUser } from '../../../src/emulator/world/world.js';

const tenantId = '11111111-1111-4111-8111-111111111111';

function aUser(name: string, id: string, more: Partial<WorldUser> = {}): WorldUser {
  return {
    id,
    tenantId,
    displayName: name,
    givenName: name,
    surname: null,
    userPrincipalName: `${name.toLowerCase()}@fabrikam.example`,
    mail: null,
    jobTitle: null,
    usageLocation: 'US',
    businessPhones: [],
    userType: 'Member',
    teamsLicense: true,
    phonePlan: true,
    photo: false,
    ...more,
  };
}

export const alice = aUser('Alice', 'aaaaaaaa-0000-4000-8000-000000000001');
export const megan = aUser('Megan', 'aaaaaaaa-0000-4000-8000-000000000002');
export const withoutPhonePlan = aUser('Noa', 'aaaaaaaa-0000-4000-8000-000000000003', { phonePlan: false });

export const phones = {
  answers: '+14255550100',
  busy: '+14255550101',
  'no-answer': '+14255550102',
  declines: '+14255550103',
} as const;

/** Three people and four phones. */
export const aWorld: World = {
  clientId: '22222222-2222-4222-8222-222222222222',
  tenants: [{ id: tenantId, displayName: 'Fabrikam', domain: 'fabrikam.example' }],
  users: [alice, megan, withoutPhonePlan],
  numbers: Object.entries(phones).map(([behaviour, phoneNumber]) => ({
    phoneNumber,
    displayName: `Phone that ${behaviour}`,
    behaviour: behaviour as keyof typeof phones,
  })),
};

export function rawId(user: WorldUser): string {
  return `8:orgid:${user.id}`;
}
