import { explained, type Meaning } from '../../model/meaning.js';
import type { TeamsError } from '../../model/teams-error.js';
import { withoutSecrets } from '../../model/without-secrets.js';
import { parseJson } from './parse-json.js';
import { BY_STATUS, BY_WORD, otherStatus } from './refusals.js';

/** Reads a refusal: `{ error, message }`, or whatever came instead. */
export function readRefusal(response: Response, text: string): TeamsError {
  const { error, message } = parseJson(text) ?? {};
  const retryAfter = response.headers.get('retry-after');
  // Somebody's token service may repeat what it was sent; messages are logged, and tokens must not be.
  const sentences = [
    `The token service answered ${response.status}${typeof error === 'string' ? ` (${withoutSecrets(error)})` : ''}.`,
    typeof message === 'string' ? withoutSecrets(message) : '',
    retryAfter ? `It asks to wait: Retry-After ${withoutSecrets(retryAfter)}.` : '',
  ];
  return explained(meaningOf(error, response.status), sentences.filter(Boolean).join(' '), undefined);
}

function meaningOf(error: unknown, status: number): Meaning {
  const byWord = typeof error === 'string' && Object.hasOwn(BY_WORD, error) ? BY_WORD[error] : undefined;
  return byWord ?? BY_STATUS[status] ?? otherStatus(status);
}
