import { all, type Meaning, means } from '../../model/meaning.js';

const CONSENT =
  'The token lacks a permission, or the person may not do this. Grant the permissions that the README lists, and sign in again.';
const SIGN_IN = 'Graph does not accept the token: it is for something else, has ended, or was revoked.';
const BUSY = 'Graph is throttling. The client has waited and tried again already: ask less often.';
const FAULT = 'A fault of Microsoft Graph, most often a passing one.';
const OURS = 'Graph cannot do what it was asked for: please report it.';
const NOBODY = 'The directory has no such person, or this person may not see them.';

/** Graph's own words, where they say more than the status. */
export const BY_WORD: Readonly<Record<string, Meaning>> = {
  // The words that Graph documents for all of its services.
  ...all(['accessDenied', 'accessRestricted', 'notAllowed'], 'consent-required', CONSENT),
  ...all(['activityLimitReached', 'throttledRequest', 'quotaLimitReached'], 'too-many-requests', BUSY),
  ...all(
    ['generalException', 'serviceNotAvailable', 'serviceReadOnly', 'resourceBeingProvisioned'],
    'service-failed',
    FAULT,
  ),
  ...all(
    ['invalidRequest', 'invalidRange', 'nameAlreadyExists', 'resourceModified', 'resyncRequired', 'syncStateNotFound'],
    'service-failed',
    OURS,
  ),
  ...all(
    ['notSupported', 'extensionError', 'malwareDetected'],
    'not-supported',
    'Graph does not do this for this account.',
  ),
  itemNotFound: means('person-unknown', NOBODY),
  unauthenticated: means('sign-in-required', SIGN_IN),
  // Those of the directory, of Teams and of the front door.
  ...all(['InvalidAuthenticationToken', 'TokenExpired', 'Authentication_ExpiredToken'], 'sign-in-required', SIGN_IN),
  insufficient_claims: means(
    'sign-in-required',
    'Conditional access wants more than the token has, such as a second factor.',
  ),
  ...all(['Authorization_RequestDenied', 'ErrorAccessDenied', 'Forbidden'], 'consent-required', CONSENT),
  Authorization_IdentityNotFound: means(
    'not-authorized',
    'The directory does not know who is asking: was the user deleted?',
  ),
  Request_ResourceNotFound: means('person-unknown', NOBODY),
  ...all(['Request_BadRequest', 'BadRequest', 'Request_UnsupportedQuery'], 'service-failed', OURS),
  ...all(['TooManyRequests', 'ApplicationThrottled', 'Request_ThrottledTemporarily'], 'too-many-requests', BUSY),
  ...all(['MailboxNotEnabledForRESTAPI', 'ResourceNotFound', 'ImageNotFound'], 'person-unknown', NOBODY),
  ServiceUnavailable: means('service-failed', FAULT),
  AbortError: means('aborted', ''),
};

/** The statuses that Graph documents. */
export const BY_STATUS: Readonly<Record<number, Meaning>> = {
  ...all([400, 405, 406, 409, 410, 411, 412, 413, 415, 416, 422, 423], 'service-failed', OURS),
  401: means('sign-in-required', SIGN_IN),
  402: means('license-required', 'This part of Graph has to be paid for.'),
  403: means('consent-required', CONSENT),
  404: means('person-unknown', NOBODY),
  ...all([429, 509], 'too-many-requests', BUSY),
  ...all([500, 501, 502, 503, 504, 507], 'service-failed', FAULT),
};
