import { randomBytes } from 'node:crypto';
import type { Cloud } from '../../model/cloud.js';
import { entraAuthority, requiredScopes } from '../../server/token/entra.js';

/**
 * A token that looks like a Teams user's and was signed by nobody: a token service that lets it pass lets everybody pass.
 * Nothing in it is secret, and it names nobody.
 */
export function wrongToken(clientId: string, cloud: Cloud): string {
  const { audiences, issuers } = entraAuthority(cloud);
  const nobody = '00000000-0000-4000-8000-000000000000';
  const now = Math.floor(Date.now() / 1000);
  const header = { typ: 'JWT', alg: 'RS256', kid: 'teams-embed-doctor' };
  const claims = {
    aud: audiences[0],
    iss: issuers(nobody)[0],
    iat: now,
    nbf: now,
    exp: now + 3_600,
    azp: clientId,
    tid: nobody,
    oid: nobody,
    scp: requiredScopes.join(' '),
    ver: '2.0',
  };
  const parts = [Buffer.from(JSON.stringify(header)), Buffer.from(JSON.stringify(claims)), randomBytes(256)];
  return parts.map((part) => part.toString('base64url')).join('.');
}
