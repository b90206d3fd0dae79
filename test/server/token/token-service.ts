import assert from 'node:assert/strict';
import { exportJWK, exportPKCS8, exportSPKI, generateKeyPair, importPKCS8, SignJWT } from 'jose';
import type { CryptoKey, JWTPayload } from 'jose';
import { createTokenHandler } from '../../../src/server/index.js';
import type { TokenHandlerOptions, TokenLogEntry } from '../../../src/server/index.js';
import { serve } from '../served.js';
import type { Served } from '../served.js';

export const clientId = 'c0ffee00-0000-4000-8000-00000000c11e';
export const tenantId = '11111111-aaaa-4aaa-8aaa-111111111111';
export const otherAllowedTenant = '22222222-bbbb-4bbb-8bbb-222222222222';
export const foreignTenant = '33333333-cccc-4ccc-8ccc-333333333333';
export const userId = 'aaaaaaaa-0000-4000-8000-00000000000a';
export const crmOrigin = 'https://crm.contoso.com';
export const audience = '1fd5118e-2576-4263-8130-9503064c837a';

export const keyId = 'authority';

/**
 * A token service whose Communication Services say yes to everything: whatever is refused, the service itself refused.
 */
export interface TokenService {
  /** Signs claims with the authority's key; those given replace those of a good token. */
  sign(claims?: Readonly<Record<string, unknown>>, key?: CryptoKey): Promise<string>;
  /** Signs the claims of a good token with the authority's key, by another algorithm. */
  signAs(alg: string): Promise<string>;
  ask(token: string | undefined, init?: RequestInit): Promise<Answer>;
  /** What its handlers are made with. */
  readonly options: TokenHandlerOptions;
  /** A handler with some other options. */
  handler(options?: Partial<TokenHandlerOptions>): (request: Request) => Promise<Response>;
  readonly keysUrl: string;
  readonly communicationServices: { readonly endpoint: string; readonly accessKey: string };
  /** What Communication Services were asked, as JSON. */
  readonly exchanged: { readonly token: string; readonly appId: string; readonly userId: string }[];
  readonly logged: TokenLogEntry[];
  /** How Communication Services answer next; undefined is a token. */
  acsAnswer: (() => Response | Promise<Response>) | undefined;
  /** How the key set answers next. */
  keysAnswer: (() => Response | Promise<Response>) | undefined;
  readonly publicKeyPem: string;
  /** Checks that an answer is this refusal, as JSON, and that Communication Services were not troubled with it. */
  assertRefused(answer: Answer, status: number, error: string): void;
  /** Forgets what was exchanged and logged, and answers well again. */
  reset(): void;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, string | undefined>>;
}

export async function startTokenService(): Promise<TokenService> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  // As Entra publishes its keys: they do not say which algorithm they are for.
  const jwk = { ...(await exportJWK(publicKey)), kid: keyId, use: 'sig' };
  const pem = await exportPKCS8(privateKey);
  const keys: Served = await serve(() => service.keysAnswer?.() ?? Response.json({ keys: [jwk] }));
  const acs: Served = await serve(async (request) => {
    const answer = await service.acsAnswer?.();
    if (answer) return answer;
    service.exchanged.push((await request.json()) as TokenService['exchanged'][number]);
    return Response.json({ token: 'a.communication.token', expiresOn: '2030-01-01T00:00:00.000Z' });
  });

  const communicationServices = { endpoint: acs.url, accessKey: Buffer.from('a key').toString('base64') };
  const service: TokenService = {
    communicationServices,
    exchanged: [],
    logged: [],
    acsAnswer: undefined,
    keysAnswer: undefined,
    publicKeyPem: await exportSPKI(publicKey),
    sign: (claims = {}, key = privateKey) =>
      new SignJWT({ ...goodClaims(), ...claims })
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: keyId })
        .sign(key),
    signAs: async (alg) =>
      new SignJWT(goodClaims()).setProtectedHeader({ alg, typ: 'JWT', kid: keyId }).sign(await importPKCS8(pem, alg)),
    options: {
      clientId,
      allowedTenants: [tenantId, otherAllowedTenant],
      allowedOrigins: [crmOrigin],
      communicationServices,
      authority: {
        keysUrl: keys.url,
        issuers: (tid) => [`https://login.microsoftonline.com/${tid}/v2.0`, `https://sts.windows.net/${tid}/`],
      },
      log: (entry) => service.logged.push(entry),
    },
    handler: (options = {}) => createTokenHandler({ ...service.options, ...options }),
    keysUrl: keys.url,
    // Made anew each time, so that one test's requests don't use up the next one's.
    ask: (token, init) => ask(service.handler(), token, init),
    assertRefused(answer, status, error) {
      assert.deepEqual({ status: answer.status, error: answer.body['error'] }, { status, error });
      assert.equal(typeof answer.body['message'], 'string');
      assert.equal(answer.headers.get('cache-control'), 'no-store');
      assert.equal(service.exchanged.length, 0, 'nothing may be exchanged');
    },
    reset() {
      service.exchanged.length = 0;
      service.logged.length = 0;
      service.acsAnswer = undefined;
      service.keysAnswer = undefined;
    },
    async close() {
      await Promise.all([keys.close(), acs.close()]);
    },
  };
  return service;
}

export async function ask(
  handler: (request: Request) => Promise<Response>,
  token: string | undefined,
  init: RequestInit = {},
): Promise<Answer> {
  const headers = new Headers(init.headers);
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
  const response = await handler(new Request('https://tokens.contoso.com/token', { method: 'POST', ...init, headers }));
  const content = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: content === '' ? {} : (JSON.parse(content) as Answer['body']),
  };
}

/** What stands in a Teams user's token in Entra's second format. */
export function goodClaims(): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  return {
    aud: audience,
    iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
    iat: now,
    nbf: now,
    exp: now + 3_600,
    azp: clientId,
    oid: userId,
    tid: tenantId,
    scp: 'Teams.ManageCalls Teams.ManageChats',
    ver: '2.0',
  };
}
