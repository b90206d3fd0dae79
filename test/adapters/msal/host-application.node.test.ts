import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { until } from '../../until.js';
import {
  accept,
  alice,
  ask,
  claimsOf,
  failed,
  IdentityBrowser,
  megan,
  nextSignIn,
  openSignIn,
  pick,
  ready,
  signInAs,
  succeeded,
} from './identity-browser.js';

/** The page's own application, as its own script uses it. */
interface HostApplication {
  loginPopup(request: object): Promise<{ readonly account: object }>;
  getAllAccounts(): object[];
  setActiveAccount(account: object | null): void;
}

let browser: IdentityBrowser;
let profile: BrowserContext;
let page: Page;

const host = { path: '/host', signIn: 'host' } as const;

before(async () => {
  browser = await IdentityBrowser.start();
});
after(() => browser.close());
beforeEach(async () => {
  browser.emulator.reset();
  profile = await browser.profile();
  page = await browser.open(profile, host);
});
afterEach(() => profile.close());

/** The page signs somebody in by itself, without us. */
async function pageSignsIn(name: string): Promise<void> {
  const opening = profile.waitForEvent('page');
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<a href="#own">Own sign-in</a>');
    document.querySelector('a')?.addEventListener('click', () => {
      const application = globalThis.hostApplication as HostApplication;
      void application
        .loginPopup({ scopes: ['User.Read'], prompt: 'select_account', overrideInteractionInProgress: true })
        .then(({ account }) => application.setActiveAccount(account));
    });
  });
  await page.getByRole('link', { name: 'Own sign-in' }).click();
  const popup = await opening;
  await pick(popup, name);
  await accept(popup);
  await until(() => popup.isClosed());
  await page.evaluate(() => document.querySelector('a')?.remove());
}

describe("the page's own application", () => {
  it('opens the window, and nobody else does', async () => {
    assert.deepEqual(await signInAs(page, 'Alice Ames'), alice);
    for (const feature of ['calling', 'people'] as const) {
      const token = succeeded(await page.evaluate((of) => globalThis.page.token(of), feature));
      assert.equal(claimsOf(token)['oid'], alice.id);
    }
    assert.deepEqual(await ask(page, (it) => it.told), [], 'our own doing is no news');
  });

  it('has whoever signed in to the page, and then no window is needed', async () => {
    assert.equal(succeeded(await ask(page, (it) => it.restore())), undefined);
    await pageSignsIn('Alice Ames');
    await until(() => ask(page, (it) => it.told.length));
    assert.deepEqual(await ask(page, (it) => it.told), [alice]);
    assert.equal(failed(await ask(page, (it) => it.token('calling'))).code, 'consent-required');
    const popup = await openSignIn(page);
    await accept(popup);
    assert.deepEqual(succeeded(await nextSignIn(page, 1)), alice);
    await page.getByRole('button', { name: 'Sign in' }).click();
    assert.deepEqual(succeeded(await nextSignIn(page, 2)), alice);
  });

  it('is left as it was by signing out', async () => {
    await signInAs(page, 'Alice Ames');
    const before = await ask(page, (it) => it.stored());
    succeeded(await ask(page, (it) => it.signOut()));
    assert.deepEqual(await ask(page, (it) => it.stored()), before);
    assert.equal(failed(await ask(page, (it) => it.token('calling'))).code, 'sign-in-required');
    assert.deepEqual(succeeded(await ask(page, (it) => it.restore())), alice);
  });

  it('tells when the page has signed in somebody else', async () => {
    await signInAs(page, 'Alice Ames');
    await pageSignsIn('Megan Bowen');
    await until(() => ask(page, (it) => it.told.length));
    assert.deepEqual(await ask(page, (it) => it.told), [megan]);
    assert.equal(claimsOf(succeeded(await ask(page, (it) => it.token('calling'))))['oid'], alice.id);
  });

  it('whose window is closed has cancelled', async () => {
    const popup = await openSignIn(page);
    await popup.getByRole('heading', { name: 'Pick an account' }).waitFor();
    await popup.close();
    assert.equal(failed(await nextSignIn(page, 1)).code, 'sign-in-canceled');
  });

  it('has to be initialized, and whoever forgot it is told', async () => {
    const forgetful = await profile.newPage();
    await forgetful.goto(browser.address({ ...host, query: '&uninitialized' }));
    await ready(forgetful);
    await forgetful.getByRole('button', { name: 'Sign in' }).click();
    const { code, message } = failed(await nextSignIn(forgetful, 1));
    assert.equal(code, 'settings-invalid');
    assert.match(message, /initialize\(\)/);
  });
});

describe("the page's own application beside ours", () => {
  it('keeps its people when ours sign out', async () => {
    const ours = await browser.open(profile);
    await ours.evaluate(() => localStorage.setItem('msal.3.token.keys.another-application', '{"idToken":["x"]}'));
    await signInAs(ours, 'Alice Ames');
    succeeded(await ask(ours, (it) => it.signOut()));
    const stored = await ask(ours, (it) => it.stored());
    assert.ok('msal.3.token.keys.another-application' in stored);
    assert.doesNotMatch(JSON.stringify(stored), new RegExp(`${alice.id}|${alice.userPrincipalName}`));
  });
});
