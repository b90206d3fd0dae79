import type { Cloud } from './cloud.js';

/** Whom a page wants to call, before any service was asked. */
export type CallTarget =
  | { readonly kind: 'teams-user'; readonly userId: string }
  /** A user principal name or mail address: the directory has to say whose it is. */
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'phone-number'; readonly input: string }
  | { readonly kind: 'echo-test' };

/** Whom the call service is to call. */
export type CallParty =
  | { readonly kind: 'teams-user'; readonly userId: string; readonly id: string }
  | { readonly kind: 'phone-number'; readonly phoneNumber: string; readonly id: string; readonly emergency: boolean }
  | { readonly kind: 'echo-test'; readonly id: string };

/** The raw identifier of the SDK's echo test. */
export const ECHO_TEST = '8:echo123';

const OBJECT_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const TEAMS_USER = /^8:(?:orgid|dod|gcch):(.+)$/i;
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Reads what a page author or a person wrote. Anything that is no user, address or test is taken for a number. */
export function toCallTarget(text: string): CallTarget | undefined {
  const input = text.trim();
  if (!input) return undefined;
  if (input === ECHO_TEST) return { kind: 'echo-test' };
  const userId = TEAMS_USER.exec(input)?.[1] ?? input;
  if (OBJECT_ID.test(userId)) return { kind: 'teams-user', userId: userId.toLowerCase() };
  if (ADDRESS.test(input)) return { kind: 'address', address: input };
  return { kind: 'phone-number', input: input.replace(/^(?:tel:|4:)/i, '') };
}

/** The raw identifier of a Teams user. */
export function teamsUserRawId(userId: string, cloud?: Cloud): string {
  return `8:${!cloud || cloud === 'public' ? 'orgid' : cloud}:${userId}`;
}

/** The object id inside a Teams user's raw identifier. */
export function userIdOf(rawId: string): string | undefined {
  const userId = TEAMS_USER.exec(rawId)?.[1];
  return userId && OBJECT_ID.test(userId) ? userId.toLowerCase() : undefined;
}

/** The E.164 number inside a phone number's raw identifier. */
export function phoneNumberOf(rawId: string): string | undefined {
  return rawId.startsWith('4:') ? rawId.slice(2) : undefined;
}
