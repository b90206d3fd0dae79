import { all, type Meaning, means } from '../../model/meaning.js';

const BLOCKED = 'Open the window from a click, and not seconds after it.';
const REDIRECT_PAGE =
  'The redirect page did not answer. It has to be served at `redirect-uri`, on the origin of this page, and the ' +
  "page's Content-Security-Policy has to allow the authority and 'self' in frame-src.";
const NETWORK =
  "The authority did not answer. Is the network there, and does the page's Content-Security-Policy allow the authority in " +
  'connect-src?';
const AUTHORITY = 'Look at `authority`: it has to be an https address of Entra ID.';
const ANSWER = 'The answer came late, twice or from another attempt. Does a router of the page change the address?';
const STORAGE = 'The browser gives this page no room to keep the sign-in: cookies and site data are blocked or full.';
const PERSON = 'Nobody can be signed in without a window: sign in from a click.';
const FRAME =
  'A page in a frame cannot sign in this way. Let the page around it sign in, or open a window from a click.';

/** MSAL's words, and those of OAuth that it passes on. */
export const BY_WORD: Readonly<Record<string, Meaning>> = {
  ...all(['user_cancelled', 'user_canceled', 'access_denied'], 'sign-in-canceled', 'The person cancelled.'),
  interaction_in_progress_cancelled: means('sign-in-canceled', 'A newer attempt took over.'),
  interaction_in_progress: means(
    'sign-in-failed',
    'Another sign-in is under way on this page: finish or cancel it first.',
  ),
  ...all(['popup_window_error', 'empty_window_error'], 'popup-blocked', BLOCKED),
  consent_required: means(
    'consent-required',
    'The person, or an administrator, has to agree first: sign in from a click.',
  ),
  ...all(
    ['invalid_grant', 'no_account_error', 'no_account_found', 'no_account_in_silent_request'],
    'sign-in-required',
    PERSON,
  ),
  ...all(
    ['no_tokens_found', 'refresh_token_expired', 'native_account_unavailable', 'ui_not_allowed'],
    'sign-in-required',
    PERSON,
  ),
  ...all(['interaction_required', 'login_required', 'bad_token', 'interrupted_user'], 'sign-in-required', PERSON),
  timed_out: means('sign-in-timed-out', REDIRECT_PAGE),
  ...all(
    ['iframe_closed_prematurely', 'redirect_bridge_empty_response', 'empty_response'],
    'sign-in-failed',
    REDIRECT_PAGE,
  ),
  ...all(
    ['hash_empty_error', 'no_state_in_hash', 'hash_does_not_contain_known_properties'],
    'sign-in-failed',
    REDIRECT_PAGE,
  ),
  ...all(
    ['no_network_connectivity', 'network_error', 'post_request_failed', 'get_request_failed'],
    'sign-in-unreachable',
    NETWORK,
  ),
  ...all(['endpoints_resolution_error', 'openid_config_error'], 'sign-in-unreachable', NETWORK),
  failed_to_parse_response: means('sign-in-unreachable', 'A page of a proxy or a gateway came instead of an answer.'),
  ...all(
    ['server_error', 'temporarily_unavailable', 'service_unavailable'],
    'sign-in-unreachable',
    'Entra ID has a problem. Try again later.',
  ),
  unauthorized_client: means('client-not-allowed', 'Look at `client-id`, and at the app registration that it names.'),
  invalid_client: means('redirect-uri-rejected', 'Register `redirect-uri` as one of a single-page application.'),
  invalid_resource: means('consent-required', 'The tenant does not know Azure Communication Services yet.'),
  ...all(
    ['authority_uri_insecure', 'untrusted_authority', 'url_parse_error', 'empty_url_error'],
    'settings-invalid',
    AUTHORITY,
  ),
  ...all(
    ['authority_mismatch', 'issuer_validation_failed', 'invalid_authority_metadata'],
    'settings-invalid',
    AUTHORITY,
  ),
  redirect_uri_empty: means('settings-invalid', 'Give `redirect-uri`.'),
  uninitialized_public_client_application: means(
    'settings-invalid',
    'The page has to await `initialize()` of its PublicClientApplication before it gives it to the session.',
  ),
  ...all(
    ['crypto_nonexistent', 'no_crypto_object'],
    'settings-invalid',
    'Signing in needs a page that is served over https, or from localhost.',
  ),
  ...all(
    ['state_mismatch', 'state_not_found', 'invalid_state', 'nonce_mismatch', 'unable_to_parse_state'],
    'sign-in-failed',
    ANSWER,
  ),
  ...all(['no_token_request_cache_error', 'state_interaction_type_mismatch'], 'sign-in-failed', ANSWER),
  ...all(['cache_quota_exceeded', 'cache_error_unknown', 'storage_not_supported'], 'sign-in-failed', STORAGE),
  ...all(['database_not_open', 'database_unavailable'], 'sign-in-failed', STORAGE),
  ...all(['redirect_in_iframe', 'block_iframe_reload', 'block_nested_popups'], 'sign-in-failed', FRAME),
  ...all(
    ['unsupported_method', 'method_not_implemented', 'nested_app_auth_bridge_disabled'],
    'not-supported',
    'The application that this page runs in signs people in by itself, and does not do this.',
  ),
};
