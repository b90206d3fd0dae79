import { TeamsError } from '../model/teams-error.js';
import type { Clock, Log } from '../ports/ports.js';
import type { CommunicationToken } from '../ports/token-service.js';
import { canHeal, IN_BACKGROUND } from './retry.js';

/** How long before its end a token is renewed, in milliseconds; when less is left, at half of what is left. */
const AHEAD = 10 * 60_000;
/** So that a service which answers with the same token again is not asked without a pause. */
const SHORTEST_WAIT = 1_000;
/** The end of a token that the call service does not take. */
const REFUSED = 0;
/** Browsers fire a longer timer at once. */
const LONGEST_WAIT = 2 ** 31 - 1;

export interface TokenRenewalParts {
  /** Gets a new token with a new end. Rejects with a `TeamsError`. */
  readonly fetch: (signal: AbortSignal) => Promise<CommunicationToken>;
  /** Told whether the token works, and why it could not be renewed. */
  readonly tell: (status: 'ready' | 'expiring' | 'expired', error: TeamsError | undefined) => void;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Keeps one token fresh: renews ahead of its end, one request at a time, and never gives up while it may heal. */
export class TokenRenewal {
  readonly #parts: TokenRenewalParts;
  #token: CommunicationToken;
  #failures = 0;
  /** Why only a person can help, if so: nothing is asked until they have. */
  #stuck: TeamsError | undefined;
  #rejections = 0;
  #rejectedAt = 0;
  #renewing: Promise<void> | undefined;
  #waiting: (() => void)[] = [];
  #cancelTimer: () => void = () => {};
  #cancelExpiry: () => void = () => {};

  constructor(token: CommunicationToken, parts: TokenRenewalParts) {
    this.#parts = parts;
    this.#token = token;
    parts.signal.addEventListener('abort', () => this.#stop(), { once: true });
    this.#schedule(this.#untilRenewal());
  }

  /** A token that works. Never rejects while the session lives: it waits until there is one again. */
  async current(signal?: AbortSignal): Promise<CommunicationToken> {
    // A timer may have slept past the token's end. For a refused token one is set, and it knows when to ask again.
    if (this.#left() <= 0 && this.#token.expiresOn !== REFUSED) void this.renew();
    while (this.#left() <= 0) {
      if (signal?.aborted || this.#parts.signal.aborted) throw new TeamsError('aborted');
      await new Promise<void>((resume) => {
        this.#waiting.push(resume);
        signal?.addEventListener('abort', () => resume(), { once: true });
      });
    }
    return this.#token;
  }

  /** Takes a token that came another way: from a new sign-in of the same person. */
  accept(token: CommunicationToken): void {
    this.#token = token;
    this.#failures = 0;
    this.#stuck = undefined;
    this.#parts.tell('ready', undefined);
    this.#schedule(this.#untilRenewal());
    this.#wake();
  }

  /**
   * The call service does not take the token, whatever its end says: it counts as ended. A service that goes on
   * refusing new ones is asked ever more seldom.
   */
  reject(): void {
    const { clock } = this.#parts;
    if (this.#token.expiresOn === REFUSED) return; // it was refused before, and another is on its way
    if (clock.now() - this.#rejectedAt > AHEAD) this.#rejections = 0;
    this.#rejectedAt = clock.now();
    this.#token = { ...this.#token, expiresOn: REFUSED };
    if (this.#renewing) return;
    if (this.#stuck) {
      this.#cancelExpiry();
      return this.#parts.tell('expired', this.#stuck);
    }
    this.#schedule(this.#rejections === 0 ? 0 : (IN_BACKGROUND(this.#rejections) ?? 0));
    this.#rejections += 1;
  }

  /** Renews now. Resolves when that worked or has failed; the outcome is told, never thrown. */
  renew(): Promise<void> {
    if (this.#stuck) return Promise.resolve();
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  async #renew(): Promise<void> {
    const { fetch, tell, signal, log } = this.#parts;
    if (signal.aborted) return;
    this.#cancelTimer();
    try {
      this.accept(await fetch(signal));
      log.info('token renewed');
    } catch (cause) {
      if (signal.aborted) return;
      const error = TeamsError.from(cause);
      this.#failures += 1;
      log.warn(`token not renewed (${error.code}), attempt ${this.#failures}`, error);
      tell(this.#left() > 0 ? 'expiring' : 'expired', error);
      // Where only a person can help, the next sign-in renews; until then the token's end is all there is to tell.
      this.#stuck = canHeal(error) ? undefined : error;
      if (!this.#stuck) this.#schedule(IN_BACKGROUND(this.#failures) ?? 0);
      this.#cancelExpiry();
      if (this.#left() > 0) this.#cancelExpiry = this.#parts.clock.after(this.#left(), () => tell('expired', error));
    }
  }

  #schedule(wait: number): void {
    this.#cancelTimer();
    this.#cancelExpiry();
    const step = Math.min(Math.max(wait, 0), LONGEST_WAIT);
    this.#cancelTimer = this.#parts.clock.after(step, () => {
      if (wait > step) this.#schedule(wait - step);
      else void this.renew();
    });
  }

  #left(): number {
    return this.#token.expiresOn - this.#parts.clock.now();
  }

  #untilRenewal(): number {
    const left = this.#left();
    return left > 2 * AHEAD ? left - AHEAD : Math.max(left / 2, SHORTEST_WAIT);
  }

  #wake(): void {
    for (const resume of this.#waiting.splice(0)) resume();
  }

  #stop(): void {
    this.#cancelTimer();
    this.#cancelExpiry();
    this.#wake();
  }
}
