/** What an error is about. */
export type ErrorCategory =
  | 'configuration'
  | 'signIn'
  | 'permission'
  | 'device'
  | 'network'
  | 'service'
  | 'policy'
  | 'unsupported'
  | 'input'
  | 'aborted';

interface ErrorRow {
  readonly category: ErrorCategory;
  readonly retryable: boolean;
  readonly userMessage: string;
}

/** What somebody has to change first is not worth trying again as it is; the rest may heal by itself, or by a click. */
const FINAL = /configuration|policy|unsupported|input/;

function row(category: ErrorCategory, userMessage: string, retryable: boolean = !FINAL.test(category)): ErrorRow {
  return { category, retryable, userMessage };
}

/** Every error code, what it is about, whether trying again helps, and what the person reads. Codes are public API. */
export const ERRORS = {
  // configuration: the page's developer has to act
  'not-configured': row('configuration', 'Calling is not set up on this page yet.'),
  'settings-invalid': row('configuration', 'Calling is not set up correctly on this page. Tell the people who run it.'),
  'token-url-missing': row(
    'configuration',
    'Calling is not set up correctly on this page. Tell the people who run it.',
  ),
  'redirect-uri-rejected': row(
    'configuration',
    'Sign-in is not set up correctly for this page. Tell the people who run it.',
  ),
  'origin-not-allowed': row(
    'configuration',
    'This website may not use the calling service. Tell the people who run it.',
  ),
  'client-not-allowed': row(
    'configuration',
    'This application may not use the calling service. Tell the people who run it.',
  ),
  'sdk-missing': row('configuration', 'Calling could not be loaded on this page. Tell the people who run it.'),
  'sdk-blocked': row('configuration', 'The security settings of this page block calling. Tell the people who run it.'),
  'sdk-outdated': row('configuration', 'Calling on this page needs an update. Tell the people who run it.'),
  'version-conflict': row(
    'configuration',
    'Two versions of Teams Embed that do not fit each other are on this page. Tell the people who run it.',
  ),
  // signIn
  'sign-in-required': row('signIn', 'Sign in with your work account first.'),
  'sign-in-canceled': row('signIn', 'Sign-in was cancelled. You can try again.'),
  'sign-in-failed': row('signIn', 'Sign-in did not work. You can try again.'),
  'sign-in-timed-out': row('signIn', 'Sign-in took too long. You can try again.'),
  'popup-blocked': row(
    'signIn',
    'Your browser blocked the sign-in window. Allow pop-ups for this site, then try again.',
  ),
  'account-changed': row(
    'signIn',
    'Your sign-in has changed elsewhere. Finish this call first: the change takes effect when it is over.',
    false,
  ),
  'consent-required': row(
    'signIn',
    'Your organization has to allow this first. Ask your administrator, or sign in again and accept.',
  ),
  'tenant-not-allowed': row('policy', 'Your organization may not use calling on this site. Ask your administrator.'),
  'license-required': row('policy', 'Your account has no Microsoft Teams licence. Ask your administrator for one.'),
  'not-authorized': row('policy', 'Your account may not use calling on this site. Ask your administrator.'),
  // permission and device
  'microphone-blocked': row(
    'permission',
    'Your browser does not let this page use the microphone. Allow it in the address bar, then try again.',
  ),
  'camera-blocked': row(
    'permission',
    'Your browser does not let this page use the camera. Allow it in the address bar, then try again.',
  ),
  'microphone-missing': row('device', 'No microphone was found. Connect one, then try again.'),
  'camera-missing': row('device', 'No camera was found. Connect one, then try again.'),
  'device-failed': row(
    'device',
    'The microphone or camera could not be started. Close other programs that use it, then try again.',
  ),
  'video-failed': row('device', 'The picture could not be shown. Try again.'),
  // network and service
  'network-lost': row('network', 'The network connection was lost. Check it, then try again.'),
  'network-blocked': row(
    'network',
    'The network you are on does not let calls through. Try another one, or ask the people who run it.',
  ),
  'token-service-unreachable': row(
    'network',
    'The calling service of this page cannot be reached. Check your connection and try again.',
  ),
  'sign-in-unreachable': row('network', 'The sign-in service cannot be reached. Check your connection and try again.'),
  'emulator-unreachable': row('network', 'The local Teams emulator does not answer. Start it, then try again.'),
  'call-service-unreachable': row(
    'network',
    'The calling service cannot be reached. Check your connection and try again.',
  ),
  'token-rejected': row('service', 'The calling service did not accept the sign-in. Sign in again.'),
  'service-failed': row('service', 'The calling service had a problem. Try again in a moment.'),
  'too-many-requests': row('service', 'The service is busy. Try again in a moment.'),
  'person-unreachable': row('service', 'This person is not signed in anywhere right now. Try again later.'),
  'timed-out': row('service', 'The calling service did not answer in time. Try again.'),
  // policy
  'phone-plan-required': row('policy', 'Your account has no phone plan, so it cannot call telephone numbers.'),
  'call-refused': row('policy', 'Your organization does not allow this call. Ask your administrator.'),
  'call-warned': row('policy', 'This page advises against this call. Press again to call all the same.', true),
  'call-blocked': row('policy', 'The other side does not take this call.'),
  'phone-call-refused': row(
    'policy',
    'This phone call was not let through. Ask your administrator whether your account has a phone plan that allows it.',
  ),
  'removed-from-call': row('policy', 'You were removed from this call.'),
  'call-not-allowed': row('policy', 'This page does not allow this call.'),
  // unsupported and input
  'not-supported': row('unsupported', 'This is not possible here.'),
  'target-missing': row('input', 'There is nobody to call.'),
  'number-invalid': row('input', 'This is not a phone number that can be called.'),
  'country-unknown': row('input', 'Add the country code to the number, beginning with +.'),
  'number-unknown': row('input', 'This number does not exist. Check it.'),
  'person-unknown': row('input', 'This person was not found in your organization.'),
  'call-unknown': row('input', 'This call is over.'),
  'call-busy': row('input', 'Another call is on. End it before you start the next.', true),
  // aborted and the rest
  aborted: row('aborted', 'This was stopped.'),
  unknown: row('service', 'Something went wrong. Try again.'),
} as const satisfies Record<string, ErrorRow>;

export type TeamsErrorCode = keyof typeof ERRORS;
