export interface AccessToken {
  readonly token: string;
  readonly expiresOnTimestamp: number;
}

/** What the calling module needs of an `AzureCommunicationTokenCredential`. */
export interface TokenCredential {
  getToken(): Promise<AccessToken>;
}

/** Below this a token is left to expire: the credential then gets a new one by itself. */
const LAST_MOMENTS_MS = 2_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Tells when a credential has a fresh token. Credentials have no event for that, so they are asked now and then. */
export class TokenWatch {
  readonly #credential: TokenCredential;
  readonly #renewed: (token: string) => void;
  #known: AccessToken;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(credential: TokenCredential, known: AccessToken, renewed: (token: string) => void) {
    this.#credential = credential;
    this.#known = known;
    this.#renewed = renewed;
    this.#schedule();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** At half the life that is left, again and again, and right after the end. */
  #schedule(): void {
    if (this.#stopped) return;
    const left = this.#known.expiresOnTimestamp - Date.now();
    const wait = left > LAST_MOMENTS_MS ? left / 2 : left > 0 ? left + 50 : LAST_MOMENTS_MS;
    this.#timer = setTimeout(() => void this.#look(), Math.min(wait, LONGEST_TIMER_MS));
  }

  async #look(): Promise<void> {
    // No token now means asking again later: what the page misses it is told by the agent's connection state.
    const current = await this.#credential.getToken().catch(() => this.#known);
    if (this.#stopped) return;
    const fresh = current.token !== this.#known.token;
    this.#known = current;
    if (fresh) this.#renewed(current.token);
    this.#schedule();
  }
}
