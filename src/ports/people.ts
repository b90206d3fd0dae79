import type { Person, User } from '../model/person.js';

/** The directory. Everything rejects with a `TeamsError`. */
export interface PeoplePort {
  /** The person who is signed in. */
  me(signal?: AbortSignal): Promise<Omit<User, 'tenantId'>>;
  /** A person by object id or user principal name. Rejects with `person-unknown` where there is none. */
  person(idOrAddress: string, signal?: AbortSignal): Promise<Person>;
  /** A person's photo, or undefined where there is none. */
  photo(id: string, signal?: AbortSignal): Promise<Blob | undefined>;
}
