import type { Tenant, WorldUser } from './world.js';

// prettier-ignore
const givenNames = [
  'Adele', 'Akira', 'Amara', 'Anders', 'Beatriz', 'Chidi', 'Clara', 'Daniel', 'Elif', 'Emeka', 'Farah', 'Finn',
  'Grace', 'Hana', 'Ingrid', 'Isaac', 'Joni', 'Kofi', 'Lena', 'Lidia', 'Mateo', 'Nadia', 'Omar', 'Patti', 'Quentin',
  'Ravi', 'Sofia', 'Tariq', 'Uma', 'Victor', 'Wanda', 'Xin', 'Yusuf', 'Zoë',
];

// prettier-ignore
const surnames = [
  'Abara', 'Bergström', 'Castillo', 'Demir', 'Eriksen', 'Fernandez', 'Grimes', 'Hughes', 'Ivanova', 'Johnson', 'Kaya',
  'Langer', 'Moreau', 'Nakamura', 'O’Neill', 'Petrov', 'Qureshi', 'Rossi', 'Sherman', 'Tanaka', 'Underwood', 'Vance',
  'Wilber', 'Young',
];

const jobs = [
  ['Account Executive', 'Sales'],
  ['Support Engineer', 'Customer Care'],
  ['Accountant', 'Finance'],
  ['Field Technician', 'Operations'],
  ['Product Designer', 'Design'],
  ['Recruiter', 'People'],
] as const;

/**
 * People to be found by a search: the same ones each time, so that a test or a page of documentation can name them.
 *
 * The two lists have lengths without a common factor above two, so walking both at once repeats a pair late.
 */
export function crowd(tenant: Tenant, size: number): readonly WorldUser[] {
  return Array.from({ length: size }, (_, index) => person(tenant, index));
}

function person(tenant: Tenant, index: number): WorldUser {
  const givenName = at(givenNames, index);
  const surname = at(surnames, index + Math.floor(index / givenNames.length));
  const [jobTitle, department] = at(jobs, index);
  const userPrincipalName = `${ascii(givenName)}.${ascii(surname)}${index}@${tenant.domain}`;
  return {
    id: `${tenant.id.slice(0, 8)}-c0de-4000-8000-${index.toString(16).padStart(12, '0')}`,
    tenantId: tenant.id,
    displayName: `${givenName} ${surname}`,
    givenName,
    surname,
    userPrincipalName,
    mail: userPrincipalName,
    jobTitle,
    department,
    usageLocation: 'US',
    businessPhones: [`+1 425 555 ${String(2000 + (index % 8000))}`],
    userType: 'Member',
    teamsLicense: true,
    phonePlan: index % 3 === 0,
    photo: index % 2 === 0,
    extra: true,
  };
}

function at<T>(things: readonly T[], index: number): T {
  const thing = things[index % things.length];
  if (thing === undefined) throw new RangeError('There is nothing to choose from.');
  return thing;
}

/** An address holds no accents: `Zoë` is written `zoe`. */
function ascii(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[^a-z]/gi, '')
    .toLowerCase();
}
