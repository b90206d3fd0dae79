import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  AuthError,
  BrowserAuthError,
  BrowserAuthErrorCodes,
  ClientAuthError,
  ClientAuthErrorCodes,
  ClientConfigurationError,
  ClientConfigurationErrorCodes,
  InteractionRequiredAuthError,
  InteractionRequiredAuthErrorCodes,
  ServerError,
} from '@azure/msal-browser';
import { BY_ENTRA_NUMBER } from '../../../src/adapters/msal/entra-errors.js';
import { BY_WORD } from '../../../src/adapters/msal/msal-errors.js';
import { toTeamsError } from '../../../src/adapters/msal/to-teams-error.js';
import type { TeamsErrorCode } from '../../../src/model/error-codes.js';
import { TeamsError } from '../../../src/model/teams-error.js';
import { HOSTILE, TOKEN } from '../../model/hostile.js';

const id = 'correlation';

const cases: readonly (readonly [what: string, error: AuthError, code: TeamsErrorCode])[] = [
  ['cancel on a page of Entra', fromEntra('access_denied', 65004), 'sign-in-canceled'],
  ['a refusal without a number', new ServerError('access_denied', id), 'sign-in-canceled'],
  ['consent that an administrator has to give', fromEntra('access_denied', 90094), 'consent-required'],
  ['consent that nobody gave', needsPerson('invalid_grant', 65001, 'consent_required'), 'consent-required'],
  ['consent by its word alone', new InteractionRequiredAuthError('consent_required', id), 'consent-required'],
  ['a resource that the tenant does not know', fromEntra('invalid_resource', 500011), 'consent-required'],
  ['a person of another tenant', fromEntra('access_denied', 50020), 'tenant-not-allowed'],
  ['tenant restrictions', fromEntra('access_denied', 500021), 'tenant-not-allowed'],
  ['an application that is not known', fromEntra('unauthorized_client', 700016), 'client-not-allowed'],
  ['an application for one tenant', fromEntra('invalid_request', 50194), 'client-not-allowed'],
  ['a redirect URI of another kind', fromEntra('invalid_request', 9002326), 'redirect-uri-rejected'],
  ['a person who is not assigned', needsPerson('interaction_required', 50105), 'not-authorized'],
  ['conditional access', needsPerson('interaction_required', 53003), 'not-authorized'],
  ['a tenant that does not exist', fromEntra('invalid_request', 90002), 'settings-invalid'],
  ['a second factor', needsPerson('interaction_required', 50076), 'sign-in-required'],
  ['a revoked refresh token', needsPerson('invalid_grant', 50173, 'bad_token'), 'sign-in-required'],
  ['a refresh token of yesterday', fromEntra('invalid_grant', 700084), 'sign-in-required'],
  ['nobody in silence', needsPerson('login_required', 50058), 'sign-in-required'],
  ['too many requests', new ServerError('temporarily_unavailable', id, '', '', '', 429), 'sign-in-unreachable'],
  ['a broken authority', new ServerError('oops', id, '', '', '', 500), 'sign-in-unreachable'],
  ['an authority that MSAL gives a rest', new ServerError('90055 90056', id), 'sign-in-unreachable'],
  ['an authority that MSAL gives a rest, without a number', new ServerError('', id), 'sign-in-unreachable'],
  ['no network', new BrowserAuthError('no_network_connectivity', id), 'sign-in-unreachable'],
  ['a request that failed', new BrowserAuthError('post_request_failed', id), 'sign-in-unreachable'],
  ['a page instead of an answer', new BrowserAuthError('failed_to_parse_response', id), 'sign-in-unreachable'],
  ['metadata that did not come', new ClientAuthError('endpoints_resolution_error', id), 'sign-in-unreachable'],
  ['a blocked popup', new BrowserAuthError('popup_window_error', id), 'popup-blocked'],
  ['a popup that did not open', new BrowserAuthError('empty_window_error', id), 'popup-blocked'],
  ['a newer attempt', new BrowserAuthError('interaction_in_progress_cancelled', id), 'sign-in-canceled'],
  ['no answer', new BrowserAuthError('timed_out', id), 'sign-in-timed-out'],
  ['a page over http', new BrowserAuthError('crypto_nonexistent', id), 'settings-invalid'],
  ['an authority over http', new ClientConfigurationError('authority_uri_insecure', id), 'settings-invalid'],
  ['something new of Entra', fromEntra('invalid_request', 1234567), 'sign-in-failed'],
  ['something new of MSAL', new AuthError('never_heard', id, 'Never heard of.'), 'sign-in-failed'],
];

