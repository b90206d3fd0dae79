import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { findUser } from '../authority/directory.js';
import { communicationServices } from '../authority/scopes.js';
import type { SigningKey } from '../authority/signing-key.js';
import { matching, record, ShapeError } from '../world/shape.js';
import type { World, WorldUser } from '../world/world.js';

/**
 * The key of the local Communication Services resource. Everybody knows it, as everybody knows Azurite's: it opens
 * nothing but an emulator on one's own machine.
 */
export const accessKey = Buffer.from('the key of the local Teams, known to everybody').toString('base64');

export interface CommunicationIdentityOptions {
  readonly world: () => World;
  /** The key of the authority that Entra tokens come from. */
  readonly entraKey: SigningKey;
  /** The key that signs the tokens of the call service. */
  readonly key: SigningKey;
}

/** Whom a token of the call service was issued to. */
export interface CommunicationUser {
  /** The user's object id in Entra ID. */
  readonly userId: string;
  readonly tenantId: string;
  /** In milliseconds since 1970. */
  readonly expiresAt: number;
}

/** The local Communication Services, as far as it knows who people are. */
export interface CommunicationIdentity {
  /** Answers a request below `/acs/` or `/teamsUser/`. */
  answer(request: Request): Promise<Response>;
  /** Whose token it is. Rejects for one that ended or is not ours. */
  verifyCommunicationToken(token: string): Promise<CommunicationUser>;
}

/**
 * The client library takes nothing but an origin for an endpoint, so it asks without the `/acs` that keeps this face
 * apart from the others.
 */
const exchangePaths = ['/teamsUser/:exchangeAccessToken', '/acs/teamsUser/:exchangeAccessToken'];

const clockToleranceMs = 5 * 60_000;

export function createCommunicationIdentity(options: CommunicationIdentityOptions): CommunicationIdentity {
  const { world, entraKey, key } = options;

  const exchange = async (body: string): Promise<Response> => {
    const asked = readExchange(body);
    const claims = await entraKey.verify(asked.token, communicationServices.applicationId).catch((cause: unknown) => {
      throw new IdentityError(401, 'InvalidToken', 'The provided Microsoft Entra token is not valid.', cause);
    });
    const { user, expiresAt } = checkedUser(claims, asked, world());
    const token = await key.sign(
      {
        skypeid: `orgid:${user.id}`,
        scp: 1024,
        csi: String(claims.iat),
        tid: user.tenantId,
        rgn: 'amer',
        acsScope: 'voip,chat',
        resourceId,
        aadappid: asked.appId,
      },
      // As documented: the token ends when the Entra token does.
      expiresAt,
    );
    return json(200, { token, expiresOn: new Date(expiresAt * 1000).toISOString() });
  };

  return {
    async answer(request) {
      try {
        const body = await request.text();
        if (!signed(request, body)) throw new IdentityError(401, 'Denied', 'Denied by the resource provider.');
        const { pathname } = new URL(request.url);
        if (request.method === 'POST' && exchangePaths.includes(pathname)) return await exchange(body);
        throw new IdentityError(404, 'NotFound', `There is nothing at ${pathname}.`);
      } catch (error) {
        if (!(error instanceof IdentityError)) throw error;
        return json(error.status, { error: { code: error.code, message: error.message } });
      }
    },

    async verifyCommunicationToken(token) {
      const { skypeid, tid, acsScope, exp } = await key.verify(token);
      const userId = /^orgid:(.+)$/.exec(String(skypeid))?.[1] ?? '';
      const user = findUser(world(), userId);
      if (!String(acsScope).split(',').includes('voip')) throw new Error('The token does not allow calls.');
      if (!user || user.tenantId !== tid || exp === undefined) throw new Error('The token names nobody here.');
      return { userId, tenantId: user.tenantId, expiresAt: exp * 1000 };
    },
  };
}

const resourceId = 'e0000000-0000-4000-8000-00000000ac50';

class IdentityError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'IdentityError';
    this.status = status;
    this.code = code;
  }
}

/**
 * Whether the request was signed with the resource's key, as the client libraries sign: over the method, the path and
 * query and the host as they were sent, the date, and the body's hash.
 */
function signed(request: Request, body: string): boolean {
  const { pathname, search } = new URL(request.url);
  const date = request.headers.get('x-ms-date') ?? '';
  const hash = createHash('sha256').update(body).digest('base64');
  const message = `${request.method}\n${pathname}${search}\n${date};${request.headers.get('host')};${hash}`;
  const signature = createHmac('sha256', Buffer.from(accessKey, 'base64')).update(message).digest('base64');
  const expected = `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`;
  const given = request.headers.get('authorization') ?? '';
  return (
    request.headers.get('x-ms-content-sha256') === hash &&
    Math.abs(Date.now() - Date.parse(date)) <= clockToleranceMs &&
    timingSafeEqual(digest(given), digest(expected))
  );
}

/** Of one length whatever the text, as the comparison needs it. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

const exchangeRequest = record({
  token: matching(/\S/, 'a token'),
  appId: matching(/\S/, 'an application id'),
  userId: matching(/\S/, 'a user id'),
});

function readExchange(body: string): ReturnType<typeof exchangeRequest> {
  try {
    return exchangeRequest(JSON.parse(body) as unknown, '');
  } catch (cause) {
    if (!(cause instanceof ShapeError) && !(cause instanceof SyntaxError)) throw cause;
    throw new IdentityError(400, 'ValidationError', `The request is not valid. ${cause.message}`, cause);
  }
}

interface Asked {
  readonly appId: string;
  readonly userId: string;
}

function checkedUser(
  claims: JWTPayload,
  { appId, userId }: Asked,
  world: World,
): { readonly user: WorldUser; readonly expiresAt: number } {
  if (claims['azp'] !== appId) throw new IdentityError(400, 'ValidationError', 'appId does not match the token.');
  if (claims['oid'] !== userId) throw new IdentityError(400, 'ValidationError', 'userId does not match the token.');
  const scopes = String(claims['scp']).split(' ');
  if (!communicationServices.scopes.every((scope) => scopes.includes(scope))) {
    throw new IdentityError(401, 'InvalidToken', 'The provided Microsoft Entra token lacks a required scope.');
  }
  const user = findUser(world, userId);
  if (!user || claims.exp === undefined) throw new IdentityError(401, 'InvalidToken', 'The user does not exist.');
  if (!user.teamsLicense) {
    // Microsoft's troubleshooting pages show this code and sentence for agents without a Teams licence.
    throw new IdentityError(403, 'UserLicenseNotPresentForbidden', 'User Login. Teams is disabled in user licenses');
  }
  return { user, expiresAt: claims.exp };
}

function json(status: number, body: object): Response {
  return Response.json(body, {
    status,
    headers: { 'api-supported-versions': '2023-10-01', 'ms-cv': randomUUID(), 'cache-control': 'no-store' },
  });
}
