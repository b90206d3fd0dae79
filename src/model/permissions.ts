import { CLOUD_ENDPOINTS } from './cloud-endpoints.js';
import type { Cloud } from './cloud.js';

/** What a person can be asked to allow. Each is asked for when it is first used, and not before. */
export type Feature = 'calling' | 'me' | 'people' | 'chat';

export interface Permission {
  /** Whose token carries the scopes: Communication Services or Microsoft Graph. A token is for one of them. */
  readonly resource: 'communication' | 'graph';
  /** The least that does the job, without the prefix of the resource. */
  readonly scopes: readonly string[];
  /** When it is first used. */
  readonly when: string;
  /** What it is for. */
  readonly purpose: string;
}

/** Every permission of this library. A review of it begins here; the README shows the same. */
export const PERMISSIONS: Readonly<Record<Feature, Permission>> = {
  calling: {
    resource: 'communication',
    // The exchange of tokens wants both, whichever the calls need; chats go through Graph.
    scopes: ['Teams.ManageCalls', 'Teams.ManageChats'],
    when: 'at sign-in',
    purpose: 'calls as the Teams user',
  },
  me: {
    resource: 'graph',
    scopes: ['User.Read'],
    when: 'at sign-in',
    purpose: 'who is signed in, and whether their plans have Teams Phone',
  },
  people: {
    resource: 'graph',
    scopes: ['User.ReadBasic.All'],
    when: 'at sign-in where calls may come in, else with the first name, photo or address that is looked up',
    purpose: 'names and photos of colleagues',
  },
  chat: {
    resource: 'graph',
    scopes: ['Chat.Create'],
    when: 'with the first call to a colleague',
    purpose: 'the one-to-one chat that a call between two users belongs to',
  },
};

/** The scopes of a feature as Entra ID is asked for them. Graph's go without a prefix: with it MSAL's cache misses them. */
export function scopesOf(feature: Feature, cloud: Cloud): string[] {
  const { resource, scopes } = PERMISSIONS[feature];
  if (resource === 'graph') return [...scopes];
  return scopes.map((scope) => `${CLOUD_ENDPOINTS[cloud].communication}/${scope}`);
}
