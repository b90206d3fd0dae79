/** What a token can be for. Each resource is an application of its own in Entra ID, and a token is for one of them. */
export interface Resource {
  readonly name: string;
  /** The audience of its tokens. */
  readonly applicationId: string;
  /** How its scopes begin when they are written in full. */
  readonly prefix: string;
  readonly scopes: readonly string[];
}

export const graph: Resource = {
  name: 'Microsoft Graph',
  applicationId: '00000003-0000-0000-c000-000000000000',
  prefix: 'https://graph.microsoft.com/',
  scopes: [
    'User.Read',
    'User.ReadBasic.All',
    'User.Read.All',
    'People.Read',
    'Presence.Read',
    'Presence.Read.All',
    'Presence.ReadWrite',
    'Chat.Create',
    'Chat.ReadBasic',
    'Chat.Read',
    'Chat.ReadWrite',
    'ChatMessage.Read',
    'ChatMessage.Send',
    'Calendars.ReadBasic',
    'Calendars.Read',
    'Calendars.ReadWrite',
    'OnlineMeetings.Read',
    'OnlineMeetings.ReadWrite',
    'Contacts.Read',
  ],
};

export const communicationServices: Resource = {
  name: 'Azure Communication Services',
  applicationId: '1fd5118e-2576-4263-8130-9503064c837a',
  prefix: 'https://auth.msft.communication.azure.com/',
  scopes: ['Teams.ManageCalls', 'Teams.ManageChats'],
};

/** The same resource as the national clouds name it. */
const communicationServicesOfGovernments: Resource = {
  ...communicationServices,
  prefix: 'https://auth.msft.communication.azure.us/',
};

const resources = [graph, communicationServices, communicationServicesOfGovernments];

/** Scopes about the sign-in itself: they belong to no resource and need no consent of their own here. */
const openIdScopes = ['openid', 'profile', 'email', 'offline_access'];

/** One permission of one resource. */
export interface Permission {
  readonly resource: Resource;
  readonly name: string;
}

/** What was asked for in a `scope` parameter. */
export interface AskedScopes {
  readonly openId: readonly string[];
  readonly permissions: readonly Permission[];
  /** `.default` was asked: everything that was already consented to. */
  readonly defaults: readonly Resource[];
  /** Words that name nothing. */
  readonly unknown: readonly string[];
}

/** Takes a `scope` parameter apart. A scope without a prefix is Graph's, as Entra reads it. */
export function readScopes(parameter: string | null): AskedScopes {
  const words = [...new Set((parameter ?? '').split(/\s+/).filter(Boolean))];
  const openId = words.filter((word) => openIdScopes.includes(word));
  const permissions: Permission[] = [];
  const defaults: Resource[] = [];
  const unknown: string[] = [];
  for (const word of words.filter((each) => !openId.includes(each))) {
    const resource = resources.find(({ prefix }) => word.toLowerCase().startsWith(prefix)) ?? graph;
    const asked = word.toLowerCase().startsWith(resource.prefix) ? word.slice(resource.prefix.length) : word;
    // Scopes are compared without regard to case, and answered as the resource writes them.
    const name = resource.scopes.find((scope) => scope.toLowerCase() === asked.toLowerCase());
    if (name !== undefined) permissions.push({ resource, name });
    else if (asked === '.default') defaults.push(resource);
    else unknown.push(word);
  }
  return { openId, permissions, defaults, unknown };
}

/** Every resource that was asked for, the first one first. */
export function askedResources({ permissions, defaults }: AskedScopes): readonly Resource[] {
  return [...new Set([...permissions.map(({ resource }) => resource), ...defaults])];
}

/** A scope as Entra writes it in an answer: Graph's bare, any other resource's in full. */
export function spelled({ resource, name }: Permission): string {
  return resource === graph ? name : resource.prefix + name;
}
