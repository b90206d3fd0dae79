import type { User as GraphUser } from '@microsoft/microsoft-graph-types';
import type { Person } from '../../model/person.js';

/** The properties that a `Person` is made of: nothing else is asked for. */
export const PERSON_PROPERTIES = ['id', 'displayName', 'userPrincipalName', 'mail', 'jobTitle'] as const;

/** Graph's user in our words. */
export function toPerson(user: GraphUser): Person {
  return {
    id: (user.id ?? '').toLowerCase(),
    // A user without a name is shown by whatever tells them apart.
    displayName: user.displayName || user.userPrincipalName || user.mail || user.id || '',
    userPrincipalName: user.userPrincipalName ?? undefined,
    mail: user.mail ?? undefined,
    jobTitle: user.jobTitle ?? undefined,
  };
}

/** Whether Graph's answer can be a user: the one thing that everything else hangs on is the id. */
export function isUser(answer: unknown): answer is GraphUser {
  return typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string';
}
