import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it, mock } from 'node:test';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { startEmulator } from '../../../src/emulator/index.js';
import type { Emulator, WorldUser } from '../../../src/emulator/index.js';
import { answered, Browser, callingScopes, person, redirectUri } from '../sign-in.js';

const graphScopes = ['User.Read', 'User.ReadBasic.All'];

describe('the authority', () => {
  let emulator: Emulator;
  let alice: WorldUser;
  let megan: WorldUser;
  let browser: Browser;

  before(async () => {
    emulator = await startEmulator({ port: 0 });
    alice = person(emulator, 'alice');
    megan = person(emulator, 'megan');
  });
  after(() => emulator.close());
  beforeEach(() => {
    emulator.reset();
    browser = new Browser(emulator);
  });

  const refused = (answer: URLSearchParams, error: string, number: number): void => {
    assert.equal(answer.get('error'), error);
    assert.match(answer.get('error_description') ?? '', new RegExp(`^AADSTS${number}: `));
    assert.equal(answer.get('state'), 'a-state');
    assert.equal(answer.get('code'), null);
  };

  it('describes itself', async () => {
    const response = await fetch(`${emulator.url}/${alice.tenantId}/v2.0/.well-known/openid-configuration`);
    const configuration = (await response.json()) as Record<string, string>;
    assert.equal(configuration['issuer'], `${emulator.url}/${alice.tenantId}/v2.0`);
    assert.equal(configuration['token_endpoint'], `${emulator.url}/${alice.tenantId}/oauth2/v2.0/token`);
    const common = await fetch(`${emulator.url}/common/v2.0/.well-known/openid-configuration`);
    assert.equal(((await common.json()) as Record<string, string>)['issuer'], `${emulator.url}/{tenantid}/v2.0`);
    assert.equal((await fetch(`${emulator.url}/nobody.example/v2.0/.well-known/openid-configuration`)).status, 400);
  });

  describe('signs in', () => {
    it('by a page that offers the people, a page that asks consent, and the way back', async () => {
      const query = browser.query(callingScopes);
      const picker = await browser.authorize(query);
      assert.equal(picker.status, 200);
      const people = await picker.text();
      assert.match(people, /<span>Alice Ames<\/span>\s*<span[^>]*>alice@fabrikam\.example<\/span>/);
      assert.doesNotMatch(people, /<script/);
      assert.match(picker.headers.get('content-security-policy') ?? '', /default-src 'none'.*frame-ancestors 'none'/);

      const asking = await browser.submit('login', { request: query.toString(), user: alice.id });
      const permissions = await asking.text();
      assert.match(permissions, /Alice Ames/);
      assert.match(permissions, /Teams\.ManageCalls/);
      assert.match(permissions, /Teams\.ManageChats/);

      const answer = answered(await browser.submit('consent', { request: query.toString() }));
      assert.equal(answer.get('state'), 'a-state');
      assert(answer.get('code'));
    });

    it('with tokens as MSAL reads them', async () => {
      const answer = await browser.signIn(alice, callingScopes);
      const { status, body } = await browser.redeem(answer.get('code') ?? '', callingScopes);
      assert.equal(status, 200);
      const keys = createRemoteJWKSet(new URL(`${emulator.url}/common/discovery/v2.0/keys`));
      const access = await jwtVerify(String(body['access_token']), keys);
      const { aud, iss, azp, oid, tid, scp } = access.payload;
      assert.deepEqual(
        { aud, iss, azp, oid, tid, scp },
        {
          aud: '1fd5118e-2576-4263-8130-9503064c837a',
          iss: `${emulator.url}/${alice.tenantId}/v2.0`,
          azp: emulator.world().clientId,
          oid: alice.id,
          tid: alice.tenantId,
          scp: 'Teams.ManageCalls Teams.ManageChats',
        },
      );
      assert.equal(body['scope'], callingScopes.join(' '));
      const id = await jwtVerify(String(body['id_token']), keys, { audience: emulator.world().clientId });
      assert.equal(id.payload['nonce'], 'a-nonce');
      assert.equal(id.payload['preferred_username'], 'alice@fabrikam.example');
      assert.equal(id.payload['oid'], alice.id);
      assert.deepEqual(JSON.parse(Buffer.from(String(body['client_info']), 'base64url').toString()), {
        uid: alice.id,
        utid: alice.tenantId,
      });
      assert.equal(body['refresh_token_expires_in'], 86_400);
    });

    it('without a page, once the person is remembered and has consented', async () => {
      await browser.signIn(alice, callingScopes);
      assert(answered(await browser.authorize(browser.query(callingScopes))).get('code'));
      const silent = browser.query(callingScopes, { prompt: 'none', login_hint: alice.userPrincipalName });
      assert(answered(await browser.authorize(silent)).get('code'));
    });

    it('by the hint of an id token', async () => {
      const answer = await browser.signIn(alice, callingScopes);
      const { body } = await browser.redeem(answer.get('code') ?? '', callingScopes);
      const hint = String(decodeJwt(String(body['id_token']))['login_hint']);
      assert(
        answered(await browser.authorize(browser.query(callingScopes, { prompt: 'none', login_hint: hint }))).get(
          'code',
        ),
      );
    });

    it('by an address that is typed', async () => {
      const request = browser.query(callingScopes).toString();
      const wrong = await browser.submit('login', { request, username: 'nobody@fabrikam.example' });
      assert.match(await wrong.text(), /AADSTS50034/);
      const right = await browser.submit('login', { request, username: 'Megan@Fabrikam.example' });
      assert.match(await right.text(), /Megan Bowen/);
    });

    it('only its own people, at a tenant’s own authority', async () => {
      const contoso = emulator.world().tenants.find(({ displayName }) => displayName === 'Contoso');
      const picker = await browser.authorize(browser.query(callingScopes), `${emulator.url}/${contoso?.id}`);
      const people = await picker.text();
      assert.match(people, /Diego Siciliani/);
      assert.doesNotMatch(people, /Alice Ames/);
    });

    it('for several resources with one consent, and tokens for one at a time', async () => {
      const answer = await browser.signIn(alice, [...callingScopes, ...graphScopes]);
      const code = answer.get('code') ?? '';
      const first = await browser.redeem(code, callingScopes);
      const refresh = String(first.body['refresh_token']);
      const fields = { grant_type: 'refresh_token', refresh_token: refresh };
      const graph = await browser.token({ ...fields, scope: `${graphScopes.join(' ')} offline_access openid profile` });
      assert.equal(decodeJwt(String(graph.body['access_token'])).aud, '00000003-0000-0000-c000-000000000000');
      const both = await browser.token({ ...fields, scope: [...callingScopes, ...graphScopes].join(' ') });
      assert.equal(both.status, 400);
      assert.deepEqual(both.body['error_codes'], [28000]);
    });
  });

  describe('asks again', () => {
    it('when the page wants the person to choose', async () => {
      await browser.signIn(alice, callingScopes);
      for (const prompt of ['select_account', 'login']) {
        const picker = await browser.authorize(browser.query(callingScopes, { prompt }));
        assert.equal(picker.status, 200);
        assert.match(await picker.text(), /Pick an account/);
      }
    });

    it('when somebody else was asked for', async () => {
      await browser.signIn(alice, callingScopes);
      const picker = await browser.authorize(browser.query(callingScopes, { login_hint: megan.userPrincipalName }));
      assert.match(await picker.text(), /autofocus\s*>\s*<span>Megan Bowen/);
    });

    it('when the page wants the consent again', async () => {
      await browser.signIn(alice, callingScopes);
      const asking = await browser.authorize(browser.query(callingScopes, { prompt: 'consent' }));
      assert.match(await asking.text(), /Permissions requested/);
    });

    it('after the person signed out', async () => {
      await browser.signIn(alice, callingScopes);
      const back = new URLSearchParams({ post_logout_redirect_uri: redirectUri, state: 'bye' });
      const response = await fetch(`${browser.authority}/oauth2/v2.0/logout?${back}`, {
        redirect: 'manual',
        headers: { cookie: browser.cookie },
      });
      assert.equal(response.headers.get('location'), `${redirectUri}?state=bye`);
      assert.match(response.headers.get('set-cookie') ?? '', /Max-Age=0/);
      assert.equal((await browser.authorize(browser.query(callingScopes))).status, 200);
    });
  });

  describe('sends the page away', () => {
    it('when nobody may be asked and nobody is signed in', async () => {
      refused(
        answered(await browser.authorize(browser.query(callingScopes, { prompt: 'none' }))),
        'login_required',
        50058,
      );
    });

    it('when nobody may be asked and somebody else is signed in', async () => {
      await browser.signIn(alice, callingScopes);
      const query = browser.query(callingScopes, { prompt: 'none', login_hint: megan.userPrincipalName });
      refused(answered(await browser.authorize(query)), 'login_required', 50058);
    });

    it('when nobody may be asked and consent is missing', async () => {
      await browser.signIn(alice, callingScopes);
      const answer = answered(await browser.authorize(browser.query(['Calendars.Read'], { prompt: 'none' })));
      refused(answer, 'interaction_required', 65001);
      assert.equal(answer.get('suberror'), 'consent_required');
    });

    it('when the person cancels', async () => {
      const picker = await (await browser.authorize(browser.query(callingScopes))).text();
      const href = /href="([^"]+)">Cancel/.exec(picker)?.[1]?.replaceAll('&amp;', '&') ?? '';
      assert(href.startsWith(`${redirectUri}#`));
      const answer = new URLSearchParams(href.slice(redirectUri.length + 1));
      refused(answer, 'access_denied', 65004);
      assert.equal(answer.get('error_subcode'), 'cancel');
    });

    it('when it asks without PKCE, for something else than a code, or for what does not exist', async () => {
      const cases = [
        [{ code_challenge: '' }, 'invalid_request', 9002325],
        [{ code_challenge_method: 'plain' }, 'invalid_request', 9002325],
        [{ response_type: 'token' }, 'unsupported_response_type', 700054],
        [{ scope: 'openid Everything.All' }, 'invalid_client', 650053],
      ] as const;
      for (const [more, error, number] of cases) {
        refused(answered(await browser.authorize(browser.query(callingScopes, more))), error, number);
      }
    });

    it('but never to a page that is not of this machine', async () => {
      for (const redirect_uri of [
        'https://evil.example/',
        'http://localhost.evil.example/',
        'javascript:alert(1)',
        '',
      ]) {
        const response = await browser.authorize(browser.query(callingScopes, { redirect_uri }));
        assert.equal(response.status, 400);
        assert.equal(response.headers.get('location'), null);
        assert.match(await response.text(), /AADSTS50011/);
      }
      const unknown = await browser.authorize(browser.query(callingScopes, { client_id: alice.id }));
      assert.match(await unknown.text(), /AADSTS700016/);
    });

    it('without letting the page write on it', async () => {
      const response = await browser.authorize(browser.query(callingScopes, { redirect_uri: 'x:"><img src=x>' }));
      assert.doesNotMatch(await response.text(), /<img/);
    });
  });

  describe('gives no tokens', () => {
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

  it('renews refresh tokens without making them live longer, and ends them after a day', async () => {
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

  it('gives tokens the life that was set', async () => {
    emulator.setClock({ tokenLifetimeSeconds: 90 });
    const code = (await browser.signIn(alice, callingScopes)).get('code') ?? '';
    const { body } = await browser.redeem(code, callingScopes);
    assert.equal(body['expires_in'], 90);
    const { exp = 0, iat = 0 } = decodeJwt(String(body['access_token']));
    assert(exp - iat <= 90 && exp - iat >= 89);
  });
});
