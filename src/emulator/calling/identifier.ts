import type { CommunicationIdentifierKind } from '@azure/communication-common';

/** Whom a Teams user may call, in the SDK's shapes. */
export type Callee =
  { readonly microsoftTeamsUserId: string } | { readonly phoneNumber: string } | { readonly id: string };

/** The identifier in one string, as the service writes it. */
export function rawIdOf(callee: Callee): string {
  if ('microsoftTeamsUserId' in callee) return `8:orgid:${callee.microsoftTeamsUserId}`;
  if ('phoneNumber' in callee) return `4:${callee.phoneNumber}`;
  return callee.id;
}

export function identifierOf(rawId: string): CommunicationIdentifierKind {
  if (rawId.startsWith('8:orgid:')) {
    const microsoftTeamsUserId = rawId.slice('8:orgid:'.length);
    return { kind: 'microsoftTeamsUser', microsoftTeamsUserId, isAnonymous: false, cloud: 'public', rawId };
  }
  if (rawId.startsWith('4:')) return { kind: 'phoneNumber', phoneNumber: rawId.slice(2), rawId };
  return { kind: 'unknown', id: rawId };
}
