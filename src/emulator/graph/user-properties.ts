import type { WorldUser } from '../world/world.js';
import { GraphError } from './graph-error.js';

/** What Graph says about a user without being asked for more. */
const usual = [
  'businessPhones',
  'displayName',
  'givenName',
  'id',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
] as const;

const more = ['accountEnabled', 'assignedPlans', 'department', 'usageLocation', 'userType'] as const;

type PropertyName = (typeof usual)[number] | (typeof more)[number];
type Properties = Readonly<Record<PropertyName, string | boolean | null | readonly string[] | readonly AssignedPlan[]>>;

/** As Graph's `assignedPlan`. */
interface AssignedPlan {
  readonly assignedDateTime: string;
  readonly capabilityStatus: 'Enabled';
  readonly service: string;
  readonly servicePlanId: string;
}

/** A user as Graph answers it, with the properties that `$select` names. */
export function userBody(user: WorldUser, select: string | null): Readonly<Record<string, unknown>> {
  const properties = propertiesOf(user);
  const names = select === null ? usual : select.split(',').map((name) => propertyNamed(name.trim()));
  return Object.fromEntries(names.map((name) => [name, properties[name]]));
}

/** The text of a property that can be searched, filtered or sorted by. */
export function textOf(user: WorldUser, name: string): string {
  const value = propertiesOf(user)[propertyNamed(name)];
  return typeof value === 'string' ? value : '';
}

function propertyNamed(name: string): PropertyName {
  const known = [...usual, ...more].find((each) => each.toLowerCase() === name.toLowerCase());
  if (known) return known;
  throw new GraphError(400, 'BadRequest', `Could not find a property named '${name}' on type 'microsoft.graph.user'.`);
}

function propertiesOf(user: WorldUser): Properties {
  return {
    id: user.id,
    displayName: user.displayName,
    givenName: user.givenName,
    surname: user.surname,
    userPrincipalName: user.userPrincipalName,
    mail: user.mail,
    jobTitle: user.jobTitle,
    assignedPlans: plansOf(user),
    department: user.department ?? null,
    usageLocation: user.usageLocation,
    businessPhones: user.businessPhones,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
    accountEnabled: true,
    userType: user.userType,
  };
}

/** The plans by which a page can tell what an account may do: the directory's own, Teams, Teams Phone. */
function plansOf({ teamsLicense, phonePlan }: WorldUser): readonly AssignedPlan[] {
  const plan = (service: string, servicePlanId: string): AssignedPlan => ({
    assignedDateTime: '2026-01-05T08:00:00Z',
    capabilityStatus: 'Enabled',
    service,
    servicePlanId,
  });
  return [
    plan('exchange', '9aaf7827-d63c-4b61-89c3-182f06f82e5c'),
    ...(teamsLicense ? [plan('TeamspaceAPI', '57ff2da0-773e-42df-b2af-ffb7a2317929')] : []),
    ...(phonePlan ? [plan('MicrosoftCommunicationsOnline', '4828c8ec-dc2e-4779-b502-87ac9ce28ab7')] : []),
  ];
}
