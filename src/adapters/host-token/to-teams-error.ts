import type { TeamsErrorCode } from '../../model/error-codes.js';
import { TeamsError } from '../../model/teams-error.js';

/** The words of OAuth and of MSAL that a page passes on, or chooses itself. */
const BY_WORD: Readonly<Record<string, TeamsErrorCode>> = {
  InteractionRequiredAuthError: 'sign-in-required',
  interaction_required: 'sign-in-required',
  login_required: 'sign-in-required',
  invalid_grant: 'sign-in-required',
  no_account_error: 'sign-in-required',
  no_account_found: 'sign-in-required',
  monitor_window_timeout: 'sign-in-required', // a silent frame without cookies, in older versions of MSAL
  consent_required: 'consent-required',
  access_denied: 'sign-in-canceled',
  user_cancelled: 'sign-in-canceled',
  user_canceled: 'sign-in-canceled',
  popup_window_error: 'popup-blocked',
  empty_window_error: 'popup-blocked',
  timed_out: 'sign-in-timed-out',
  TimeoutError: 'sign-in-timed-out',
  AbortError: 'aborted',
  TypeError: 'sign-in-unreachable', // what `fetch` throws where there is no network
  NetworkError: 'sign-in-unreachable',
  no_network_connectivity: 'sign-in-unreachable',
  network_error: 'sign-in-unreachable',
  post_request_failed: 'sign-in-unreachable',
};

/** What the page's function rejected with, in our words: finer words go before coarser ones. */
export function toTeamsError(cause: unknown): TeamsError {
  if (cause instanceof TeamsError) return cause;
  const words = wordsOf(cause);
  const code = words.map((word) => BY_WORD[word]).find((known) => known !== undefined) ?? 'sign-in-failed';
  const said = cause instanceof Error ? cause.message : words.join(' ') || String(cause);
  return new TeamsError(code, `getAccessToken of the page rejected: ${said}`, { cause });
}

function wordsOf(cause: unknown): string[] {
  if (typeof cause === 'string') return [cause];
  if (typeof cause !== 'object' || cause === null) return [];
  const parts = cause as Readonly<Record<string, unknown>>;
  const words = [
    parts['subError'],
    parts['suberror'],
    parts['errorCode'],
    parts['code'],
    parts['error'],
    parts['name'],
  ];
  return words.filter((word) => typeof word === 'string');
}
