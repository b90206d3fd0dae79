import type { Feature } from '../../model/permissions.js';
import { isInteractionRequired } from './auth-failure.js';

/** What the authority wants at the next window, such as a second factor. It says so for one resource at a time. */
export class Claims {
  readonly #wanted = new Map<Feature, string>();

  /** Keeps what the authority wants, and says whether only a person at a window can go on. */
  keep(cause: unknown, feature: Feature): boolean {
    if (!isInteractionRequired(cause)) return false;
    if (cause.claims) this.#wanted.set(feature, cause.claims);
    return true;
  }

  /** The part of a request that gives them back. */
  for(features: readonly Feature[]): { readonly claims?: string } {
    const claims = features.map((feature) => this.#wanted.get(feature)).find(Boolean);
    return claims ? { claims } : {};
  }

  /** A window has met them. */
  met(features: readonly Feature[]): void {
    for (const feature of features) this.#wanted.delete(feature);
  }

  clear(): void {
    this.#wanted.clear();
  }
}
