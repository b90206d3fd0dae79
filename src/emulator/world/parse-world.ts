import { flag, list, matching, oneOf, orNull, record, ShapeError, text } from './shape.js';
import type { NumberBehaviour, World } from './world.js';

const behaviours: readonly NumberBehaviour[] = ['answers', 'busy', 'no-answer', 'declines'];

const guid = matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'a GUID in small letters');
const domain = matching(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'a domain such as "fabrikam.example"');
const country = matching(/^[A-Z]{2}$/, 'two capital letters such as "US"');
const e164 = matching(/^\+[1-9]\d{1,14}$/, 'a phone number such as "+14255550100"');
const address = matching(/^[^\s@/?]+@[^\s@/?]+$/, 'an address such as "alice@fabrikam.example"');

const tenant = record({ id: guid, displayName: text, domain }, { blocked: flag, adminConsent: list(text) });

const user = record(
  {
    id: guid,
    tenantId: guid,
    displayName: text,
    givenName: orNull(text),
    surname: orNull(text),
    userPrincipalName: address,
    mail: orNull(address),
    jobTitle: orNull(text),
    usageLocation: orNull(country),
    businessPhones: list(text),
    userType: oneOf(['Member', 'Guest']),
    teamsLicense: flag,
    phonePlan: flag,
    photo: flag,
  },
  { department: orNull(text), secondFactorFor: oneOf(['graph', 'communication']), extra: flag },
);

const number = record({ phoneNumber: e164, displayName: orNull(text), behaviour: oneOf(behaviours) });

const world = record({ clientId: guid, tenants: list(tenant), users: list(user), numbers: list(number) });

/** Reads a world file's content, or throws a `ShapeError` that names the place that is wrong. */
export function parseWorld(content: unknown): World {
  const read = world(content, '');
  if (read.tenants.length === 0) throw new ShapeError('tenants', 'expected at least one tenant');
  once(read.tenants, 'tenants', 'id', ({ id }) => id);
  once(read.users, 'users', 'id', ({ id }) => id);
  once(read.users, 'users', 'userPrincipalName', ({ userPrincipalName }) => userPrincipalName.toLowerCase());
  once(read.numbers, 'numbers', 'phoneNumber', ({ phoneNumber }) => phoneNumber);

  const tenantIds = new Set(read.tenants.map(({ id }) => id));
  for (const [index, { tenantId }] of read.users.entries()) {
    if (tenantIds.has(tenantId)) continue;
    throw new ShapeError(`users[${index}].tenantId`, `no tenant has the id "${tenantId}"`);
  }
  return read;
}

/** Two things with one id would make every request for it a matter of luck. */
function once<T>(things: readonly T[], path: string, field: string, key: (thing: T) => string): void {
  const first = new Map<string, number>();
  for (const [index, thing] of things.entries()) {
    const earlier = first.get(key(thing));
    if (earlier !== undefined) {
      throw new ShapeError(`${path}[${index}].${field}`, `"${key(thing)}" is taken by ${path}[${earlier}]`);
    }
    first.set(key(thing), index);
  }
}
