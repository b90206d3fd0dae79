import type { PlainAnswer } from '../plain.js';
import { corsHeaders } from './cors.js';
import type { Refusal } from './refusal.js';

export function json(status: number, body: object, headers: Readonly<Record<string, string>>): PlainAnswer {
  return {
    status,
    headers: {
      ...headers,
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body: JSON.stringify(body),
  };
}

/** A refusal as the caller reads it. */
export function refuse(
  refusal: Refusal,
  origin: string | undefined,
  headers: Readonly<Record<string, string>>,
): PlainAnswer {
  return json(
    refusal.status,
    { error: refusal.code, message: refusal.message },
    {
      ...corsHeaders(origin),
      ...headers,
      ...(refusal.status === 401 ? { 'www-authenticate': 'Bearer error="invalid_token"' } : {}),
      ...(refusal.status === 405 ? { allow: 'POST, OPTIONS' } : {}),
      ...(refusal.retryAfter === undefined ? {} : { 'retry-after': String(refusal.retryAfter) }),
    },
  );
}
