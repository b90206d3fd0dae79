import type { BrowserAuthOptions } from '@azure/msal-browser';

/**
 * Lets MSAL sign people in at the local Teams emulator.
 *
 * MSAL takes no authority over http, so it is told an https one that is never asked for anything: its metadata, given
 * here, names the endpoints that are. Whoever chooses metadata chooses where passwords and codes go; therefore this is
 * made from the `emulator` setting alone, which takes only loopback addresses.
 */
export function emulatorAuthority(
  emulator: string,
  authority: string,
): Required<Pick<BrowserAuthOptions, 'authority' | 'knownAuthorities' | 'authorityMetadata'>> {
  const { origin, host } = new URL(emulator);
  const tenant = new URL(authority).pathname.split('/')[1] || 'organizations';
  const endpoints = `${origin}/${tenant}`;
  return {
    authority: `https://${host}/${tenant}`,
    knownAuthorities: [host],
    authorityMetadata: JSON.stringify({
      issuer: `${origin}/{tenantid}/v2.0`,
      authorization_endpoint: `${endpoints}/oauth2/v2.0/authorize`,
      token_endpoint: `${endpoints}/oauth2/v2.0/token`,
      end_session_endpoint: `${endpoints}/oauth2/v2.0/logout`,
      jwks_uri: `${endpoints}/discovery/v2.0/keys`,
    }),
  };
}
