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

const again = true;
const final = false;

function row(category: ErrorCategory, retryable: boolean, userMessage: string): ErrorRow {
  return { category, retryable, userMessage };
}

/** Every error code, what it is about, whether trying again helps, and what the person reads. Codes are public API. */
export const ERRORS = {
  // configuration: the page's developer has to act
  'not-configured': row('configuration', final, 'Calling is not set up on this page yet.'),
  'settings-invalid': row(
    'configuration',
    final,
    'Calling is not set up correctly on this page. Tell the people who run it.',
  ),
  'token-url-missing': row(
    'configuration',
    final,
    'Calling is not set up on this page: the address of its token service is missing.',
  ),
  'redirect-uri-rejected': row(
    'configuration',
    final,
    'Sign-in is not set up correctly for this page. Tell the people who run it.',
  ),
  'origin-not-allowed': row(
    'configuration',
    final,
    'This website may not use the calling service. Tell the people who run it.',
  ),
  'client-not-allowed': row(
    'configuration',
    final,
    'This application may not use the calling service. Tell the people who run it.',
  ),
  'sdk-missing': row(
    'configuration',
    final,
    'The calling component could not be loaded on this page. Tell the people who run it.',
  ),
  'version-conflict': row(
    'configuration',
    final,
    'Two versions of Teams Embed that do not fit each other are on this page.',
  ),
  // signIn
  'sign-in-required': row('signIn', again, 'Sign in with your work account first.'),
  'sign-in-canceled': row('signIn', again, 'Sign-in was cancelled. You can try again.'),
  'sign-in-failed': row('signIn', again, 'Sign-in did not work. You can try again.'),
  'sign-in-timed-out': row('signIn', again, 'Sign-in took too long. You can try again.'),
  'popup-blocked': row(
    'signIn',
    again,
    'Your browser blocked the sign-in window. Allow pop-ups for this site, then try again.',
  ),
  'account-changed': row(
    'signIn',
    final,
    'Your sign-in has changed elsewhere. This call goes on; the change takes effect when it is over.',
  ),
  'consent-required': row(
    'signIn',
    again,
    'Your organization has to allow this first. Ask your administrator, or sign in again and accept.',
  ),
  'tenant-not-allowed': row('policy', final, 'Your organization is not enabled for calling on this site.'),
  'license-required': row(
    'policy',
    final,
    'Your account has no Microsoft Teams licence. Ask your administrator for one.',
  ),
  'not-authorized': row('policy', final, 'Your account may not use calling on this site.'),
  // permission and device
  'microphone-blocked': row(
    'permission',
    again,
    'Your browser does not let this page use the microphone. Allow it in the address bar, then try again.',
  ),
  'camera-blocked': row(
    'permission',
    again,
    'Your browser does not let this page use the camera. Allow it in the address bar, then try again.',
  ),
  'microphone-missing': row('device', again, 'No microphone was found. Connect one, then try again.'),
  'camera-missing': row('device', again, 'No camera was found. Connect one, then try again.'),
  'device-failed': row(
    'device',
    again,
    'The microphone or camera could not be started. Another program may be using it.',
  ),
  'video-failed': row('device', again, 'The picture could not be shown.'),
  // network and service
  'network-lost': row('network', again, 'The network connection was lost.'),
  'network-blocked': row(
    'network',
    again,
    'The network you are on does not let calls through. Try another one, or ask the people who run it.',
  ),
  'token-service-unreachable': row(
    'network',
    again,
    'The calling service of this page cannot be reached. Check your connection and try again.',
  ),
  'sign-in-unreachable': row(
    'network',
    again,
    'The sign-in service cannot be reached. Check your connection and try again.',
  ),
  'emulator-unreachable': row('network', again, 'The local Teams emulator does not answer. Start it, then try again.'),
  'call-service-unreachable': row(
    'network',
    again,
    'The calling service cannot be reached. Check your connection and try again.',
  ),
  'token-rejected': row('service', again, 'The calling service did not accept the sign-in. Sign in again.'),
  'service-failed': row('service', again, 'The calling service had a problem. Try again in a moment.'),
  'too-many-requests': row('service', again, 'The service is busy. Try again in a moment.'),
  'person-unreachable': row('service', again, 'This person is not signed in anywhere right now.'),
  'timed-out': row('service', again, 'The calling service did not answer in time. Try again.'),
  // policy
  'phone-plan-required': row('policy', final, 'Your account has no phone plan, so it cannot call telephone numbers.'),
  'call-refused': row('policy', final, 'A policy of your organization does not allow this call.'),
  'call-warned': row('policy', again, 'This page advises against this call. Press again to call all the same.'),
  'call-blocked': row('policy', final, 'The other side does not take this call.'),
  'phone-call-refused': row(
    'policy',
    final,
    'This phone call was not let through. Ask your administrator whether your account has a phone plan that allows it.',
  ),
  'removed-from-call': row('policy', final, 'You were removed from this call.'),
  'call-not-allowed': row('policy', final, 'This page does not allow this call.'),
  // unsupported and input
  'not-supported': row('unsupported', final, 'This is not possible here.'),
  'target-missing': row('input', final, 'There is nobody to call.'),
  'number-invalid': row('input', final, 'This is not a phone number that can be called.'),
  'country-unknown': row('input', final, 'Add the country code to the number, beginning with +.'),
  'number-unknown': row('input', final, 'This number does not exist.'),
  'person-unknown': row('input', final, 'This person was not found in your organization.'),
  'call-unknown': row('input', final, 'This call is over.'),
  'call-busy': row('input', again, 'Another call is on. End it before you start the next.'),
  // aborted and the rest
  aborted: row('aborted', again, 'This was stopped.'),
  unknown: row('service', again, 'Something went wrong. Try again.'),
} as const satisfies Record<string, ErrorRow>;

export type TeamsErrorCode = keyof typeof ERRORS;
