import { GraphError } from '@microsoft/microsoft-graph-client/lib/es/src/GraphError.js';
import type { TeamsErrorCode } from '../../model/error-codes.js';
import { TeamsError } from '../../model/teams-error.js';

/** Graph's own words, where they say more than the status. */
const BY_CODE: Readonly<Record<string, TeamsErrorCode>> = {
  InvalidAuthenticationToken: 'sign-in-required',
  Authorization_RequestDenied: 'consent-required',
  Authorization_IdentityNotFound: 'not-authorized',
  ErrorAccessDenied: 'consent-required',
  AccessDenied: 'consent-required',
  Forbidden: 'consent-required',
  TooManyRequests: 'too-many-requests',
  activityLimitReached: 'too-many-requests',
  AbortError: 'aborted',
};

/** What the client gives for a status where it never had an answer. */
const NO_ANSWER = -1;

/** Whatever the Graph client throws, in our words. What is not in the table stays readable and keeps its cause. */
export function toTeamsError(cause: unknown, emulator: string | undefined): TeamsError {
  if (cause instanceof TeamsError) return cause;
  if (!(cause instanceof GraphError)) return TeamsError.from(cause, 'service-failed');
  const { statusCode, code, requestId } = cause;
  const request = requestId ? ` (request ${requestId})` : '';
  if (statusCode === NO_ANSWER && code !== 'AbortError') return unreachable(cause, emulator);
  return new TeamsError(
    (code && BY_CODE[code]) || byStatus(statusCode),
    `Graph answered ${statusCode}${code ? ` ${code}` : ''}${cause.message ? `: ${cause.message}` : ''}${request}`,
    { cause },
  );
}

function byStatus(status: number): TeamsErrorCode {
  if (status === 401) return 'sign-in-required';
  if (status === 403) return 'consent-required';
  if (status === 404) return 'person-unknown';
  if (status === 429) return 'too-many-requests';
  return status >= 500 ? 'service-failed' : 'unknown';
}

function unreachable(cause: GraphError, emulator: string | undefined): TeamsError {
  return emulator
    ? new TeamsError('emulator-unreachable', `The emulator at ${emulator} does not answer.`, { cause })
    : new TeamsError('network-lost', `Graph cannot be reached: ${cause.message}`, { cause });
}
