import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it, mock } from 'node:test';
import { decodeJwt } from 'jose';
import { startEmulator } from '../../../src/emulator/index.js';
import type { Emulator, WorldUser } from '../../../src/emulator/index.js';
import { Browser, callingScopes, person } from '../sign-in.js';

describe('the tokens of the authority', () => {
  let emulator: Emulator;
  let alice: WorldUser;
  let browser: Browser;

  before(async () => {
    emulator = await startEmulator({ port: 0 });
    alice = person(emulator, 'alice');
  });
  after(() => emulator.close());
  beforeEach(() => {
    emulator.reset();
    browser = new Browser(emulator);
  });

  describe('are not given', () => {
    const failed = (answer: Awaited<ReturnType<Browser['token']>>, error: string, number: number): void => {
      assert.equal(answer.status, 400);
      assert.equal(answer.body['error'], error);
      assert.deepEqual(answer.body['error_codes'], [number]);
      assert.match(String(answer.body['error_description']), new RegExp(`^AADSTS${number}: `));
      assert.equal(answer.body['access_token'], undefined);
    };
    const codeFor = async (): Promise<string> => (await browser.signIn(alice, callingScopes)).get('code') ?? '';

    it('for a code that was used', async () => {
      const code = await codeFor();
      assert.equal((await browser.redeem(code, callingScopes)).status, 200);
      failed(await browser.redeem(code, callingScopes), 'invalid_grant', 70008);
    });

    it('to somebody who did not ask for the code', async () => {
      const code = await codeFor();
      failed(await new Browser(emulator).redeem(code, callingScopes), 'invalid_grant', 501481);
    });

    it('to another page', async () => {
      const fields = { grant_type: 'authorization_code', code: await codeFor(), code_verifier: browser.verifier };
      const scope = callingScopes.join(' ');
      const redirect_uri = 'http://localhost:3001/';
      failed(await browser.token({ ...fields, scope, redirect_uri }), 'invalid_client', 500112);
    });

    it('to another application', async () => {
      const fields = { grant_type: 'authorization_code', code: await codeFor(), client_id: alice.id };
      failed(await browser.token(fields), 'unauthorized_client', 700016);
    });

    it('for what was not consented to', async () => {
      failed(await browser.redeem(await codeFor(), ['Calendars.Read']), 'invalid_grant', 65001);
    });

    it('for a grant it does not know', async () => {
      failed(await browser.token({ grant_type: 'password' }), 'unsupported_grant_type', 70003);
    });

    it('to a caller that is no page', async () => {
      const response = await fetch(`${browser.authority}/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams({ client_id: emulator.world().clientId, grant_type: 'refresh_token' }),
      });
      assert.deepEqual(((await response.json()) as { error_codes: number[] }).error_codes, [9002327]);
    });

    it('for a refresh token that it did not give out, or gave out before a reset', async () => {
      const { body } = await browser.redeem(await codeFor(), callingScopes);
      const scope = callingScopes.join(' ');
      const fields = { grant_type: 'refresh_token', refresh_token: String(body['refresh_token']), scope };
      assert.equal((await browser.token(fields)).status, 200);
      emulator.reset();
      failed(await browser.token(fields), 'invalid_grant', 50173);
    });
  });

  it('are renewed by refresh tokens without making them live longer, and ends them after a day', async () => {
    const code = (await browser.signIn(alice, callingScopes)).get('code') ?? '';
    const { body } = await browser.redeem(code, callingScopes);
    const refresh = (token: unknown) =>
      browser.token({
        grant_type: 'refresh_token',
        refresh_token: String(token),
        scope: [...callingScopes, 'offline_access'].join(' '),
      });
    const day = 24 * 60 * 60 * 1000;
    mock.timers.enable({ apis: ['Date'], now: Date.now() + day / 2 });
    try {
      const second = await refresh(body['refresh_token']);
      assert.equal(second.status, 200);
      assert.notEqual(second.body['refresh_token'], body['refresh_token']);
      const left = Number(second.body['refresh_token_expires_in']);
      assert(left > 43_000 && left <= 43_200, `${left} s are left`);
      mock.timers.tick(day / 2);
      for (const token of [body['refresh_token'], second.body['refresh_token']]) {
        const ended = await refresh(token);
        assert.deepEqual(ended.body['error_codes'], [700084]);
        assert.equal(ended.body['error'], 'invalid_grant');
      }
    } finally {
      mock.timers.reset();
    }
  });

  it('live as long as was set', async () => {
    emulator.setClock({ tokenLifetimeSeconds: 90 });
    const code = (await browser.signIn(alice, callingScopes)).get('code') ?? '';
    const { body } = await browser.redeem(code, callingScopes);
    assert.equal(body['expires_in'], 90);
    const { exp = 0, iat = 0 } = decodeJwt(String(body['access_token']));
    assert(exp - iat <= 90 && exp - iat >= 89);
  });
});
