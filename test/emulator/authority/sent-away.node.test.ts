import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { startEmulator } from '../../../src/emulator/index.js';
import type { Emulator, WorldUser } from '../../../src/emulator/index.js';
import { answered, Browser, callingScopes, person, redirectUri } from '../sign-in.js';

describe('the authority sends the page away', () => {
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
    for (const redirect_uri of ['https://evil.example/', 'http://localhost.evil.example/', 'javascript:alert(1)', '']) {
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
