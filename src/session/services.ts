import type { HostSignIn } from '../model/host-sign-in.js';
import type { Feature } from '../model/permissions.js';
import type { Settings } from '../model/settings.js';
import type { ChatPort } from '../ports/chat.js';
import type { IdentityPort } from '../ports/identity.js';
import type { PeoplePort } from '../ports/people.js';
import type { Ports } from '../ports/ports.js';
import type { TokenServicePort } from '../ports/token-service.js';

export interface ServicesParts {
  readonly ports: Ports;
  readonly settings: Settings;
  readonly host: HostSignIn;
  /** Who is signed in, once that is known: whom tokens have to be for. */
  readonly userId: () => string | undefined;
}

/** The services of one configuration, each loaded when it is first needed. Calls are not among them: they outlive it. */
export class Services {
  readonly settings: Settings;
  /** Aborts when these services are given up: on sign-out, or when the page configures others. */
  readonly signal: AbortSignal;
  readonly identity: () => Promise<IdentityPort>;
  readonly tokenService: () => Promise<TokenServicePort>;
  people!: () => Promise<PeoplePort>;
  chat!: () => Promise<ChatPort>;
  readonly #parts: ServicesParts;
  readonly #closing = new AbortController();

  constructor(parts: ServicesParts) {
    const { ports, settings, host } = parts;
    this.#parts = parts;
    this.settings = settings;
    this.signal = this.#closing.signal;
    this.identity = once(() => ports.identity(settings, host));
    this.tokenService = once(() => ports.tokenService(settings));
    this.forgetPeople();
  }

  /** Somebody else is to be shown the directory: what was learnt for the one before is dropped. */
  forgetPeople(): void {
    const { ports, settings, userId } = this.#parts;
    this.people = this.#peopleFor(userId);
    this.chat = once(() => ports.chat(settings, this.#graphToken(userId)));
  }

  /** The directory as one user sees it, who is not signed in yet. */
  peopleFor(userId: string): Promise<PeoplePort> {
    return this.#peopleFor(() => userId)();
  }

  #peopleFor(userId: () => string | undefined): () => Promise<PeoplePort> {
    return once(() => this.#parts.ports.people(this.settings, this.#graphToken(userId)));
  }

  #graphToken(userId: () => string | undefined): (feature: Feature) => Promise<string> {
    return async (feature) => (await this.identity()).token(feature, { signal: this.signal, userId: userId() });
  }

  close(): void {
    this.#closing.abort();
  }
}

/** Loads once and keeps what came; a failed load may succeed the next time. */
export function once<Service>(load: () => Promise<Service>): () => Promise<Service> {
  let loading: Promise<Service> | undefined;
  return () => {
    loading ??= load().catch((cause: unknown) => {
      loading = undefined;
      throw cause;
    });
    return loading;
  };
}
