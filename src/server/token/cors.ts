import type { PlainAnswer, PlainRequest } from '../plain.js';
import { Refusal } from './refusal.js';

/** The websites that may ask: exact origins such as `https://crm.contoso.com`, or a rule. */
export type AllowedOrigins = readonly string[] | ((origin: string) => boolean);

/** An origin as browsers send it: `https://crm.contoso.com`, never with a path. */
const origins = /^[a-z][a-z0-9+.-]*:\/\/[a-z0-9.[\]:-]+$/;

/** Throws where a listed origin is none that a browser would ever send: it could not be matched. */
export function checkOrigins(allowed: AllowedOrigins): void {
  if (typeof allowed === 'function') return;
  for (const origin of allowed) {
    if (origins.test(origin) && URL.canParse(origin)) continue;
    throw new TypeError(
      `"${origin}" in allowedOrigins is no origin: write it as https://crm.contoso.com, without a path.`,
    );
  }
}

/**
 * The origin a request came from, if it may ask. Undefined where there is none: the caller then is no website.
 *
 * A token is the only proof of identity here. There are no cookies, so credentials are never allowed.
 */
export function allowedOrigin(request: PlainRequest, allowed: AllowedOrigins): string | undefined {
  const origin = request.header('origin');
  if (origin === null) return undefined;
  const passes = typeof allowed === 'function' ? allowed(origin) : allowed.includes(origin);
  if (!passes) {
    // What is no origin is not repeated: the message goes into logs.
    const website = origins.test(origin) ? `The website ${origin.slice(0, 200)}` : 'A website without a name';
    throw new Refusal('origin_not_allowed', `${website} may not use this service.`);
  }
  return origin;
}

/** Says to the browser that the page may read the answer. */
export function corsHeaders(origin: string | undefined): Record<string, string> {
  return {
    // Also without an origin: a cache must not hand one website's answer to another.
    vary: 'Origin',
    ...(origin === undefined
      ? {}
      : {
          'access-control-allow-origin': origin,
          'access-control-expose-headers': 'Retry-After, WWW-Authenticate, X-Request-Id',
        }),
  };
}

/** The answer to a browser that asks whether it may ask. */
export function preflight(origin: string | undefined): PlainAnswer {
  return {
    status: 204,
    headers: {
      ...corsHeaders(origin),
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-max-age': '600',
    },
    body: null,
  };
}
