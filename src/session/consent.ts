import type { Feature } from '../model/permissions.js';
import { TeamsError } from '../model/teams-error.js';
import type { Context } from './context.js';
import { within } from './retry.js';

/** How long it may take to find out what is allowed: browsers open a window up to about five seconds after a click. */
const SILENT_LIMIT = 2_500;

/** What is about to be used. */
export interface Use {
  /** Without these it does not work. */
  readonly needed?: readonly Feature[];
  /** These make it better. Whoever has declined them is not asked with every use. */
  readonly wanted?: readonly Feature[];
}

/**
 * Permissions are asked for when a feature is first used: silently where that is enough, in a window where the person
 * has just clicked, and else by `SessionState.consentRequired`, which an element shows with a button.
 */
export class Consent {
  readonly #context: Context;
  #held = new Set<Feature>();
  #declined = new Set<Feature>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** Makes sure of what is about to be used, as far as that is possible now. What is missing shows when it is used. */
  async prepare({ needed = [], wanted = [] }: Use): Promise<void> {
    const features = [...needed, ...wanted.filter((feature) => !this.#declined.has(feature))];
    const missing = await this.#missing(features);
    if (missing.length === 0) return;
    this.require(missing);
    // A window that nobody clicked for would be blocked.
    if (globalThis.navigator?.userActivation?.isActive === false) return;
    await this.ask(missing).catch((cause: unknown) => {
      this.#context.ports.log.info(`not allowed: ${TeamsError.from(cause).code}`); // what needs it says so
    });
  }

  /** Asks the person, in a window. Has to be called from a click. */
  async ask(features: readonly Feature[] = this.#context.state.consentRequired): Promise<void> {
    if (features.length === 0) return;
    const { services, state } = this.#context;
    const identity = await services.identity();
    try {
      await identity.consent(features, { signal: services.signal, stay: state.calls.length > 0 });
    } catch (cause) {
      const error = TeamsError.from(cause);
      if (error.category === 'signIn' && error.code !== 'popup-blocked')
        for (const feature of features) this.#declined.add(feature);
      throw error;
    }
    this.allowed(features);
  }

  /** The person has allowed these. */
  allowed(features: readonly Feature[]): void {
    for (const feature of features) {
      this.#held.add(feature);
      this.#declined.delete(feature);
    }
    const { consentRequired } = this.#context.state;
    const left = consentRequired.filter((feature) => !this.#held.has(feature));
    if (left.length < consentRequired.length) this.#context.store.update({ consentRequired: left });
  }

  /** These were wanted, and the person has not allowed them yet. */
  require(features: readonly Feature[]): void {
    const { consentRequired } = this.#context.state;
    const added = features.filter((feature) => !consentRequired.includes(feature));
    if (added.length > 0) this.#context.store.update({ consentRequired: [...consentRequired, ...added] });
  }

  forget(): void {
    this.#held = new Set();
    this.#declined = new Set();
  }

  async #missing(features: readonly Feature[]): Promise<Feature[]> {
    const unknown = features.filter((feature) => !this.#held.has(feature));
    const missing = await Promise.all(unknown.map((feature) => this.#isMissing(feature)));
    return unknown.filter((_, index) => missing[index]);
  }

  async #isMissing(feature: Feature): Promise<boolean> {
    const { services, state, ports } = this.#context;
    const { signal } = services;
    const token = services.identity().then((identity) => identity.token(feature, { signal, userId: state.user?.id }));
    try {
      await within(SILENT_LIMIT, token, ports.clock);
      this.#held.add(feature);
      return false;
    } catch (cause) {
      return TeamsError.from(cause).code === 'consent-required';
    }
  }
}
