/**
 * What a careful website sends with every page. Nothing here is made easier for Teams Embed than it asks for: its own
 * files from here, its services to connect to and to sign in at.
 *
 * @param {string} emulator Where the local Teams answers. In production: the addresses that the README lists.
 * @returns {Record<string, string>}
 */
export function securityHeaders(emulator) {
  const policy = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'font-src': "'self'",
    'img-src': "'self' blob: data:",
    'media-src': "'self' blob:",
    'worker-src': "'self' blob:",
    'connect-src': `'self' ${emulator} ${emulator.replace(/^http/, 'ws')}`,
    'frame-src': `'self' ${emulator}`,
    'frame-ancestors': "'self'",
    'object-src': "'none'",
    'base-uri': "'self'",
    'form-action': "'self'",
    // Nothing on the page turns text into markup or scripts, except the templates of the elements.
    'require-trusted-types-for': "'script'",
    'trusted-types': 'lit-html',
  };
  return {
    'content-security-policy': Object.entries(policy)
      .map(([directive, sources]) => `${directive} ${sources}`)
      .join('; '),
    'permissions-policy': 'camera=(self), microphone=(self), display-capture=(self), autoplay=(self)',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
  };
}
