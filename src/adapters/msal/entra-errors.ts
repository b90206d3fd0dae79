import { all, type Meaning, means } from '../../model/meaning.js';

const CONSENT = 'Somebody has to agree first: the person, or an administrator for the whole tenant.';
const ADMIN = 'An administrator of the tenant has to grant the permissions that the README lists.';
const REGISTRATION =
  'Look at client-id, and at the app registration: it has to exist, be enabled and serve this tenant.';
const REDIRECT =
  'Register redirect-uri, letter by letter, as a redirect URI of a single-page application; as one of the type “Web” it ' +
  'does not do.';
const AUTHORITY = 'Look at authority: is the tenant right, and does the registration allow its kind of account?';
const ELSEWHERE =
  'The account is of another tenant, or the tenants do not let each other in: invite it, or sign in as another.';
const POLICY = 'A policy of the tenant, such as conditional access, refused: its sign-in log says which.';
const PERSON = 'The person has to sign in anew, perhaps with a second factor. Sign in from a click.';
const BUSY = 'Entra ID has a problem or is throttling. Try again later.';
const REQUEST = 'Entra ID does not understand the request: please report it.';

/** Entra ID's own numbers, as in `AADSTS65004`. Those that are missing here are read by MSAL's word for them. */
export const BY_ENTRA_NUMBER: Readonly<Record<string, Meaning>> = {
  // "Cancel", be it on the page that asks who one is or on the one that asks for consent: Entra tells them apart nowhere.
  65004: means('sign-in-canceled', 'The person cancelled, or did not agree.'),
  // Somebody has to agree first.
  ...all([65001, 90008], 'consent-required', CONSENT),
  ...all([90093, 90094, 90095, 90099, 650056], 'consent-required', ADMIN),
  ...all(
    [500011, 650051, 650052],
    'consent-required',
    `The tenant does not know Azure Communication Services yet. ${ADMIN}`,
  ),
  // This application is not let in.
  ...all([50194, 70001, 700011, 700016, 7000112, 1000031], 'client-not-allowed', REGISTRATION),
  ...all(
    [65002, 65005, 650054, 650057],
    'client-not-allowed',
    'Add the permissions that the README lists to the app registration.',
  ),
  // The redirect page is not registered, or not as one of a single-page application.
  ...all([50011, 70004, 500112, 500113, 900971, 9002326], 'redirect-uri-rejected', REDIRECT),
  ...all([70002, 70005, 70007, 700025, 700054, 7000215, 7000218], 'redirect-uri-rejected', REDIRECT),
  // This organization is not let in.
  ...all([16000, 16003, 50014, 50020, 50034, 50178, 51004, 90072, 500208], 'tenant-not-allowed', ELSEWHERE),
  ...all(
    [50002, 500021, 500022, 500212, 500213],
    'tenant-not-allowed',
    'Tenant restrictions or cross-tenant access settings keep the two tenants apart.',
  ),
  // This person is not let in: not assigned, disabled, or refused by a policy.
  50105: means('not-authorized', 'The application wants people to be assigned to it, and this person is not.'),
  ...all([50053, 50057], 'not-authorized', 'The account is locked or disabled.'),
  ...all([50005, 50097, 50129, 50131, 50155, 50187], 'not-authorized', POLICY),
  ...all([53000, 53001, 53002, 53003, 53004, 53010, 53011], 'not-authorized', POLICY),
  ...all([530003, 530032, 530034, 530035], 'not-authorized', POLICY),
  // The authority in the settings is none, or none for this application.
  ...all([50049, 50059, 50128, 90002, 90019, 90038, 90051, 900023], 'settings-invalid', AUTHORITY),
  ...all([90124, 90130, 9001023, 9002332], 'settings-invalid', AUTHORITY),
  // Nobody is signed in, or not in a way that is enough.
  50058: means('sign-in-required', 'Nobody is signed in, or third-party cookies are blocked. Sign in from a click.'),
  ...all([50055, 50056, 50126, 50144], 'sign-in-required', 'The password is wrong, missing or has expired.'),
  ...all([50072, 50074, 50076, 50078, 50079, 50125, 50135, 50140, 50158, 50199], 'sign-in-required', PERSON),
  ...all([50089, 50132, 50133, 50173, 70000, 70008, 70043], 'sign-in-required', PERSON),
  ...all([160021, 700020, 700082, 700084], 'sign-in-required', PERSON),
  // What was asked for makes no sense.
  ...all([28000, 28002, 28003, 54005, 70011, 90004, 90014, 90015, 90023, 90100], 'sign-in-failed', REQUEST),
  ...all([501481, 700005, 700022, 700023, 900144, 9002313], 'sign-in-failed', REQUEST),
  // Come again later.
  50196: means('sign-in-unreachable', 'Too many requests from one page: does something sign in again and again?'),
  ...all([50000, 50033, 50087, 50088, 50166], 'sign-in-unreachable', BUSY),
  ...all([90006, 90012, 90024, 90033, 90036, 90055, 90090, 90091], 'sign-in-unreachable', BUSY),
  ...all(
    [80001, 80002, 80005, 80007, 80014],
    'sign-in-unreachable',
    "The tenant's own directory, which checks passwords, does not answer.",
  ),
};
