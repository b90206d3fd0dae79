import { createHash, randomBytes } from 'node:crypto';
import type { WorldUser } from '../world/world.js';
import { loginHint } from './directory.js';
import type { Grants } from './grants.js';
import { askedResources, graph, spelled } from './scopes.js';
import type { AskedScopes, Resource } from './scopes.js';
import { secondsNow } from './signing-key.js';
import type { SigningKey } from './signing-key.js';

export interface Issuer {
  /** Where the emulator answers, such as `http://localhost:4100`. */
  readonly url: string;
  readonly key: SigningKey;
  readonly grants: Grants;
  /** How long a new access token lives. */
  readonly tokenLifetimeSeconds: () => number;
}

/** Whom tokens are for, and through which sign-in. */
export interface Recipient {
  readonly user: WorldUser;
  readonly clientId: string;
  readonly sessionId: string;
  readonly nonce?: string | undefined;
  /** When the refresh token that was shown ends: its successor ends then, too. */
  readonly refreshExpiresAt?: number;
}

/** The body of a successful answer of the token endpoint. */
export async function issueTokens(
  issuer: Issuer,
  recipient: Recipient,
  asked: AskedScopes,
): Promise<Readonly<Record<string, unknown>>> {
  const { user, clientId, sessionId, nonce, refreshExpiresAt } = recipient;
  const lifetime = issuer.tokenLifetimeSeconds();
  const expiresAt = secondsNow() + lifetime;
  const resource = askedResources(asked)[0] ?? graph;
  // As Entra does: the token holds everything of its resource that was consented to, not only what was asked for.
  const permissions = issuer.grants.consented(user.id, resource);

  const common = {
    iss: issuerOf(issuer.url, user.tenantId),
    name: user.displayName,
    oid: user.id,
    preferred_username: user.userPrincipalName,
    sid: sessionId,
    tid: user.tenantId,
    ver: '2.0',
  };
  const accessToken = await issuer.key.sign(
    {
      ...common,
      aud: resource.applicationId,
      azp: clientId,
      azpacr: '0',
      scp: permissions.map(({ name }) => name).join(' ') || 'openid profile',
      sub: pairwise(user, resource.applicationId),
      uti: randomBytes(16).toString('base64url'),
    },
    expiresAt,
  );
  return {
    token_type: 'Bearer',
    scope: [...permissions.map(spelled), ...openIdScopesOf(asked, resource)].join(' '),
    expires_in: lifetime,
    ext_expires_in: lifetime,
    access_token: accessToken,
    client_info: clientInfo(user),
    ...(asked.openId.includes('offline_access') ? refreshToken(issuer.grants, recipient, refreshExpiresAt) : {}),
    ...(asked.openId.includes('openid')
      ? {
          id_token: await issuer.key.sign(
            {
              ...common,
              aud: clientId,
              login_hint: loginHint(user),
              sub: pairwise(user, clientId),
              ...(nonce === undefined ? {} : { nonce }),
            },
            expiresAt,
          ),
        }
      : {}),
  };
}

/** How the authority of a tenant names itself. */
export function issuerOf(url: string, tenantId: string): string {
  return `${url}/${tenantId}/v2.0`;
}

/** What MSAL keeps an account under. */
export function clientInfo(user: WorldUser): string {
  return Buffer.from(JSON.stringify({ uid: user.id, utid: user.tenantId })).toString('base64url');
}

/** Graph's answers repeat the scopes about the sign-in; other resources' answers do not. */
function openIdScopesOf(asked: AskedScopes, resource: Resource): readonly string[] {
  return resource === graph ? asked.openId.filter((scope) => scope !== 'offline_access') : [];
}

function refreshToken(
  grants: Grants,
  { user, clientId, sessionId }: Recipient,
  expiresAt: number | undefined,
): Readonly<Record<string, unknown>> {
  const issued = grants.issueRefreshToken({ userId: user.id, sessionId, clientId }, expiresAt);
  return { refresh_token: issued.token, refresh_token_expires_in: issued.expiresAt - secondsNow() };
}

/** Each application knows a user by another `sub`. */
function pairwise(user: WorldUser, audience: string): string {
  return createHash('sha256').update(`${user.id}/${audience}`).digest('base64url');
}
