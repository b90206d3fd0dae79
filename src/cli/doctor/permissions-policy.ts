/**
 * Whether a `Permissions-Policy` header lets a document of this origin, on a page of that one, use a feature. Of what it
 * does not name it forbids nothing: a page may use it, and a frame where its `allow` says so.
 */
export function headerPermits(header: string | null, feature: string, origin: string, pageOrigin: string): boolean {
  const entries = [...(header ?? '').matchAll(/(?:^|,)\s*([a-z-]+)\s*=\s*(\([^)]*\)|[^,\s]+)/g)];
  // Of a feature that is there twice, the last counts.
  const [, , written] = entries.findLast(([, name]) => name === feature) ?? [];
  if (written === undefined) return true;
  return written
    .replaceAll(/[()]/g, ' ')
    .split(/\s+/)
    .some((entry) => entry === '*' || (entry === 'self' && origin === pageOrigin) || isOrigin(entry, origin));
}

/** Whether `<iframe allow>` hands a feature on to the document in it, which is of this origin. */
export function frameAllows(allow: string, feature: string, origin: string, pageOrigin: string): boolean {
  const entries = allow.split(';').map((entry) => entry.trim().split(/\s+/));
  const [, ...origins] = entries.find(([name]) => name?.toLowerCase() === feature) ?? [feature, "'self'"];
  // Without origins it is for where the frame's `src` is.
  if (origins.length === 0) return true;
  return origins.some((entry) => {
    if (entry === '*' || entry === "'src'") return true;
    return entry === "'self'" ? origin === pageOrigin : isOrigin(entry, origin);
  });
}

function isOrigin(entry: string, origin: string): boolean {
  const text = entry.replaceAll('"', '');
  if (!text.includes('://*.')) return URL.canParse(text) && new URL(text).origin === origin;
  const [scheme = '', host = ''] = text.split('://*');
  return origin.startsWith(`${scheme}://`) && origin.endsWith(host);
}
