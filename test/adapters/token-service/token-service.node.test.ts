import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { scopesOf } from '../../../src/model/permissions.js';
import { TokenService } from '../../../src/adapters/token-service/token-service.js';
import { startEmulator, type Emulator } from '../../../src/emulator/index.js';
import type { TeamsErrorCode } from '../../../src/model/error-codes.js';
import { TeamsError } from '../../../src/model/teams-error.js';
import { accessToken, person } from '../../emulator/sign-in.js';

const ENTRA_TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJvaWQiOiJhbGljZSJ9.c2lnbmF0dXJlc2lnbmF0dXJl';
const inAnHour = new Date(Date.now() + 3_600_000);

let server: Server;
let url: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let asked: IncomingMessage[];

before(async () => {
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  }).listen(0, 'localhost');
  await once(server, 'listening');
  url = `http://localhost:${(server.address() as AddressInfo).port}/token`;
});
after(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  asked = [];
});

describe('the token service', () => {
  it('is sent the sign-in as a bearer token, once', async () => {
    replies(200, { token: 'acs', expiresOn: inAnHour.toISOString() });
    await exchange();
    assert.equal(asked.length, 1);
    assert.equal(asked[0]?.method, 'POST');
    assert.equal(asked[0]?.headers.authorization, `Bearer ${ENTRA_TOKEN}`);
    assert.equal(asked[0]?.headers.cookie, undefined);
  });

  for (const expiresOn of [inAnHour.toISOString(), inAnHour.getTime()]) {
    it(`may say when the token ends as ${typeof expiresOn}`, async () => {
      replies(200, { token: 'acs', expiresOn });
      assert.deepEqual(await exchange(), { token: 'acs', expiresOn: inAnHour.getTime() });
    });
  }

  const broken: readonly (readonly [what: string, body: unknown, message: RegExp])[] = [
    ['an empty object', {}, /no token/],
    ['an empty token', { token: '', expiresOn: inAnHour.toISOString() }, /no token/],
    ['no end', { token: 'acs' }, /expiresOn/],
    ['an end that is no date', { token: 'acs', expiresOn: 'soon' }, /expiresOn/],
    ['a token that has ended', { token: 'acs', expiresOn: '2020-01-01T00:00:00Z' }, /clocks/],
    ['a list', [], /no JSON object/],
    ['null', null, /no JSON object/],
  ];
  for (const [what, body, message] of broken) {
    it(`is not believed when it answers with ${what}`, async () => {
      replies(200, body);
      const error = await refusal();
      assert.equal(error.code, 'service-failed');
      assert.match(error.message, message);
    });
  }

  it('is not believed when a page comes instead of an answer', async () => {
    answer = (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Log in');
    const error = await refusal();
    assert.equal(error.code, 'service-failed');
    assert.match(error.message, /token-url/);
  });

  const refusals: readonly (readonly [status: number, error: string, code: TeamsErrorCode])[] = [
    [401, 'invalid_token', 'token-rejected'],
    [401, 'token_expired', 'token-rejected'],
    [403, 'tenant_not_allowed', 'tenant-not-allowed'],
    [403, 'client_not_allowed', 'client-not-allowed'],
    [403, 'insufficient_scope', 'consent-required'],
    [403, 'origin_not_allowed', 'origin-not-allowed'],
    [403, 'not_authorized', 'not-authorized'],
    [403, 'app_only_token', 'not-authorized'],
    [403, 'license_required', 'license-required'],
    [405, 'method_not_allowed', 'settings-invalid'],
    [500, 'internal_error', 'service-failed'],
    [502, 'acs_rejected', 'service-failed'],
    [503, 'acs_unavailable', 'service-failed'],
    [503, 'keys_unavailable', 'service-failed'],
  ];
  for (const [status, error, code] of refusals) {
    it(`refuses with ${error}, which is ${code}`, async () => {
      replies(status, { error, message: 'The reason, for developers.' });
      const refused = await refusal();
      assert.equal(refused.code, code);
      assert.match(refused.message, new RegExp(`${status} \\(${error}\\)\\. The reason, for developers\\.`));
    });
  }

  const statuses: readonly (readonly [status: number, code: TeamsErrorCode])[] = [
    [400, 'settings-invalid'],
    [401, 'token-rejected'],
    [403, 'not-authorized'],
    [404, 'settings-invalid'],
    [408, 'service-failed'],
    [429, 'too-many-requests'],
    [500, 'service-failed'],
    [504, 'service-failed'],
  ];
  for (const [status, code] of statuses) {
    it(`says ${status} and no word that we know, which is ${code}`, async () => {
      answer = (_, response) => response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Oh no</h1>');
      assert.equal((await refusal()).code, code);
    });
  }

  it('may ask to wait', async () => {
    answer = (_, response) => response.writeHead(429, { 'retry-after': '7' }).end('{"error":"slow_down"}');
    const error = await refusal();
    assert.equal(error.code, 'too-many-requests');
    assert.equal(error.retryable, true);
    assert.match(error.message, /Retry-After 7/);
  });

  it('has its words repeated without any token in them', async () => {
    replies(401, { error: 'invalid_token', message: `The token ${ENTRA_TOKEN} is not valid.` });
    const error = await refusal();
    assert.match(error.message, /The token \[token\] is not valid/);
    assert.ok(!JSON.stringify(error.detail).includes('eyJ'));
  });

  it('is unreachable when it hangs up', async () => {
    answer = (request) => request.socket.destroy();
    const error = await refusal();
    assert.equal(error.code, 'token-service-unreachable');
    assert.equal(error.retryable, true);
  });

  it('is the emulator that does not answer, where there is one', async () => {
    answer = (request) => request.socket.destroy();
    assert.equal((await refusal({ emulator: 'http://localhost:4100' })).code, 'emulator-unreachable');
  });

  it('may be given up while it thinks', async () => {
    const attempt = new AbortController();
    answer = () => attempt.abort();
    assert.equal((await refusal({ signal: attempt.signal })).code, 'aborted');
  });

  it('is given up when it thinks for too long', async (context) => {
    const limit = new AbortController();
    context.mock.method(AbortSignal, 'timeout', () => limit.signal);
    answer = () => limit.abort(new DOMException('late', 'TimeoutError'));
    assert.equal((await refusal()).code, 'timed-out');
  });
});

describe('the token service of the local Teams', () => {
  let emulator: Emulator;
  let service: TokenService;
  before(async () => {
    emulator = await startEmulator({ port: 0, quiet: true });
    service = new TokenService({ tokenUrl: `${emulator.url}/token`, emulator: emulator.url });
  });
  after(() => emulator.close());
  beforeEach(() => emulator.reset());

  it('gives a token that ends with the sign-in', async () => {
    emulator.setClock({ tokenLifetimeSeconds: 600 });
    const { token, expiresOn } = await service.exchange(await signInOf('alice'));
    assert.equal(token.split('.').length, 3);
    assert.ok(Math.abs(expiresOn - Date.now() - 600_000) < 5_000, new Date(expiresOn).toISOString());
  });

  const refusals: readonly (readonly [who: string, code: TeamsErrorCode])[] = [
    ['nora', 'license-required'],
    ['toby', 'tenant-not-allowed'],
  ];
  for (const [who, code] of refusals) {
    it(`refuses ${who}, which is ${code}`, async () => {
      const error = await caught(service.exchange(await signInOf(who)));
      assert.equal(error.code, code, error.message);
    });
  }

  it('refuses a token that is for something else', async () => {
    const token = await accessToken(emulator, person(emulator, 'alice'), scopesOf('me', 'public'));
    assert.equal((await caught(service.exchange(token))).code, 'token-rejected');
  });

  it('fails, and then works', async () => {
    emulator.addFault({ face: 'exchange', status: 500, times: 2 });
    const token = await signInOf('alice');
    assert.equal((await caught(service.exchange(token))).code, 'service-failed');
    assert.equal((await caught(service.exchange(token))).code, 'service-failed');
    assert.ok((await service.exchange(token)).token);
  });

  function signInOf(who: string): Promise<string> {
    return accessToken(emulator, person(emulator, who), scopesOf('calling', 'public'));
  }
});

function replies(status: number, body: unknown): void {
  answer = (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
}

interface Circumstances {
  readonly emulator?: string;
  readonly signal?: AbortSignal;
}

function exchange({ emulator, signal }: Circumstances = {}) {
  return new TokenService({ tokenUrl: url, emulator }).exchange(ENTRA_TOKEN, signal);
}

function refusal(circumstances?: Circumstances): Promise<TeamsError> {
  return caught(exchange(circumstances));
}

async function caught(promise: Promise<unknown>): Promise<TeamsError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof TeamsError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}
