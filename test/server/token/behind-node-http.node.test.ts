import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { after, before, beforeEach, describe, it } from 'node:test';
import { until } from '../../until.js';
import { serve } from '../served.js';
import { crmOrigin, startTokenService } from './token-service.js';
import type { TokenService } from './token-service.js';

/** Behind `toNodeListener` the handler is asked without a `Request`: what the others prove of it has to hold there, too. */
describe('createTokenHandler behind node:http', () => {
  let service: TokenService;

  before(async () => {
    service = await startTokenService();
  });
  after(() => service.close());
  beforeEach(() => service.reset());

  it('answers as it does a Request', async () => {
    const served = await serve(service.handler());
    const headers = { authorization: `Bearer ${await service.sign()}`, origin: crmOrigin };
    const preflight = await fetch(served.url, { method: 'OPTIONS', headers: { origin: crmOrigin } });
    assert.deepEqual([preflight.status, await preflight.text()], [204, '']);
    assert.equal(preflight.headers.get('access-control-allow-origin'), crmOrigin);

    const answer = await fetch(served.url, { method: 'POST', headers });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), 'application/json');
    assert.equal(((await answer.json()) as { readonly token: string }).token, 'a.communication.token');

    const json = { ...headers, 'content-type': 'application/json' };
    assert.equal((await fetch(served.url, { method: 'POST', headers: json, body: '{}' })).status, 200);
    assert.equal((await fetch(served.url, { method: 'POST', headers, body: 'userId=x' })).status, 415);
    assert.equal((await fetch(served.url, { method: 'PUT', headers })).status, 405);
    assert.equal((await fetch(`${served.url}/health?probe`)).status, 200);
    assert.equal((await fetch(`${served.url}/health`, { method: 'HEAD' })).status, 200);
    await served.close();
  });

  it('gives the host’s rule the request as the Fetch standard has it', async () => {
    const seen: unknown[] = [];
    const handler = service.handler({
      authorize: ({ request }) => {
        seen.push([
          request instanceof Request,
          request.method,
          new URL(request.url).search,
          request.headers.get('x-crm'),
        ]);
        return true;
      },
    });
    const served = await serve(handler);
    const headers = { authorization: `Bearer ${await service.sign()}`, 'x-crm': 'yes' };
    assert.equal((await fetch(`${served.url}/token?a=b`, { method: 'POST', headers })).status, 200);
    assert.deepEqual(seen, [[true, 'POST', '?a=b', 'yes']]);
    await served.close();
  });

  it('cuts an endless body off', async () => {
    const served = await serve(service.handler());
    const headers = { authorization: `Bearer ${await service.sign()}`, 'content-type': 'application/json' };
    const upload = request(served.url, { method: 'POST', headers });
    upload.on('error', () => undefined); // cut off is what it is to be
    const closed = once(upload, 'close');
    let sent = 0;
    const more = (): void => {
      if (upload.destroyed || sent > 50_000_000) return;
      sent += 1_024;
      upload.write('x'.repeat(1_024), () => setImmediate(more));
    };
    const answered = once(upload, 'response') as Promise<[IncomingMessage]>;
    more();
    const [response] = await answered;
    assert.equal(response.statusCode, 413);
    assert.equal(response.headers.connection, 'close');
    response.resume();
    await closed;
    assert.ok(sent < 50_000_000, 'what comes after the limit is not taken');
    assert.equal(service.exchanged.length, 0);
    await served.close();
  });

  it('stops asking Communication Services when the caller leaves, which is no failure', async () => {
    const failures: unknown[] = [];
    const left = new AbortController();
    let dropped = false;
    const acs = await serve((request) => {
      request.signal.addEventListener('abort', () => (dropped = true));
      left.abort();
      return new Promise(() => undefined);
    });
    const communicationServices = { ...service.communicationServices, endpoint: acs.url };
    const served = await serve(service.handler({ communicationServices }), (error) => failures.push(error));
    const headers = { authorization: `Bearer ${await service.sign()}` };
    const asked = fetch(served.url, { method: 'POST', headers, signal: left.signal });
    await assert.rejects(asked, { name: 'AbortError' });
    await until(() => dropped, 'Communication Services are let go');
    await served.close();
    await acs.close();
    assert.deepEqual(failures, []);
    assert.deepEqual(service.logged, [], 'no answer was given, so none is logged');
  });
});
