import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { decodeJwt } from 'jose';
import { defaultWorld, startEmulator } from '../../../src/emulator/index.js';
import type { Emulator, WorldUser } from '../../../src/emulator/index.js';
import { answered, Browser, callingScopes, person } from '../sign-in.js';

const governmentScopes = callingScopes.map((scope) => scope.replace('.com/', '.us/'));

/** The built-in world, in which Alice needs a second factor and Chat.Create an administrator. */
const strictWorld = {
  ...defaultWorld,
  tenants: defaultWorld.tenants.map((tenant) => ({ ...tenant, adminConsent: ['Chat.Create'] })),
  users: defaultWorld.users.map((user) =>
    user.displayName === 'Alice Ames' ? { ...user, secondFactorFor: 'graph' } : user,
  ),
};

describe("the authority's policies", () => {
  let emulator: Emulator;
  let alice: WorldUser;
  let toby: WorldUser;
  let browser: Browser;

  before(async () => {
    emulator = await startEmulator({ port: 0, world: strictWorld });
    alice = person(emulator, 'alice');
    toby = person(emulator, 'toby');
  });
  after(() => emulator.close());
  beforeEach(() => {
    emulator.reset();
    browser = new Browser(emulator);
  });

  describe('a second factor', () => {
    it('is wanted for the tokens of one resource, until a window gives the claims back', async () => {
      const calling = await browser.signIn(alice, [...callingScopes, 'User.Read']);
      const first = await browser.redeem(calling.get('code') ?? '', callingScopes);
      assert.equal(first.status, 200);
      const refresh = { grant_type: 'refresh_token', refresh_token: String(first.body['refresh_token']) };

      const refused = await browser.token({ ...refresh, scope: 'User.Read' });
      assert.equal(refused.body['error'], 'interaction_required');
      assert.deepEqual(refused.body['error_codes'], [50076]);
      const claims = String(refused.body['claims']);

      const query = browser.query(['User.Read'], { claims });
      const asking = await (await browser.authorize(query)).text();
      assert.match(asking, /<h1>Approve sign in request<\/h1>/);
      const code = answered(await browser.submit('approve', { request: query.toString() })).get('code') ?? '';
      assert.equal((await browser.redeem(code, ['User.Read'])).status, 200);
      assert.equal((await browser.token({ ...refresh, scope: 'User.Read' })).status, 200);
    });

    it('cannot be given in silence', async () => {
      await browser.signIn(alice, callingScopes);
      const claims = JSON.stringify({ access_token: { capolids: { essential: true, values: ['c1'] } } });
      const answer = answered(await browser.authorize(browser.query(callingScopes, { claims, prompt: 'none' })));
      assert.equal(answer.get('error'), 'interaction_required');
      assert.match(answer.get('error_description') ?? '', /^AADSTS50076:/);
      assert.equal(answer.get('claims'), claims);
    });

    it('is not wanted for claims that mean something else', async () => {
      await browser.signIn(alice, callingScopes);
      for (const claims of ['{"id_token":{"auth_time":null}}', 'no JSON']) {
        assert(answered(await browser.authorize(browser.query(callingScopes, { claims }))).get('code'));
      }
    });
  });

  describe('an administrator', () => {
    it('has to allow what the tenant reserves, and the person is told what that is', async () => {
      await browser.signIn(alice, callingScopes);
      const page = await (await browser.authorize(browser.query(['Chat.Create', 'User.Read']))).text();
      assert.match(page, /<h1>Need admin approval<\/h1>/);
      assert.match(page, /<li>Chat\.Create/);
      assert.doesNotMatch(page, /<li>User\.Read/);
      const [, back = ''] = /href="([^"]+)"[^>]*>Return to the application/.exec(page) ?? [];
      const error = new URLSearchParams(back.replaceAll('&amp;', '&').split('#')[1]);
      assert.match(error.get('error_description') ?? '', /^AADSTS90094:/);
    });

    it('cannot be asked in silence', async () => {
      await browser.signIn(alice, callingScopes);
      const answer = answered(await browser.authorize(browser.query(['Chat.Create'], { prompt: 'none' })));
      assert.equal(answer.get('suberror'), 'consent_required');
    });
  });

  it("refuses another tenant's user at the authority of one tenant", async () => {
    const authority = `${emulator.url}/${alice.tenantId}`;
    const response = await fetch(`${authority}/login`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({
        request: browser.query(callingScopes).toString(),
        username: toby.userPrincipalName.toUpperCase(),
      }),
    });
    assert.match(answered(response).get('error_description') ?? '', /^AADSTS50020:/);
  });

  it('asks later for what is new alone', async () => {
    await browser.signIn(toby, callingScopes);
    const page = await (await browser.authorize(browser.query([...callingScopes, 'User.ReadBasic.All']))).text();
    assert.match(page, /<li>User\.ReadBasic\.All/);
    assert.doesNotMatch(page, /<li>Teams\.ManageCalls/);
  });

  it('gives the tokens of a national cloud under the names of that cloud', async () => {
    const code = (await browser.signIn(toby, governmentScopes)).get('code') ?? '';
    const { body } = await browser.redeem(code, governmentScopes);
    for (const scope of governmentScopes) assert(String(body['scope']).split(' ').includes(scope), scope);
    const { aud, scp } = decodeJwt(String(body['access_token']));
    assert.equal(aud, '1fd5118e-2576-4263-8130-9503064c837a');
    assert.equal(scp, 'Teams.ManageCalls Teams.ManageChats');
  });
});
