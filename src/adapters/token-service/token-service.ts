import type { Settings } from '../../model/settings.js';
import { TeamsError } from '../../model/teams-error.js';
import type { CommunicationToken, TokenServicePort } from '../../ports/token-service.js';
import { readRefusal } from './read-refusal.js';
import { readReply } from './read-reply.js';

/** How long the service may take, in milliseconds. It asks Communication Services in turn, and that may retry. */
const LIMIT = 20_000;

type TokenServiceSettings = Pick<Settings, 'tokenUrl' | 'emulator'>;

/** The integrator's own token service, over HTTP. Asks once: whether and when to ask again is the session's to know. */
export class TokenService implements TokenServicePort {
  readonly #settings: TokenServiceSettings;

  constructor(settings: TokenServiceSettings) {
    this.#settings = settings;
  }

  async exchange(entraToken: string, signal?: AbortSignal): Promise<CommunicationToken> {
    const limit = AbortSignal.timeout(LIMIT);
    try {
      const response = await fetch(this.#settings.tokenUrl, {
        method: 'POST',
        headers: { authorization: `Bearer ${entraToken}`, accept: 'application/json' },
        credentials: 'omit',
        cache: 'no-store',
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      });
      const text = await response.text();
      if (!response.ok) throw readRefusal(response, text);
      return readReply(text, Date.now());
    } catch (cause) {
      if (cause instanceof TeamsError) throw cause;
      if (signal?.aborted) throw new TeamsError('aborted', undefined, { cause });
      if (limit.aborted)
        throw new TeamsError('timed-out', `The token service did not answer in ${LIMIT} ms.`, { cause });
      throw this.#unreachable(cause);
    }
  }

  #unreachable(cause: unknown): TeamsError {
    const { tokenUrl, emulator } = this.#settings;
    if (emulator)
      return new TeamsError('emulator-unreachable', `The emulator at ${emulator} does not answer.`, { cause });
    return new TeamsError(
      'token-service-unreachable',
      `The token service at ${tokenUrl} cannot be reached, or it does not allow this page's origin (CORS).`,
      { cause },
    );
  }
}
