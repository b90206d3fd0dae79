import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
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
  succeeded,
  type OpenOptions,
} from './identity-browser.js';

let browser: IdentityBrowser;
let profile: BrowserContext;

before(async () => {
  browser = await IdentityBrowser.start();
});
after(() => browser.close());
beforeEach(async () => {
  browser.emulator.reset();
  profile = await browser.profile();
});
afterEach(() => profile.close());

/** Where the person was: on a record, with a filter and a route of the page's own in the address. */
const record = { path: '/customer', signIn: 'redirect', query: '&id=1', hash: '#/notes' } as const;

async function leave(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${browser.emulator.url}/**`);
}

async function comeBack(page: Page, address: string): Promise<void> {
  await page.waitForURL(address, { waitUntil: 'commit' });
  await ready(page);
}

const redirectPages: readonly (readonly [string, OpenOptions])[] = [
  ['our redirect page', record],
  ['the page itself', { ...record, redirectUri: '/customer' }],
];

for (const [what, options] of redirectPages) {
  describe(`a redirect that ends on ${what}`, () => {
    let page: Page;
    let address: string;
    beforeEach(async () => {
      page = await browser.open(profile, options);
      address = page.url();
    });

    it('comes back to where the person was, signed in, with nothing left in the address', async () => {
      await leave(page);
      await pick(page, 'Alice Ames');
      await accept(page);
      await comeBack(page, address);
      assert.deepEqual(succeeded(await ask(page, (it) => it.restore())), alice);
      assert.equal(page.url(), address);
      for (const feature of ['calling', 'people'] as const) {
        const token = succeeded(await page.evaluate((of) => globalThis.page.token(of), feature));
        assert.equal(claimsOf(token)['oid'], alice.id);
      }
      assert.deepEqual(await ask(page, (it) => it.told), []);
      assert.equal(profile.pages().length, 1);
    });

    it('is answered once: a reload and a second look find whoever is signed in', async () => {
      await leave(page);
      await pick(page, 'Alice Ames');
      await accept(page);
      await comeBack(page, address);
      const both = await ask(page, (it) => Promise.all([it.restore(), it.restore()]));
      assert.deepEqual(both.map(succeeded).at(0), alice);
      await page.reload();
      await ready(page);
      assert.deepEqual(succeeded(await ask(page, (it) => it.restore())), alice);
    });

    it('tells what the authority refused', async () => {
      await leave(page);
      await pick(page, 'Alice Ames');
      await page.getByRole('link', { name: 'Cancel' }).click();
      await comeBack(page, address);
      assert.equal(failed(await ask(page, (it) => it.restore())).code, 'sign-in-canceled');
      assert.equal(page.url(), address);
      assert.equal(succeeded(await ask(page, (it) => it.restore())), undefined);
      await leave(page);
      await page.getByRole('heading', { name: 'Pick an account' }).waitFor();
    });

    it('that was declined for more permissions signs nobody out', async () => {
      await ask(page, (it) => void (it.features = ['calling', 'me']));
      await leave(page);
      await pick(page, 'Alice Ames');
      await accept(page);
      await comeBack(page, address);
      succeeded(await ask(page, (it) => it.restore()));

      await ask(page, (it) => {
        it.kind = 'consent';
        it.features = ['people'];
      });
      await leave(page);
      await page.getByRole('link', { name: 'Cancel' }).click();
      await comeBack(page, address);
      assert.deepEqual(succeeded(await ask(page, (it) => it.restore())), alice);
      assert.equal(failed(await ask(page, (it) => it.token('people'))).code, 'consent-required');
    });

    it('leaves the page alone while a call is on, and opens a window', async () => {
      await ask(page, (it) => void (it.stay = true));
      const popup = await openSignIn(page);
      await pick(popup, 'Alice Ames');
      await accept(popup);
      assert.deepEqual(succeeded(await nextSignIn(page, 1)), alice);
      assert.equal(page.url(), address);
    });
  });
}

describe('a redirect that nobody finishes', () => {
  it('is over when the person comes back by the back button', async () => {
    const page = await browser.open(profile, record);
    const address = page.url();
    await leave(page);
    await page.goBack({ waitUntil: 'commit' });
    await comeBack(page, address);
    // The page comes as it was, out of the cache, or is loaded anew: both have to be ready for the next press.
    const signIns = await ask(page, (it) => it.signIns);
    for (const outcome of signIns) assert.equal(failed(outcome).code, 'sign-in-canceled');
    assert.equal(succeeded(await ask(page, (it) => it.restore())), undefined);
    await leave(page);
    await pick(page, 'Alice Ames');
    await accept(page);
    await comeBack(page, address);
    assert.deepEqual(succeeded(await ask(page, (it) => it.restore())), alice);
  });

  it('does not begin where the authority is not there', async () => {
    const page = await browser.open(profile, { ...record, emulator: 'http://localhost:9' });
    await page.getByRole('button', { name: 'Sign in' }).click();
    assert.equal(failed(await nextSignIn(page, 1)).code, 'emulator-unreachable');
  });
});
