import { AuthError, InteractionRequiredAuthError, ServerError } from '@azure/msal-browser';
import type { TeamsErrorCode } from '../../model/error-codes.js';
import { TeamsError } from '../../model/teams-error.js';

/** Entra ID's own numbers, as in `AADSTS65004`. Those that are missing here are read by MSAL's word for them. */
const BY_ENTRA_NUMBER: Readonly<Record<string, TeamsErrorCode>> = {
  // "Cancel", be it on the page that asks who one is or on the one that asks for consent: Entra tells them apart nowhere.
  65004: 'sign-in-canceled',
  // Somebody has to agree first: the person, or an administrator.
  65001: 'consent-required',
  90008: 'consent-required',
  90094: 'consent-required', // an administrator has to
  90095: 'consent-required', // an administrator was asked
  500011: 'consent-required', // the tenant does not know the resource yet
  650051: 'consent-required',
  650052: 'consent-required',
  // This application is not let in.
  50194: 'client-not-allowed',
  650057: 'client-not-allowed',
  700016: 'client-not-allowed',
  7000112: 'client-not-allowed',
  // The redirect page is not registered, or not as one of a single-page application.
  50011: 'redirect-uri-rejected',
  500112: 'redirect-uri-rejected',
  500113: 'redirect-uri-rejected',
  9002326: 'redirect-uri-rejected',
  900971: 'redirect-uri-rejected',
  // This organization is not let in.
  50020: 'tenant-not-allowed',
  50178: 'tenant-not-allowed',
  51004: 'tenant-not-allowed',
  90072: 'tenant-not-allowed',
  500021: 'tenant-not-allowed',
  500212: 'tenant-not-allowed',
  500213: 'tenant-not-allowed',
  // This person is not let in: not assigned, disabled, or refused by conditional access.
  50057: 'not-authorized',
  50105: 'not-authorized',
  53000: 'not-authorized',
  53001: 'not-authorized',
  53002: 'not-authorized',
  53003: 'not-authorized',
  530003: 'not-authorized',
  // The authority in the settings is none.
  90002: 'settings-invalid',
  900023: 'settings-invalid',
  // Come again later.
  50196: 'sign-in-unreachable', // too many requests from one client
  90033: 'sign-in-unreachable',
};

/** MSAL's words, and those of OAuth that it passes on. */
const BY_CODE: Readonly<Record<string, TeamsErrorCode>> = {
  user_cancelled: 'sign-in-canceled',
  user_canceled: 'sign-in-canceled',
  access_denied: 'sign-in-canceled',
  interaction_in_progress_cancelled: 'sign-in-canceled', // a newer attempt took over
  popup_window_error: 'popup-blocked',
  empty_window_error: 'popup-blocked',
  consent_required: 'consent-required',
  invalid_grant: 'sign-in-required',
  no_account_error: 'sign-in-required',
  no_account_found: 'sign-in-required',
  timed_out: 'sign-in-timed-out',
  no_network_connectivity: 'sign-in-unreachable',
  network_error: 'sign-in-unreachable',
  post_request_failed: 'sign-in-unreachable',
  get_request_failed: 'sign-in-unreachable',
  failed_to_parse_response: 'sign-in-unreachable', // a proxy's or a gateway's page instead of an answer
  endpoints_resolution_error: 'sign-in-unreachable',
  openid_config_error: 'sign-in-unreachable',
  server_error: 'sign-in-unreachable',
  temporarily_unavailable: 'sign-in-unreachable',
  service_unavailable: 'sign-in-unreachable',
  unauthorized_client: 'client-not-allowed',
  authority_uri_insecure: 'settings-invalid',
  untrusted_authority: 'settings-invalid',
  url_parse_error: 'settings-invalid',
  empty_url_error: 'settings-invalid',
  crypto_nonexistent: 'settings-invalid', // the page is served over plain http
  unsupported_method: 'not-supported',
};

/** What the developer of the page should know beyond what MSAL says. */
const ADVICE: Partial<Record<string, string>> = {
  timed_out:
    'The redirect page did not answer. It has to be served at `redirect-uri`, on the origin of this page, and the ' +
    "page's Content-Security-Policy has to allow the authority and 'self' in frame-src.",
  crypto_nonexistent: 'Signing in needs a page that is served over https, or from localhost.',
};

/** Whatever MSAL throws, in our words. What is not in the tables stays readable and keeps its cause. */
export function toTeamsError(cause: unknown): TeamsError {
  if (cause instanceof TeamsError) return cause;
  if (!(cause instanceof AuthError)) return TeamsError.from(cause, 'sign-in-failed');
  const message = [cause.message, ADVICE[cause.errorCode]].filter(Boolean).join(' ');
  return new TeamsError(toCode(cause), message, { cause });
}

function toCode(error: AuthError): TeamsErrorCode {
  const byNumber = BY_ENTRA_NUMBER[entraNumber(error)];
  if (byNumber) return byNumber;
  if (error instanceof InteractionRequiredAuthError) {
    return error.subError === 'consent_required' || error.errorCode === 'consent_required'
      ? 'consent-required'
      : 'sign-in-required';
  }
  if (error instanceof ServerError && isBusy(error)) return 'sign-in-unreachable';
  return BY_CODE[error.errorCode] ?? 'sign-in-failed';
}

function entraNumber(error: AuthError): string {
  return /AADSTS(\d+)/.exec(error.errorMessage)?.[1] ?? '';
}

/** A service that is down or throttles; after a 429 MSAL answers by itself for a while, with numbers for a code. */
function isBusy({ status, errorCode }: ServerError): boolean {
  return status === undefined ? /^[\d ]*$/.test(errorCode) : status === 429 || status >= 500;
}
