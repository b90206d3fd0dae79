import { explained, type Meaning, unexplained } from '../../model/meaning.js';
import { said } from '../../model/said.js';
import { TeamsError } from '../../model/teams-error.js';
import { isAuthFailure, isInteractionRequired, isServerFailure, type AuthFailure } from './auth-failure.js';
import { BY_ENTRA_NUMBER } from './entra-errors.js';
import { BY_WORD } from './msal-errors.js';

/** Whatever MSAL throws, in our words. What is not in the tables stays readable and keeps its cause. */
export function toTeamsError(cause: unknown): TeamsError {
  if (cause instanceof TeamsError) return cause;
  if (!isAuthFailure(cause)) return unexplained(cause, 'sign-in-failed');
  return explained(meaningOf(cause), said(cause), cause);
}

function meaningOf(error: AuthFailure): Meaning {
  const byNumber = BY_ENTRA_NUMBER[entraNumber(error)];
  if (byNumber) return byNumber;
  const byWord = Object.hasOwn(BY_WORD, error.errorCode) ? BY_WORD[error.errorCode] : undefined;
  if (isInteractionRequired(error)) {
    if (error.subError === 'consent_required') return BY_WORD['consent_required'] ?? needsPerson;
    return byWord?.code === 'consent-required' ? byWord : needsPerson;
  }
  if (isServerFailure(error) && isBusy(error)) return busy;
  return byWord ?? { code: 'sign-in-failed', hint: '' };
}

/** MSAL knows a need for a person by the class of its error, whatever the words. */
const needsPerson: Meaning = { code: 'sign-in-required', hint: 'A person has to sign in at a window: from a click.' };

const busy: Meaning = {
  code: 'sign-in-unreachable',
  hint: 'Entra ID has a problem or is throttling. Try again later.',
};

function entraNumber(error: AuthFailure): string {
  return /AADSTS(\d+)/.exec(error.errorMessage ?? error.message)?.[1] ?? '';
}

/** A service that is down or throttles; after a 429 MSAL answers by itself for a while, with numbers for a code. */
function isBusy({ status, errorCode }: AuthFailure): boolean {
  return status === undefined ? /^[\d ]*$/.test(errorCode) : status === 429 || status >= 500;
}
