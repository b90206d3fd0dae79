import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { Browser, person } from '../../emulator/sign-in.js';
import {
  accept,
  alice,
  ask,
  claimsOf,
  failed,
  IdentityBrowser,
  nextSignIn,
  openSignIn,
  pick,
  ready,
  signInAs,
  succeeded,
} from './identity-browser.js';

/** A request of MSAL over the bridge of nested app authentication. */
interface BridgeRequest {
  readonly method: 'GetInitContext' | 'GetToken' | 'GetTokenPopup';
  readonly requestId: string;
  readonly tokenParams?: { readonly scope: string };
}

let browser: IdentityBrowser;
let profile: BrowserContext;
let entra: Browser;
let asked: BridgeRequest[];
/** What the app around the page answers, beside the id of the request. */
let answer: (request: BridgeRequest) => Promise<object>;

before(async () => {
  browser = await IdentityBrowser.start();
});
after(() => browser.close());
beforeEach(async () => {
  browser.emulator.reset();
  profile = await browser.profile();
  entra = new Browser(browser.emulator);
  asked = [];
  answer = tokenOfAlice;
});
afterEach(() => profile.close());

const refusal = (status: string): object => ({ success: false, error: { status, code: '', description: status } });

/** Teams as it should be: it knows who is there, and gets tokens for them. */
async function tokenOfAlice({ method, tokenParams }: BridgeRequest): Promise<object> {
  if (method === 'GetInitContext') {
    return { success: true, initContext: { capabilities: {}, sdkName: 'A Teams of the tests', sdkVersion: '1' } };
  }
  const scopes = (tokenParams?.scope ?? '').split(' ').filter((scope) => !['openid', 'profile'].includes(scope));
  const code = (await entra.signIn(person(browser.emulator, 'alice'), scopes)).get('code') ?? '';
  const { body } = await entra.redeem(code, scopes);
  const environment = new URL(browser.emulator.url).host;
  const homeAccountId = `${alice.id}.${alice.tenantId}`;
  return {
    success: true,
    token: { ...body, properties: null },
    account: { environment, homeAccountId, username: alice.userPrincipalName, localAccountId: alice.id },
  };
}

/** What that app puts into the page. */
const bridge = `
  const listeners = new Set();
  globalThis.nestedAppAuthBridge = {
    addEventListener: (type, listener) => listeners.add(listener),
    postMessage: async (message) => {
      const answer = await askApp(message);
      for (const listener of listeners) listener(answer);
    },
  };
`;

/** Opens the page as a tab of that app. */
async function open(): Promise<Page> {
  const page = await profile.newPage();
  await page.exposeFunction('askApp', async (message: string) => {
    const request = JSON.parse(message) as BridgeRequest;
    asked.push(request);
    const { requestId } = request;
    return JSON.stringify({ messageType: 'NestedAppAuthResponse', requestId, ...(await answer(request)) });
  });
  await page.addInitScript({ content: bridge });
  await page.goto(browser.address());
  await ready(page);
  return page;
}

const methods = (): string[] => asked.map(({ method }) => method);

describe('a page inside Teams or Office', () => {
  it('has whoever is signed in there, without a window and without keeping anything', async () => {
    const page = await open();
    const before = await ask(page, (it) => it.stored());
    assert.deepEqual(succeeded(await ask(page, (it) => it.restore())), alice);
    const token = claimsOf(succeeded(await ask(page, (it) => it.token('calling'))));
    assert.equal(token['oid'], alice.id);
    assert.match(String(token['scp']), /Teams\.ManageCalls/);
    assert.match(String(claimsOf(succeeded(await ask(page, (it) => it.token('people'))))['scp']), /User\.ReadBasic/);
    assert.ok(!methods().includes('GetTokenPopup'));
    assert.equal(profile.pages().length, 1);
    assert.deepEqual(await ask(page, (it) => it.stored()), before);
  });

  it('is asked by that app where a person is needed, after a click', async () => {
    answer = (request) =>
      request.method === 'GetToken' ? Promise.resolve(refusal('USER_INTERACTION_REQUIRED')) : tokenOfAlice(request);
    const page = await open();
    assert.equal(succeeded(await ask(page, (it) => it.restore())), undefined);
    await page.getByRole('button', { name: 'Sign in' }).click();
    assert.deepEqual(succeeded(await nextSignIn(page, 1)), alice);
    assert.equal(methods().at(-1), 'GetTokenPopup');
    assert.equal(profile.pages().length, 1);
  });

  it('says so where the person says no', async () => {
    answer = (request) =>
      request.method === 'GetTokenPopup' ? Promise.resolve(refusal('USER_CANCEL')) : tokenOfAlice(request);
    const page = await open();
    await page.getByRole('button', { name: 'Sign in' }).click();
    assert.equal(failed(await nextSignIn(page, 1)).code, 'sign-in-canceled');
  });

  it('lets go of the account when it signs out, without asking the app to sign anybody out', async () => {
    const page = await open();
    succeeded(await ask(page, (it) => it.restore()));
    const count = asked.length;
    succeeded(await ask(page, (it) => it.signOut()));
    assert.equal(failed(await ask(page, (it) => it.token('calling'))).code, 'sign-in-required');
    assert.equal(asked.length, count);
  });

  it('signs in by a window where that app does not offer it at all', async () => {
    answer = () => Promise.resolve(refusal('DISABLED'));
    assert.deepEqual(await signInAs(await open(), 'Alice Ames'), alice);
  });

  for (const status of ['DISABLED', 'NESTED_APP_AUTH_UNAVAILABLE', 'ACCOUNT_UNAVAILABLE']) {
    it(`signs in by a window where the bridge turns out to be ${status}`, async () => {
      answer = (request) =>
        request.method === 'GetInitContext' ? tokenOfAlice(request) : Promise.resolve(refusal(status));
      const page = await open();
      assert.equal(succeeded(await ask(page, (it) => it.restore())), undefined);
      const popup = await openSignIn(page);
      await pick(popup, 'Alice Ames');
      await accept(popup);
      assert.deepEqual(succeeded(await nextSignIn(page, 1)), alice);
    });
  }
});
