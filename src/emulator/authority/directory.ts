import type { Tenant, World, WorldUser } from '../world/world.js';

/** Authorities that serve any tenant's users, by the word in their address. */
const anyTenant = ['common', 'organizations'];

/** Whether the first part of an authority's address names a tenant of the world, by id or domain, or any of them. */
export function authorityTenant(world: World, segment: string): Tenant | 'any' | undefined {
  const word = segment.toLowerCase();
  if (anyTenant.includes(word)) return 'any';
  return world.tenants.find(({ id, domain }) => id === word || domain === word);
}

/** The people who can sign in at an authority. */
export function peopleOf(world: World, tenant: Tenant | 'any'): readonly WorldUser[] {
  return tenant === 'any' ? world.users : world.users.filter(({ tenantId }) => tenantId === tenant.id);
}

export function findUser(world: World, id: string): WorldUser | undefined {
  return world.users.find((user) => user.id === id);
}

/** Whom a `login_hint` names: an address, or the opaque hint that our own id tokens carry. */
export function hintedUser(world: World, hint: string | null): WorldUser | undefined {
  if (!hint) return undefined;
  const address = hint.startsWith('O.') ? Buffer.from(hint.slice(2), 'base64url').toString() : hint;
  return world.users.find(({ userPrincipalName }) => userPrincipalName.toLowerCase() === address.toLowerCase());
}

/** The opaque `login_hint` of an id token. */
export function loginHint(user: WorldUser): string {
  return `O.${Buffer.from(user.userPrincipalName).toString('base64url')}`;
}
