import { TeamsError } from '../../model/teams-error.js';
import type { CommunicationToken } from '../../ports/token-service.js';
import { parseJson } from './parse-json.js';

/** Reads `{ token, expiresOn }`, where `expiresOn` is a date in ISO 8601 or milliseconds since 1970. */
export function readReply(text: string, now: number): CommunicationToken {
  const reply = parseJson(text);
  if (!reply) throw malformed('is no JSON object. Is token-url the address of the token service?');
  const { token, expiresOn } = reply;
  if (typeof token !== 'string' || !token) throw malformed('has no token');
  const end = toTime(expiresOn);
  if (end === undefined) throw malformed('does not say in expiresOn when the token ends');
  if (end <= now)
    throw malformed('holds a token that has already ended. Do the clocks of this device and the server agree?');
  return { token, expiresOn: end };
}

function toTime(value: unknown): number | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const time = new Date(value).getTime();
  return Number.isNaN(time) ? undefined : time;
}

/** The reply itself stays out of the message: there may be a token in it. */
function malformed(what: string): TeamsError {
  return new TeamsError('service-failed', `The reply of the token service ${what}.`.replace('?.', '?'));
}
