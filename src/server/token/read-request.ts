import type { PlainRequest } from '../plain.js';
import { Refusal } from './refusal.js';

const longestTokenBytes = 16_384;
const largestBodyBytes = 4_096;
const bearer = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i;
const json = /^application\/json\s*(;|$)/i;

export function bearerToken(request: PlainRequest): string {
  const header = request.header('authorization') ?? '';
  if (header.length > longestTokenBytes) throw new Refusal('request_too_large', 'The token is too long to be one.');
  const token = bearer.exec(header)?.[1];
  if (!token) throw new Refusal('invalid_token', 'The request has no bearer token.');
  return token;
}

/**
 * Nothing in a body is of interest: whoever asks is named by the token. One that a form of another website could have
 * sent is refused, and an endless one is cut off.
 */
export async function discardBody(request: PlainRequest): Promise<void> {
  const type = request.header('content-type');
  if (type !== null && !json.test(type)) throw notJson();
  if (Number(request.header('content-length')) > largestBodyBytes) throw tooLarge();
  const length = await request.bodyLength(largestBodyBytes);
  if (length > largestBodyBytes) throw tooLarge();
  if (length > 0 && type === null) throw notJson();
}

function tooLarge(): Refusal {
  return new Refusal('request_too_large', 'The request has too large a body.');
}

function notJson(): Refusal {
  return new Refusal('unsupported_media_type', 'Send no body, or one that says it is application/json.');
}
