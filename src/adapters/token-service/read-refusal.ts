import type { TeamsErrorCode } from '../../model/error-codes.js';
import { TeamsError } from '../../model/teams-error.js';
import { parseJson } from './parse-json.js';

/** The words of our own token service. */
const BY_ERROR: Readonly<Record<string, TeamsErrorCode>> = {
  invalid_token: 'token-rejected',
  token_expired: 'token-rejected',
  insufficient_scope: 'consent-required',
  tenant_not_allowed: 'tenant-not-allowed',
  client_not_allowed: 'client-not-allowed',
  origin_not_allowed: 'origin-not-allowed',
  not_authorized: 'not-authorized',
  license_required: 'license-required',
  too_many_requests: 'too-many-requests',
  acs_rejected: 'service-failed',
  acs_unavailable: 'service-failed',
  keys_unavailable: 'service-failed',
};

/** What a token service that is not ours, or a gateway before it, says with its status alone. */
function byStatus(status: number): TeamsErrorCode {
  if (status === 401) return 'token-rejected';
  if (status === 403) return 'not-authorized';
  if (status === 429) return 'too-many-requests';
  // A wrong address or method: no time will heal that.
  return status >= 500 || status === 408 ? 'service-failed' : 'settings-invalid';
}

/** Reads a refusal: `{ error, message }`, or whatever came instead. */
export function readRefusal(response: Response, text: string): TeamsError {
  const { error, message } = parseJson(text) ?? {};
  const code = (typeof error === 'string' && BY_ERROR[error]) || byStatus(response.status);
  const retryAfter = response.headers.get('retry-after');
  const sentences = [
    `The token service answered ${response.status}${typeof error === 'string' ? ` (${withoutTokens(error)})` : ''}.`,
    typeof message === 'string' ? withoutTokens(message) : '',
    code === 'settings-invalid' ? 'Is token-url the address of the token service?' : '',
    retryAfter ? `It asks to wait: Retry-After ${retryAfter}.` : '',
  ];
  return new TeamsError(code, sentences.filter(Boolean).join(' '));
}

/** Somebody's token service may repeat what it was sent; messages are logged, and tokens must not be. */
function withoutTokens(text: string): string {
  return text.slice(0, 500).replace(/\b[\w-]{10,}\.[\w-]{10,}(?:\.[\w-]*)?/g, '[token]');
}
