import { Refusal } from './refusal.js';

const longestTokenBytes = 16_384;
const largestBodyBytes = 4_096;
const bearer = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i;
const json = /^application\/json\s*(;|$)/i;

export function bearerToken(request: Request): string {
  const header = request.headers.get('authorization') ?? '';
  if (header.length > longestTokenBytes) throw new Refusal('request_too_large', 'The token is too long to be one.');
  const token = bearer.exec(header)?.[1];
  if (!token) throw new Refusal('invalid_token', 'The request has no bearer token.');
  return token;
}

/**
 * Nothing in a body is of interest: whoever asks is named by the token. One that a form of another website could have
 * sent is refused, and an endless one is cut off.
 */
export async function discardBody(request: Request): Promise<void> {
  const type = request.headers.get('content-type');
  if (type !== null && !json.test(type)) throw notJson();
  if (Number(request.headers.get('content-length')) > largestBodyBytes) throw tooLarge();
  if (!request.body) return;
  const reader = request.body.getReader();
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.byteLength;
    const refusal = length > largestBodyBytes ? tooLarge() : length > 0 && type === null ? notJson() : undefined;
    if (!refusal) continue;
    await reader.cancel();
    throw refusal;
  }
}

function tooLarge(): Refusal {
  return new Refusal('request_too_large', 'The request has too large a body.');
}

function notJson(): Refusal {
  return new Refusal('unsupported_media_type', 'Send no body, or one that says it is application/json.');
}
