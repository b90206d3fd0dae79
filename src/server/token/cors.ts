import { Refusal } from './refusal.js';

/** The websites that may ask: exact origins such as `https://crm.contoso.com`, or a rule. */
export type AllowedOrigins = readonly string[] | ((origin: string) => boolean);

/**
 * The origin a request came from, if it may ask. Undefined where there is none: the caller then is no website.
 *
 * A token is the only proof of identity here. There are no cookies, so credentials are never allowed.
 */
export function allowedOrigin(request: Request, allowed: AllowedOrigins): string | undefined {
  const origin = request.headers.get('origin');
  if (origin === null) return undefined;
  const passes = typeof allowed === 'function' ? allowed(origin) : allowed.includes(origin);
  if (!passes) throw new Refusal('origin_not_allowed', `The website ${origin.slice(0, 200)} may not use this service.`);
  return origin;
}

/** Says to the browser that the page may read the answer. */
export function corsHeaders(origin: string | undefined): Record<string, string> {
  return {
    // Also without an origin: a cache must not hand one website's answer to another.
    vary: 'Origin',
    ...(origin === undefined
      ? {}
      : { 'access-control-allow-origin': origin, 'access-control-expose-headers': 'Retry-After, WWW-Authenticate' }),
  };
}

/** The answer to a browser that asks whether it may ask. */
export function preflight(origin: string | undefined): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...corsHeaders(origin),
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-max-age': '600',
    },
  });
}