describe("MSAL's errors", () => {
  for (const [what, cause, code] of cases) {
    it(`${what} is ${code}`, () => {
      const error = toTeamsError(cause);
      assert.equal(error.code, code);
      assert.equal(error.cause, cause);
      assert.ok(error.message.includes(cause.errorCode));
    });
  }

  it('name what the developer forgot when a frame stays silent', () => {
    const { message } = toTeamsError(new BrowserAuthError('timed_out', id));
    assert.match(message, /redirect-uri.*frame-src/);
  });

  it('are left alone when they are ours', () => {
    const ours = new TeamsError('aborted');
    assert.equal(toTeamsError(ours), ours);
  });

  for (const [number, { code }] of Object.entries(BY_ENTRA_NUMBER)) {
    it(`with the number ${number} say what to do`, () => {
      const error = toTeamsError(fromEntra('invalid_request', Number(number)));
      assert.equal(error.code, code);
      assert.match(error.message, /^invalid_request: AADSTS\d+: A sentence of Entra's\. .+\. [A-Z].{10,}[.?]$/);
    });
  }

  for (const [word, { code }] of Object.entries(BY_WORD)) {
    it(`with the word ${word} say what to do`, () => {
      const cause = new AuthError(word, id, 'As MSAL says.');
      const error = toTeamsError(cause);
      assert.equal(error.code, code);
      assert.match(error.message, /^\w+: As MSAL says\. [A-Z].{10,}[.?]$/);
    });
  }

  it('have words that MSAL, or OAuth, uses', () => {
    const oauth = ['access_denied', 'invalid_grant', 'invalid_client', 'invalid_resource', 'unauthorized_client'];
    const ofServers = ['server_error', 'temporarily_unavailable', 'service_unavailable'];
    const ofHosts = ['unsupported_method', 'storage_not_supported', 'cache_quota_exceeded', 'cache_error_unknown'];
    const ofMsal = [
      BrowserAuthErrorCodes,
      ClientAuthErrorCodes,
      ClientConfigurationErrorCodes,
      InteractionRequiredAuthErrorCodes,
    ].flatMap((words) => Object.values(words));
    const known = new Set<string>([...oauth, ...ofServers, ...ofHosts, ...ofMsal]);
    assert.deepEqual(
      Object.keys(BY_WORD).filter((word) => !known.has(word)),
      [],
    );
  });

  it('repeat no token and no address', () => {
    const { message } = toTeamsError(new AuthError('odd', id, `${TOKEN} of bob@contoso.example`));
    assert.equal(message, 'odd: [token] of [address]');
  });

  it('are no words of JavaScript', () => {
    assert.equal(toTeamsError(new AuthError('constructor', id, 'Odd.')).code, 'sign-in-failed');
  });

  for (const [what, cause] of HOSTILE) {
    it(`may be none at all: ${what}`, () => {
      const error = toTeamsError(cause);
      assert.deepEqual([error.code, error.cause], ['sign-in-failed', cause]);
    });
  }

  it('may be none at all, and stay readable', () => {
    const error = toTeamsError(new RangeError('out of it'));
    assert.equal(error.code, 'sign-in-failed');
    assert.equal(error.message, 'out of it');
  });
});

/** As the authority's redirect or token endpoint brings it, once MSAL has read it. */
function fromEntra(error: string, number: number): ServerError {
  return new ServerError(error, id, `AADSTS${number}: A sentence of Entra's. Trace ID: 1`, '', String(number), 400);
}

function needsPerson(error: string, number: number, subError = ''): InteractionRequiredAuthError {
  return new InteractionRequiredAuthError(error, id, `AADSTS${number}: A sentence of Entra's.`, subError);
}
