import { userIdOf } from '../model/call-target.js';
import type { Participant } from '../model/call.js';
import type { Person } from '../model/person.js';
import { TeamsError } from '../model/teams-error.js';
import type { Consent } from './consent.js';
import type { Context } from './context.js';

/** Who people are: each is looked up once, because the call service names no Teams user. */
export class People {
  readonly #context: Context;
  readonly #consent: Consent;
  readonly #lookedUp = new Set<string>();

  constructor(context: Context, consent: Consent) {
    this.#context = context;
    this.#consent = consent;
  }

  /** Looks up the Teams users among them who are not known yet. They appear in the state when the directory answers. */
  lookUp(participants: readonly Participant[]): void {
    for (const { id } of participants) {
      const userId = userIdOf(id);
      if (!userId || this.#lookedUp.has(userId)) continue;
      this.#lookedUp.add(userId);
      this.find(userId).catch((cause: unknown) => {
        this.#lookedUp.delete(userId);
        if (TeamsError.from(cause).code === 'consent-required') this.#consent.require(['people']);
        this.#context.ports.log.warn('a participant could not be looked up', cause);
      });
    }
  }

  /** The person with this object id or address. */
  async find(idOrAddress: string): Promise<Person> {
    const { services, store } = this.#context;
    const person = await (await services.people()).person(idOrAddress, services.signal);
    if (services.signal.aborted) throw new TeamsError('aborted');
    store.update({ people: { ...store.state.people, [person.id]: person } });
    return person;
  }

  /** The photo of a person, or undefined where there is none or the directory does not answer: it is an ornament. */
  async photo(userId: string): Promise<Blob | undefined> {
    try {
      const { services } = this.#context;
      return await (await services.people()).photo(userId, services.signal);
    } catch (cause) {
      this.#context.ports.log.debug(`no photo: ${TeamsError.from(cause).code}`);
      return undefined;
    }
  }

  forget(): void {
    this.#lookedUp.clear();
  }
}
