import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
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
});
