import { ResponseType } from '@microsoft/microsoft-graph-client/lib/es/src/ResponseType.js';
import type { User as GraphUser } from '@microsoft/microsoft-graph-types';
import type { Feature } from '../../model/permissions.js';
import type { Person, User } from '../../model/person.js';
import { TeamsError } from '../../model/teams-error.js';
import type { PeoplePort } from '../../ports/people.js';
import { unlessAborted } from '../unless-aborted.js';
import { hasPhonePlan } from './has-phone-plan.js';
import type { GraphClient } from './graph-client.js';
import { isUser, PERSON_PROPERTIES, toPerson } from './to-person.js';

/** The size that avatars are drawn from; Graph has a fixed list of them. */
const PHOTO_SIZE = '96x96';

/**
 * The directory of Entra ID, through Graph. Whatever was asked once is kept, and what is being asked is shared: a page
 * full of buttons for the same colleague makes one request.
 */
export class GraphPeople implements PeoplePort {
  readonly #graph: GraphClient;
  readonly #people = new Map<string, Promise<Person>>();
  readonly #photos = new Map<string, Promise<Blob | undefined>>();
  #me: Promise<Omit<User, 'tenantId'>> | undefined;

  constructor(graph: GraphClient) {
    this.#graph = graph;
  }

  me(signal?: AbortSignal): Promise<Omit<User, 'tenantId'>> {
    this.#me ??= this.#askMe().catch((cause: unknown) => {
      this.#me = undefined;
      throw cause;
    });
    return unlessAborted(this.#me, signal);
  }

  person(idOrAddress: string, signal?: AbortSignal): Promise<Person> {
    const key = idOrAddress.trim().toLowerCase();
    return unlessAborted(
      shared(this.#people, key, () => this.#askPerson(key)),
      signal,
    );
  }

  photo(id: string, signal?: AbortSignal): Promise<Blob | undefined> {
    const key = id.trim().toLowerCase();
    return unlessAborted(
      shared(this.#photos, key, () => this.#askPhoto(key)),
      signal,
    );
  }

  // The shared requests take no signal: whoever stops waiting must not stop the others.

  async #askMe(): Promise<Omit<User, 'tenantId'>> {
    const user = await this.#askUser('me', '/me', [...PERSON_PROPERTIES, 'usageLocation', 'assignedPlans']);
    return {
      ...toPerson(user),
      usageLocation: user.usageLocation ?? undefined,
      phonePlan: hasPhonePlan(user.assignedPlans),
    };
  }

  async #askPerson(key: string): Promise<Person> {
    const person = toPerson(await this.#askUser('people', `/users/${encodeURIComponent(key)}`, [...PERSON_PROPERTIES]));
    // Found by address, they are known by id from now on.
    this.#people.set(person.id, Promise.resolve(person));
    return person;
  }

  async #askUser(feature: Feature, path: string, properties: string[]): Promise<GraphUser> {
    const answer = await this.#graph.ask(feature, path, (request) => request.select(properties).get());
    if (!isUser(answer)) throw new TeamsError('service-failed', `Graph answered ${path.split('/')[1]} without an id.`);
    return answer;
  }

  async #askPhoto(key: string): Promise<Blob | undefined> {
    const path = `/users/${encodeURIComponent(key)}/photos/${PHOTO_SIZE}/$value`;
    try {
      const photo = await this.#graph.ask('people', path, (request) => request.responseType(ResponseType.BLOB).get());
      return photo instanceof Blob ? photo : undefined;
    } catch (cause) {
      if (cause instanceof TeamsError && cause.code === 'person-unknown') return undefined; // 404: no photo
      throw cause;
    }
  }
}

/** What is asked for or known under this key; a failure is forgotten, so that the next may try again. */
function shared<Result>(known: Map<string, Promise<Result>>, key: string, ask: () => Promise<Result>): Promise<Result> {
  const before = known.get(key);
  if (before) return before;
  const asked = ask().catch((cause: unknown) => {
    known.delete(key);
    throw cause;
  });
  known.set(key, asked);
  return asked;
}
