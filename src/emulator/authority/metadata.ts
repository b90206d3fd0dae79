/** What `/.well-known/openid-configuration` says about an authority. */
export function openIdConfiguration(url: string, segment: string): Readonly<Record<string, unknown>> {
  const authority = `${url}/${segment}`;
  // An authority for any tenant names its issuer by a pattern, to be filled in with a token's own tenant.
  const issuer = segment === 'common' || segment === 'organizations' ? `${url}/{tenantid}/v2.0` : `${authority}/v2.0`;
  return {
    issuer,
    authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
    token_endpoint: `${authority}/oauth2/v2.0/token`,
    end_session_endpoint: `${authority}/oauth2/v2.0/logout`,
    jwks_uri: `${authority}/discovery/v2.0/keys`,
    response_types_supported: ['code'],
    response_modes_supported: ['query', 'fragment'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['none'],
    code_challenge_methods_supported: ['S256'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    claims_supported: [
      'sub',
      'iss',
      'aud',
      'exp',
      'iat',
      'nonce',
      'preferred_username',
      'name',
      'tid',
      'ver',
      'oid',
      'sid',
    ],
  };
}
