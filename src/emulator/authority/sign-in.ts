import type { Tenant, World, WorldUser } from '../world/world.js';
import { askedCode, authorizationRequest, cancelUrl, errorUrl, redirectUrl } from './authorization-request.js';
import type { AuthorizationRequest } from './authorization-request.js';
import { findUser, hintedUser, peopleOf } from './directory.js';
import {
  administratorRequired,
  asksSecondFactor,
  consentMissing,
  EntraError,
  otherTenant,
  secondFactorRequired,
} from './entra-error.js';
import type { Grants, SignIn } from './grants.js';
import { clientInfo } from './issue-tokens.js';
import { administratorPage, approvalPage, consentPage, pickerPage, problemPage } from './pages.js';
import type { SignInForm } from './pages.js';

/** Where a sign-in takes place. */
export interface SignInPlace {
  readonly world: World;
  readonly grants: Grants;
  /** The first part of the authority's path, and whom it stands for. */
  readonly segment: string;
  readonly tenant: Tenant | 'any';
  /** What the browser's cookie says. */
  readonly cookie: string | undefined;
}

/** How far the person has come by themselves, beyond what the cookie says. */
interface Progress {
  readonly picked?: boolean;
  readonly consented?: boolean;
}

/** Answers the authorization endpoint: a page to pick a person, a page to consent, or the way back with a code. */
export function authorize(place: SignInPlace, query: URLSearchParams, progress: Progress = {}): Response {
  return answer(place, query, (request) => proceed(place, request, progress));
}

/** Answers a request that a page may make. What is wrong with it goes back to the page, if that can be trusted. */
function answer(
  place: SignInPlace,
  query: URLSearchParams,
  respond: (request: AuthorizationRequest) => Response,
): Response {
  let request: AuthorizationRequest;
  try {
    request = authorizationRequest(query, place.world);
  } catch (error) {
    if (error instanceof EntraError)
      return problemPage('Sorry, we are having trouble signing you in', error.description);
    throw error;
  }
  try {
    return respond(request);
  } catch (error) {
    if (error instanceof EntraError) return redirect(errorUrl(request, error));
    throw error;
  }
}

/** Answers the picker's form. */
export function pick(place: SignInPlace, form: URLSearchParams, remember: (cookie: string) => string): Response {
  const query = new URLSearchParams(form.get('request') ?? '');
  const people = peopleOf(place.world, place.tenant);
  const typed = form.get('username')?.trim().toLowerCase();
  const user = people.find((person) =>
    typed === undefined ? person.id === form.get('user') : person.userPrincipalName.toLowerCase() === typed,
  );
  if (!user) return unknownAccount(place, query, typed ?? form.get('user') ?? '');
  const cookie = place.grants.signIn(user.id);
  const response = authorize({ ...place, cookie }, query, { picked: true });
  response.headers.append('set-cookie', remember(cookie));
  return response;
}

/** Answers the consent form. */
export function consent(place: SignInPlace, form: URLSearchParams): Response {
  return authorize(place, new URLSearchParams(form.get('request') ?? ''), { picked: true, consented: true });
}

/** Answers the form of the second factor. */
export function approve(place: SignInPlace, form: URLSearchParams): Response {
  const signIn = place.grants.signedIn(place.cookie);
  if (signIn) place.grants.approve(signIn);
  return authorize(place, new URLSearchParams(form.get('request') ?? ''), { picked: true });
}

function proceed(place: SignInPlace, request: AuthorizationRequest, progress: Progress): Response {
  const { world, grants } = place;
  const { asked, codeChallenge, nonce } = askedCode(request, world);
  const prompt = request.query.get('prompt');
  const silent = prompt === 'none';

  const signIn = grants.signedIn(place.cookie);
  const user = signIn && usable(place, request, signIn, progress);
  const askAgain = (prompt === 'login' || prompt === 'select_account') && !progress.picked;
  if (!signIn || !user || askAgain) {
    if (silent) throw loginRequired();
    return pickerPage(picker(place, request, signIn));
  }

  if (asksSecondFactor(request.query.get('claims')) && !grants.isApproved(signIn)) {
    if (silent) throw secondFactorRequired();
    return approvalPage({ user, ...formOf(place, request) });
  }

  const missing = grants.missing(user.id, asked.permissions);
  const reserved = missing.filter(({ name }) => adminConsent(world, user).includes(name));
  if (reserved.length > 0) {
    if (silent) throw consentMissing(world.clientId, 'interaction_required');
    const backUrl = errorUrl(request, administratorRequired(world.clientId));
    return administratorPage({ permissions: reserved, backUrl });
  }
  if (progress.consented) {
    grants.consent(user.id, asked.permissions);
  } else if (missing.length > 0 || prompt === 'consent') {
    if (silent) throw consentMissing(world.clientId, 'interaction_required');
    const permissions = prompt === 'consent' ? asked.permissions : missing;
    return consentPage({ user, permissions, ...formOf(place, request) });
  }

  const code = grants.issueCode({
    userId: user.id,
    sessionId: signIn.sessionId,
    clientId: world.clientId,
    redirectUri: request.redirectUri,
    codeChallenge,
    nonce,
  });
  return redirect(redirectUrl(request, { code, client_info: clientInfo(user), session_state: signIn.sessionId }));
}

/** Whoever is signed in, if that is somebody this authority serves and not somebody else than was asked for. */
function usable(
  { world, tenant }: SignInPlace,
  request: AuthorizationRequest,
  { userId }: SignIn,
  { picked }: Progress,
): WorldUser | undefined {
  const user = findUser(world, userId);
  if (!user || (tenant !== 'any' && user.tenantId !== tenant.id)) return undefined;
  const hint = request.query.get('login_hint');
  // A person may pick somebody else than was suggested; nobody may do so in silence.
  return picked || !hint || hintedUser(world, hint) === user ? user : undefined;
}

function picker(place: SignInPlace, request: AuthorizationRequest, signIn: SignIn | undefined) {
  const people = peopleOf(place.world, place.tenant);
  const suggested =
    hintedUser(place.world, request.query.get('login_hint')) ?? (signIn && findUser(place.world, signIn.userId));
  return {
    people,
    tenants: place.world.tenants,
    suggested: suggested && people.includes(suggested) ? suggested : undefined,
    ...formOf(place, request),
  };
}

function adminConsent(world: World, { tenantId }: WorldUser): readonly string[] {
  return world.tenants.find(({ id }) => id === tenantId)?.adminConsent ?? [];
}

/** Whether somebody has this address, but in another tenant than this authority's. */
function isElsewhere({ world }: SignInPlace, address: string): boolean {
  return world.users.some(({ userPrincipalName }) => userPrincipalName.toLowerCase() === address);
}

function unknownAccount(place: SignInPlace, query: URLSearchParams, given: string): Response {
  return answer(place, query, (request) => {
    if (isElsewhere(place, given)) throw otherTenant(given, place.segment);
    const problem = `AADSTS50034: Nobody here has the account ${given}.`;
    return pickerPage({ ...picker(place, request, undefined), problem });
  });
}

function formOf({ segment }: SignInPlace, request: AuthorizationRequest): SignInForm {
  return { segment, request: request.query.toString(), cancelUrl: cancelUrl(request) };
}

function loginRequired(): EntraError {
  return new EntraError(
    50058,
    'login_required',
    'A silent sign-in request was sent but no user is signed in, or not the one that was asked for.',
  );
}

function redirect(location: string): Response {
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}
