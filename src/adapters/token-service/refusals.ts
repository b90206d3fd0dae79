import { all, type Meaning, means } from '../../model/meaning.js';

const SERVER = 'The log of the token service says more.';
const ADDRESS = 'Is token-url the address of the token service?';

/** The words of our own token service. */
export const BY_WORD: Readonly<Record<string, Meaning>> = {
  invalid_token: means('token-rejected', 'The sign-in is not one for Teams calls, or of another tenant or time.'),
  token_expired: means('token-rejected', 'Do the clocks of this device and the server agree?'),
  app_only_token: means('not-authorized', "The token is an application's: a person has to sign in."),
  insufficient_scope: means(
    'consent-required',
    'The exchange wants both Teams.ManageCalls and Teams.ManageChats: add them to the registration, and sign in again.',
  ),
  tenant_not_allowed: means('tenant-not-allowed', 'Add the tenant to allowedTenants of the token service.'),
  client_not_allowed: means('client-not-allowed', "The page's client-id is not the clientId of the token service."),
  origin_not_allowed: means('origin-not-allowed', "Add the page's origin to allowedOrigins of the token service."),
  not_authorized: means('not-authorized', 'The authorize rule of the token service said no.'),
  license_required: means('license-required', 'Assign the user a licence that has Teams in it.'),
  too_many_requests: means('too-many-requests', 'The rate limit before the token service is reached.'),
  ...all(['method_not_allowed', 'request_too_large', 'unsupported_media_type'], 'settings-invalid', ADDRESS),
  internal_error: means('service-failed', SERVER),
  acs_rejected: means(
    'service-failed',
    `Communication Services refused the exchange: look at its key and permissions. ${SERVER}`,
  ),
  acs_unavailable: means('service-failed', `Communication Services did not answer the token service. ${SERVER}`),
  keys_unavailable: means(
    'service-failed',
    'The token service cannot reach Entra ID for its keys: let it reach https://login.microsoftonline.com, or .us.',
  ),
};

/** What a token service that is not ours, or a gateway before it, says with its status alone. */
export const BY_STATUS: Readonly<Record<number, Meaning>> = {
  401: means('token-rejected', 'The token service did not accept the sign-in.'),
  403: means('not-authorized', 'The token service, or a gateway before it, lets this person or page not in.'),
  408: means('service-failed', SERVER),
  429: means('too-many-requests', 'The rate limit before the token service is reached.'),
};

/** The rest: a fault there, or a wrong address or method, which no time will heal. */
export function otherStatus(status: number): Meaning {
  return status >= 500 ? means('service-failed', SERVER) : means('settings-invalid', ADDRESS);
}
