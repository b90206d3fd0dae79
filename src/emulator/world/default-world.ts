import { crowd } from './crowd.js';
import type { Tenant, World, WorldNumber, WorldUser } from './world.js';

/** The `client-id` that the built-in world knows. */
export const defaultClientId = 'c0ffee00-0000-4000-8000-00000000c11e';

const fabrikam: Tenant = {
  id: 'fab00000-0000-4000-8000-000000000001',
  displayName: 'Fabrikam',
  domain: 'fabrikam.example',
};
const contoso: Tenant = {
  id: 'c0a70500-0000-4000-8000-000000000002',
  displayName: 'Contoso',
  domain: 'contoso.example',
};
const tailspin: Tenant = {
  id: '7a115000-0000-4000-8000-000000000003',
  displayName: 'Tailspin Toys',
  domain: 'tailspin.example',
  blocked: true,
};

const employee = {
  tenantId: fabrikam.id,
  usageLocation: 'US',
  businessPhones: [],
  userType: 'Member',
  teamsLicense: true,
  phonePlan: true,
  photo: true,
} as const;

/** The people of the documentation. Who they are is told by `jobTitle`; what they lack, by the flags. */
const cast: readonly WorldUser[] = [
  {
    ...employee,
    ...named('a11ce000-0000-4000-8000-00000000000a', 'Alice', 'Ames', fabrikam),
    jobTitle: 'Sales Representative',
    department: 'Sales',
    businessPhones: ['+1 425 555 1001'],
  },
  {
    ...employee,
    ...named('3e6a0000-0000-4000-8000-00000000000b', 'Megan', 'Bowen', fabrikam),
    jobTitle: 'Marketing Manager',
    department: 'Marketing',
    businessPhones: ['+1 425 555 1002'],
  },
  {
    ...employee,
    ...named('a5e10000-0000-4000-8000-00000000000c', 'Rosa', 'Lindqvist', fabrikam),
    jobTitle: 'Receptionist',
    department: 'Front Desk',
    businessPhones: ['+1 425 555 1000'],
  },
  {
    ...employee,
    ...named('a6e10000-0000-4000-8000-00000000000d', 'William', 'Okafor', fabrikam),
    jobTitle: 'Wealth Adviser',
    department: 'Advisory',
  },
  {
    ...employee,
    ...named('f0e10000-0000-4000-8000-00000000000e', 'Frank', 'Delgado', fabrikam),
    jobTitle: 'Field Technician, frontline',
    department: 'Operations',
    photo: false,
  },
  {
    ...employee,
    ...named('001ce000-0000-4000-8000-00000000000f', 'Nora', 'Quill', fabrikam),
    jobTitle: 'Trainee, no Teams licence',
    department: 'People',
    teamsLicense: false,
    phonePlan: false,
    photo: false,
  },
  {
    ...employee,
    ...named('00b1a000-0000-4000-8000-000000000010', 'Piet', 'Zandt', fabrikam),
    jobTitle: 'Analyst, no phone plan',
    department: 'Finance',
    phonePlan: false,
  },
  {
    ...employee,
    ...named('9e570000-0000-4000-8000-000000000011', 'Grete', 'Holm', fabrikam),
    displayName: 'Grete Holm (Guest)',
    userPrincipalName: 'grete_contoso.example#EXT#@fabrikam.example',
    mail: 'grete@contoso.example',
    jobTitle: null,
    userType: 'Guest',
    phonePlan: false,
    photo: false,
  },
  {
    ...employee,
    ...named('c0a70000-0000-4000-8000-000000000012', 'Diego', 'Siciliani', contoso),
    jobTitle: 'Director, of Contoso',
    department: 'Management',
  },
  {
    ...employee,
    ...named('7a110000-0000-4000-8000-000000000013', 'Toby', 'Nixon', tailspin),
    jobTitle: 'Buyer, of a tenant that is not served',
    department: null,
    phonePlan: false,
    photo: false,
  },
];

const numbers: readonly WorldNumber[] = [
  { phoneNumber: '+14255550100', displayName: 'Answering Customer', behaviour: 'answers' },
  { phoneNumber: '+14255550101', displayName: 'Busy Customer', behaviour: 'busy' },
  { phoneNumber: '+14255550102', displayName: 'Absent Customer', behaviour: 'no-answer' },
  { phoneNumber: '+14255550103', displayName: 'Declining Customer', behaviour: 'declines' },
];

/** The built-in world: the story of the documentation. */
export const defaultWorld: World = {
  clientId: defaultClientId,
  tenants: [fabrikam, contoso, tailspin],
  users: [...cast, ...crowd(fabrikam, 300), ...crowd(contoso, 30)],
  numbers,
};

function named(id: string, givenName: string, surname: string, tenant: Tenant): Named {
  const address = `${givenName.toLowerCase()}@${tenant.domain}`;
  return {
    id,
    tenantId: tenant.id,
    givenName,
    surname,
    displayName: `${givenName} ${surname}`,
    userPrincipalName: address,
    mail: address,
  };
}

type Named = Pick<
  WorldUser,
  'id' | 'tenantId' | 'givenName' | 'surname' | 'displayName' | 'userPrincipalName' | 'mail'
>;
