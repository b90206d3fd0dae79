import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { startEmulator } from '../../src/emulator/index.js';
import type { Emulator } from '../../src/emulator/index.js';
import { toNodeListener } from '../../src/server/index.js';
import { accessToken, callingScopes, person } from '../emulator/sign-in.js';
import { serve } from '../server/served.js';
import type { Served } from '../server/served.js';
import { selfSigned } from '../tools/self-signed.js';
import { startService } from './running-service.js';
import type { Environment } from './running-service.js';

const managedToken = 'the.managed.identity';

/** Azure as the service meets it on an App Service: who gives the identity's tokens there, and Communication Services. */
describe('teams-embed token-service as a managed identity', { timeout: 60_000 }, () => {
  let emulator: Emulator;
  let identity: Served;
  let folder: string;
  let environment: Environment;
  let token: string;
  let asked: { readonly resource: string | null; readonly secret: string | null }[];
  let exchanged: { readonly authorization: string | null; readonly body: Readonly<Record<string, unknown>> }[];
  let identityAnswer: () => Response;

  const acs = selfSigned();
  const communicationServices = createServer(
    acs,
    toNodeListener(async (request) => {
      exchanged.push({
        authorization: request.headers.get('authorization'),
        body: (await request.json()) as Record<string, unknown>,
      });
      return Response.json({ token: 'a.communication.token', expiresOn: '2030-01-01T00:00:00.000Z' });
    }),
  );

  before(async () => {
    emulator = await startEmulator({ port: 0 });
    const alice = person(emulator, 'alice');
    token = await accessToken(emulator, alice, callingScopes);
    identity = await serve((request) => {
      asked.push({
        resource: new URL(request.url).searchParams.get('resource'),
        secret: request.headers.get('x-identity-header'),
      });
      return identityAnswer();
    });
    await new Promise<void>((resolve) => communicationServices.listen(0, 'localhost', resolve));
    const { port } = communicationServices.address() as AddressInfo;
    folder = await mkdtemp(join(tmpdir(), 'teams-embed-cert-'));
    const cert = join(folder, 'cert.pem');
    await writeFile(cert, acs.cert);
    environment = {
      TEAMS_EMBED_EMULATOR: emulator.url,
      TEAMS_EMBED_CLIENT_ID: emulator.world().clientId,
      TEAMS_EMBED_TENANTS: alice.tenantId,
      TEAMS_EMBED_ORIGINS: 'https://crm.contoso.com',
      COMMUNICATION_SERVICES_ENDPOINT: `https://localhost:${port}`,
      IDENTITY_ENDPOINT: `${identity.url}/token`,
      IDENTITY_HEADER: 'a-secret-of-the-app-service',
      AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential',
      NODE_EXTRA_CA_CERTS: cert,
    };
  });
  beforeEach(() => {
    asked = [];
    exchanged = [];
    identityAnswer = () =>
      Response.json({
        access_token: managedToken,
        expires_on: String(Math.floor(Date.now() / 1000) + 86_400),
        resource: 'https://communication.azure.com/',
        token_type: 'Bearer',
      });
  });
  after(async () => {
    communicationServices.close();
    communicationServices.closeAllConnections();
    await Promise.all([emulator.close(), identity.close(), rm(folder, { recursive: true })]);
  });

  const ask = (url: string): Promise<Response> =>
    fetch(`${url}/token`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });

  it('exchanges with its own sign-in in the place of a key, which it keeps for the next', async () => {
    const service = await startService(environment);
    for (const answer of [await ask(service.url), await ask(service.url)]) {
      assert.equal(answer.status, 200);
      assert.equal(((await answer.json()) as { readonly token: string }).token, 'a.communication.token');
    }
    assert.deepEqual(asked, [{ resource: 'https://communication.azure.com/', secret: 'a-secret-of-the-app-service' }]);
    assert.deepEqual(
      exchanged.map(({ authorization, body }) => [authorization, body['token']]),
      Array(2).fill([`Bearer ${managedToken}`, token]),
    );
    assert.deepEqual(await service.stop(), [0, null]);
    assert.doesNotMatch(JSON.stringify(service.lines) + service.err(), /managed\.identity|a-secret-of|eyJ/);
  });

  it('says that it could not sign in, and not that the user was refused', async () => {
    identityAnswer = () => Response.json({ error: 'invalid_request' }, { status: 400 });
    const service = await startService(environment);
    const answer = await ask(service.url);
    assert.equal(answer.status, 503);
    const { error, message } = (await answer.json()) as Readonly<Record<string, unknown>>;
    assert.deepEqual(
      [error, message],
      ['acs_unavailable', 'The token service could not sign in to Communication Services.'],
    );
    assert.deepEqual(exchanged, []);
    assert.deepEqual(await service.stop(), [0, null]);
    assert.match(String(service.lines.find(({ status }) => status === 503)?.['cause']), /Credential|Authentication/);
  });
});
