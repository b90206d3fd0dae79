import { isLoopbackHost, isLoopbackUrl } from './loopback.js';

/** What clients read from answers; a header that is not named here does not exist for a page. */
const exposed = [
  'Retry-After',
  'request-id',
  'client-request-id',
  'x-ms-request-id',
  'Preference-Applied',
  'Location',
  'ETag',
  'WWW-Authenticate',
].join(', ');

/**
 * Refuses whoever is not of this machine. A website elsewhere may neither read what is here by asking (`Origin`), nor
 * by giving its own name this machine's address (`Host`).
 */
export function refuseForeign(request: Request): Response | undefined {
  if (!isLoopbackHost(new URL(request.url).hostname)) {
    return new Response('The local Teams answers under the names of this machine only.', { status: 421 });
  }
  const origin = request.headers.get('origin');
  if (origin === null || isLoopbackUrl(origin)) return undefined;
  return Response.json(
    { error: 'origin_not_allowed', message: 'The local Teams answers pages of this machine only.' },
    { status: 403 },
  );
}

/** The answer to a browser that asks whether a page may ask. */
export function preflight(request: Request): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? '',
      'access-control-max-age': '600',
    },
  });
}

/** Lets the page that asked read the answer. */
export function shareWithPage(request: Request, response: Response): void {
  // Such a response stands for a closed connection and has nothing to share.
  if (response.type === 'error') return;
  const origin = request.headers.get('origin');
  response.headers.set('vary', 'Origin');
  if (origin === null || response.headers.has('access-control-allow-origin')) return;
  response.headers.set('access-control-allow-origin', origin);
  response.headers.set('access-control-expose-headers', exposed);
}
