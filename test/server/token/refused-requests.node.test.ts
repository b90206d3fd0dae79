import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { ask, startTokenService, tenantId, userId } from './token-service.js';
import type { TokenService } from './token-service.js';

describe('createTokenHandler refuses a request', () => {
  let service: TokenService;

  before(async () => {
    service = await startTokenService();
  });
  after(() => service.close());
  beforeEach(() => service.reset());

  it('of a website that is not allowed, and does not let it read why', async () => {
    for (const origin of [
      'https://evil.example',
      'https://crm.contoso.com.evil.example',
      'http://crm.contoso.com',
      'null',
    ]) {
      const answer = await service.ask(await service.sign(), { headers: { origin } });
      service.assertRefused(answer, 403, 'origin_not_allowed');
      assert.equal(answer.headers.get('access-control-allow-origin'), null);
    }
  });

  it('that is not a POST', async () => {
    for (const method of ['GET', 'PUT', 'DELETE', 'HEAD']) {
      const answer = await service.ask(await service.sign(), { method });
      assert.equal(answer.status, 405);
      assert.equal(answer.headers.get('allow'), 'POST, OPTIONS');
    }
    assert.equal(service.exchanged.length, 0);
  });

  it('with a large body, also when it does not say how large', async () => {
    const token = await service.sign();
    const headers = { 'content-type': 'application/json' };
    service.assertRefused(await service.ask(token, { body: 'x'.repeat(5_000), headers }), 413, 'request_too_large');
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(1_024));
      },
    });
    const streamed = { body: endless, duplex: 'half', headers } as RequestInit;
    service.assertRefused(await service.ask(token, streamed), 413, 'request_too_large');
    assert.ok(sent < 20, 'what comes after the limit is not read');
  });

  it('that says it is larger than it may be, without reading it', async () => {
    const headers = { 'content-type': 'application/json', 'content-length': '5000' };
    service.assertRefused(await service.ask(await service.sign(), { headers }), 413, 'request_too_large');
  });

  it('as a form of another website could send it', async () => {
    const token = await service.sign();
    for (const type of [
      'text/plain',
      'text/plain; charset=utf-8',
      'text/plain;application/json',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'TEXT/PLAIN',
      'application/json-patch+json',
      '',
    ]) {
      const answer = await service.ask(token, { body: '{}', headers: { 'content-type': type } });
      service.assertRefused(answer, 415, 'unsupported_media_type');
    }
    const unsaid = await service.ask(token, { body: new Blob(['{}']) });
    service.assertRefused(unsaid, 415, 'unsupported_media_type');
    const empty = await service.ask(token, { headers: { 'content-type': 'text/plain' } });
    service.assertRefused(empty, 415, 'unsupported_media_type');
  });

  it('that the host’s own rule refuses', async () => {
    const seen: unknown[] = [];
    const handler = service.handler({
      authorize: ({ tenantId, userId, claims }) => {
        seen.push({ tenantId, userId, scp: claims['scp'] });
        return false;
      },
    });
    service.assertRefused(await ask(handler, await service.sign()), 403, 'not_authorized');
    assert.deepEqual(seen, [{ tenantId, userId, scp: 'Teams.ManageCalls Teams.ManageChats' }]);
  });

  it('when the host’s own rule breaks', async () => {
    const handler = service.handler({ authorize: () => Promise.reject(new Error('the database is down')) });
    const answer = await ask(handler, await service.sign());
    service.assertRefused(answer, 500, 'internal_error');
    assert.doesNotMatch(JSON.stringify(answer.body), /database/);
  });

  it('while the keys cannot be had', async () => {
    for (const keys of [
      () => new Response('', { status: 500 }),
      () => new Response('<html>'),
      () => Response.json({}),
    ]) {
      service.keysAnswer = keys;
      const answer = await service.ask(await service.sign());
      service.assertRefused(answer, 503, 'keys_unavailable');
      assert.equal(answer.headers.get('retry-after'), '5');
    }
  });

  it('while nothing answers where the keys are', async () => {
    const handler = service.handler({ authority: { keysUrl: 'http://127.0.0.1:1/keys', issuers: () => [] } });
    service.assertRefused(await ask(handler, await service.sign()), 503, 'keys_unavailable');
  });
});
