import type { World, WorldNumber, WorldUser } from '../world/world.js';

/** The echo test: it records what one says and plays it back. */
export const ECHO = '8:echo123';

/** Whom a raw identifier means in a world. */
export type Callee =
  | { readonly kind: 'user'; readonly rawId: string; readonly user: WorldUser }
  | { readonly kind: 'number'; readonly rawId: string; readonly number: WorldNumber }
  | { readonly kind: 'echo'; readonly rawId: string };

export function rawIdOfUser(userId: string): string {
  return `8:orgid:${userIdOf(userId)}`;
}

/** The Entra object id in `8:orgid:ID`, `orgid:ID` or `ID`. */
export function userIdOf(id: string): string {
  return id.replace(/^(8:)?orgid:/, '').toLowerCase();
}

/** Finds a user by id or user principal name, a phone number by E.164, or the echo test; raw identifiers too. */
export function calleeOf(world: World, id: string): Callee | undefined {
  if (id === ECHO) return { kind: 'echo', rawId: ECHO };
  if (/^(4:)?\+/.test(id)) {
    const phoneNumber = id.replace(/^4:/, '');
    const number = world.numbers.find((one) => one.phoneNumber === phoneNumber);
    return number && { kind: 'number', rawId: `4:${phoneNumber}`, number };
  }
  const wanted = userIdOf(id);
  const user = world.users.find(
    (one) => one.id.toLowerCase() === wanted || one.userPrincipalName.toLowerCase() === wanted,
  );
  return user && { kind: 'user', rawId: rawIdOfUser(user.id), user };
}
