import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { generateKeyPair } from 'jose';
import type { TokenHandlerOptions } from '../../../src/server/index.js';
import { refusalStatuses } from '../../../src/server/token/refusal.js';
import { ask, crmOrigin, foreignTenant, startTokenService, tenantId, userId } from './token-service.js';
import type { TokenService } from './token-service.js';

const aRequestId = '0f8fad5b-d9cb-469f-a165-70867728950e';

describe('the log of createTokenHandler', () => {
  let service: TokenService;

  before(async () => {
    service = await startTokenService();
  });
  after(() => service.close());
  beforeEach(() => service.reset());

  it('has one entry for each answer, which names the same request as the answer does', async () => {
    const started = Date.now();
    const answers = [
      await service.ask(await service.sign()),
      await service.ask(await service.sign({ exp: Math.floor(Date.now() / 1000) - 60 })),
    ];
    assert.deepEqual(
      service.logged.map(({ status, error, tenantId, userId }) => ({ status, error, tenantId, userId })),
      [
        { status: 200, error: undefined, tenantId, userId },
        { status: 401, error: 'token_expired', tenantId: undefined, userId: undefined },
      ],
    );
    for (const [index, entry] of service.logged.entries()) {
      assert.equal(entry.requestId, answers[index]?.headers.get('x-request-id'));
      assert.ok(Date.parse(entry.time) >= started && Date.parse(entry.time) <= Date.now());
      assert.ok(entry.durationMs >= 0);
      assert.deepEqual(JSON.parse(JSON.stringify(entry)), entry, 'it is plain JSON');
    }
    assert.notEqual(service.logged[0]?.requestId, service.logged[1]?.requestId);
  });

  it('keeps the id that a proxy gave the request, and takes over no other text', async () => {
    for (const given of [aRequestId, aRequestId.replaceAll('-', '')]) {
      const answer = await service.ask(undefined, { headers: { 'x-request-id': given } });
      assert.equal(answer.headers.get('x-request-id'), given);
    }
    for (const given of ['x', `${aRequestId}0`, `${aRequestId} forged="line"`, 'eyJhbGciOiJSUzI1NiJ9']) {
      const answer = await service.ask(undefined, { headers: { 'x-request-id': given } });
      assert.notEqual(answer.headers.get('x-request-id'), given);
    }
  });

  it('lets a page read the id', async () => {
    const answer = await service.ask(undefined, { headers: { origin: crmOrigin } });
    assert.match(answer.headers.get('access-control-expose-headers') ?? '', /X-Request-Id/);
  });

  it('says what was behind a failure, which the answer does not', async () => {
    const handler = service.handler({ authorize: () => Promise.reject(new Error('the database\nis down')) });
    const { body } = await ask(handler, await service.sign());
    assert.doesNotMatch(JSON.stringify(body), /database/);
    assert.equal(service.logged[0]?.cause, 'Error: the database is down');
  });

  it('takes no answer with it when it fails itself', async (test) => {
    const printed = test.mock.method(console, 'error', () => undefined);
    const handler = service.handler({
      log: () => {
        throw new Error('the disk is full');
      },
    });
    assert.equal((await ask(handler, await service.sign())).status, 200);
    assert.equal((await ask(handler, undefined)).status, 401);
    assert.equal(printed.mock.callCount(), 2);
  });

  it('never holds a token or a part of one, whatever is refused and whoever repeats it', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const now = Math.floor(Date.now() / 1000);
    const sent: string[] = [];
    const refused = new Set<string | undefined>();
    const send = async (
      token: string,
      { options = {}, ...init }: RequestInit & { readonly options?: Partial<TokenHandlerOptions> } = {},
    ): Promise<void> => {
      sent.push(token);
      const { body } = await ask(service.handler(options), token, init);
      refused.add(body['error']);
      assertWithout(JSON.stringify(body), token, 'the answer');
    };

    const good = await service.sign();
    const repeating = (status: number) => () =>
      Response.json({ error: { code: good, message: `The token ${good} is not to our liking.` } }, { status });

    await send(await service.sign({}, privateKey));
    await send(await service.sign({ exp: now - 60 }));
    await send(await service.sign({ azp: foreignTenant }));
    await send(await service.sign({ scp: '' }));
    await send(await service.sign({ idtyp: 'app' }));
    const iss = `https://login.microsoftonline.com/${foreignTenant}/v2.0`;
    await send(await service.sign({ tid: foreignTenant, iss }));
    await send(good, { method: 'PUT' });
    await send(good, { headers: { origin: good } });
    await send(good, { headers: { origin: `https://${good}` } });
    await send(good, { headers: { 'x-request-id': good } });
    await send(good, { body: good, headers: { 'content-type': `text/${good}` } });
    await send(await service.sign({ padding: 'x'.repeat(20_000) }));
    await send(good, { options: { authorize: () => false } });
    await send(good, { options: { authorize: () => Promise.reject(new Error(`No row for ${good}.`)) } });
    await send(good, { options: { rateLimit: { store: { count: () => Promise.reject(new Error(good)) } } } });
    await send(good, { options: { rateLimit: { store: { count: () => ({ requests: 99, endsInMs: 1 }) } } } });
    for (const status of [403, 500]) {
      service.acsAnswer = repeating(status);
      await send(good);
    }
    service.acsAnswer = () =>
      Response.json({ error: { code: 'NoLicense', message: `No license in ${good}` } }, { status: 403 });
    await send(good);
    service.keysAnswer = () => new Response(good, { status: 500 });
    await send(good);

    const all = Object.keys(refusalStatuses);
    assert.deepEqual([...refused].filter(Boolean).toSorted(), all.toSorted(), 'every refusal there is was made');
    const log = JSON.stringify(service.logged);
    assert.equal(service.logged.length, sent.length);
    for (const token of new Set(sent)) assertWithout(log, token, 'the log');
    assert.doesNotMatch(log, /eyJ|Bearer|a\.communication\.token/);
  });
});

/** No longer run of characters of the token stands in the text: it holds no part, and no shortened one. */
function assertWithout(text: string, token: string, what: string): void {
  for (let start = 0; start + 12 <= token.length && start < 3_000; start += 4) {
    const part = token.slice(start, start + 12);
    if (/^x+$/.test(part)) continue;
    assert.ok(!text.includes(part), `${what} holds a part of the token: ${text.slice(0, 2_000)}`);
  }
}
