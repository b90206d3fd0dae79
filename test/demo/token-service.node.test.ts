import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it, mock } from 'node:test';
import functions from '@azure/functions';
import type { HttpFunctionOptions, HttpResponseInit, InvocationContext } from '@azure/functions';
import { clientId, crmOrigin, startTokenService, tenantId } from '../server/token/token-service.js';
import type { TokenService } from '../server/token/token-service.js';

/** What Entra ID publishes its keys at; here the test does. */
const entraKeys = 'https://login.microsoftonline.com/common/discovery/v2.0/keys';

describe('the worked examples of the token service', () => {
  let service: TokenService;

  before(async () => {
    service = await startTokenService();
    const { fetch } = globalThis;
    mock.method(globalThis, 'fetch', (input: string | URL | Request, init?: RequestInit) =>
      fetch(input === entraKeys ? service.keysUrl : input, init),
    );
    mock.method(console, 'log', () => undefined);
    const { endpoint, accessKey } = service.communicationServices;
    process.env['TEAMS_CLIENT_ID'] = clientId;
    process.env['TEAMS_TENANT_ID'] = tenantId;
    process.env['COMMUNICATION_SERVICES_CONNECTION_STRING'] = `endpoint=${endpoint};accesskey=${accessKey}`;
    process.env['PORT'] = '0';
  });
  beforeEach(() => service.reset());
  after(async () => {
    mock.restoreAll();
    await service.close();
  });

  /** Asks as a page would, and as an attacker would, and looks at the health. */
  const tryOut = async (ask: (path: string, init: RequestInit) => Promise<Response>): Promise<void> => {
    const headers = { authorization: `Bearer ${await service.sign()}`, origin: crmOrigin };
    const preflight = await ask('/token', { method: 'OPTIONS', headers: { origin: crmOrigin } });
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get('access-control-allow-methods'), 'POST');

    const given = await ask('/token', { method: 'POST', headers });
    assert.equal(given.status, 200);
    assert.equal(given.headers.get('access-control-allow-origin'), crmOrigin);
    assert.equal(((await given.json()) as { readonly token: string }).token, 'a.communication.token');
    const json = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: '{}' };
    assert.equal((await ask('/token', json)).status, 200);
    assert.equal(service.exchanged.length, 2);

    const large = { ...json, body: JSON.stringify('x'.repeat(5_000)) };
    assert.equal((await ask('/token', large)).status, 413);
    const elsewhere = { method: 'POST', headers: { ...headers, origin: 'https://evil.example' } };
    assert.equal((await ask('/token', elsewhere)).status, 403);
    const nobody = await ask('/token', { method: 'POST', headers: { origin: crmOrigin } });
    assert.equal(nobody.status, 401);
    assert.equal(((await nobody.json()) as { readonly error: string }).error, 'invalid_token');
    const foreign = await service.sign({ tid: clientId, iss: `https://login.microsoftonline.com/${clientId}/v2.0` });
    const stranger = { method: 'POST', headers: { authorization: `Bearer ${foreign}` } };
    assert.equal((await ask('/token', stranger)).status, 403);
    assert.equal(service.exchanged.length, 2, 'of all these nothing was exchanged');

    const health = await ask('/token/health', {});
    assert.deepEqual([health.status, await health.json()], [200, { status: 'ok' }]);
    assert.equal((await ask('/token', { method: 'GET' })).status, 405);
  };

  it('serve in Express', async () => {
    const { server } = await import('../../demo/token-service/express.mjs');
    if (!server.listening) await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      await tryOut((path, init) => fetch(`http://127.0.0.1:${port}${path}`, init));
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });

  it('serve in Azure Functions', async () => {
    const { app, HttpRequest } = functions;
    const registered: [string, HttpFunctionOptions][] = [];
    mock.method(app, 'http', (name: string, options: HttpFunctionOptions) => registered.push([name, options]));
    await import('../../demo/token-service/azure-functions.mjs');
    const [[name, options] = []] = registered;
    assert.equal(registered.length, 1);
    assert.equal(name, 'token');
    assert.ok(options);
    assert.equal(options.route, 'token/{*rest}');
    assert.equal(options.authLevel, 'anonymous');

    await tryOut(async (path, { method = 'GET', headers = {}, body }) => {
      assert.ok((options.methods as readonly string[]).includes(method));
      const request = new HttpRequest({
        url: `https://contoso.azurewebsites.net/api${path}`,
        method: method,
        headers: headers as Record<string, string>,
        ...(typeof body === 'string' ? { body: { string: body } } : {}),
      });
      const { status = 200, ...init } = (await options.handler(request, {} as InvocationContext)) as HttpResponseInit;
      // As the package makes the answer that goes to the host.
      const { HttpResponse } = functions;
      const response = new HttpResponse({ status, ...init });
      return new Response(status === 204 ? null : await response.text(), {
        status: response.status,
        headers: Object.fromEntries(response.headers),
      });
    });
  });
});
