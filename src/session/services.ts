import type { HostSignIn } from '../model/host-sign-in.js';
import type { Feature } from '../model/permissions.js';
import type { Settings } from '../model/settings.js';
import type { CallingPort } from '../ports/calling.js';
import type { ChatPort } from '../ports/chat.js';
import type { IdentityPort } from '../ports/identity.js';
import type { PeoplePort } from '../ports/people.js';
import type { Ports } from '../ports/ports.js';
import type { TokenServicePort } from '../ports/token-service.js';

/** The services of one configuration, each loaded when it is first needed. */
export class Services {
  readonly settings: Settings;
  /** Aborts when these services are given up: on sign-out, or when the page configures others. */
  readonly signal: AbortSignal;
  readonly identity: () => Promise<IdentityPort>;
  readonly tokenService: () => Promise<TokenServicePort>;
  readonly calling: () => Promise<CallingPort>;
  readonly people: () => Promise<PeoplePort>;
  readonly chat: () => Promise<ChatPort>;
  readonly #closing = new AbortController();

  constructor(ports: Ports, settings: Settings, host: HostSignIn) {
    const graphToken = async (feature: Feature): Promise<string> =>
      (await this.identity()).token(feature, { signal: this.signal });
    this.settings = settings;
    this.signal = this.#closing.signal;
    this.identity = once(() => ports.identity(settings, host));
    this.tokenService = once(() => ports.tokenService(settings));
    this.calling = once(() => ports.calling(settings));
    this.people = once(() => ports.people(settings, graphToken));
    this.chat = once(() => ports.chat(settings, graphToken));
  }

  close(): void {
    this.#closing.abort();
  }
}

/** Loads once and keeps what came; a failed load may succeed the next time. */
function once<Service>(load: () => Promise<Service>): () => Promise<Service> {
  let loading: Promise<Service> | undefined;
  return () => {
    loading ??= load().catch((cause: unknown) => {
      loading = undefined;
      throw cause;
    });
    return loading;
  };
}
