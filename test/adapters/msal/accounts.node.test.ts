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
  openSignIn,
  pick,
  nextSignIn,
  signInAs,
  succeeded,
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

async function told(page: Page, count: number): Promise<unknown> {
  await until(() => ask(page, (it) => it.told.length).then((length) => length >= count), `${count} accounts are told`);
  return ask(page, (it) => it.told);
}

async function holderOf(page: Page): Promise<unknown> {
  return claimsOf(succeeded(await ask(page, (it) => it.token('calling'))))['oid'];
}

describe('an account', () => {
  it('that signs in in another tab is told where nobody is, and its tokens are there', async () => {
    const waiting = await browser.open(profile);
    const other = await browser.open(profile);
    await signInAs(other, 'Alice Ames');
    assert.deepEqual(await told(waiting, 1), [alice]);
    assert.equal(await holderOf(waiting), alice.id);
    assert.deepEqual(await ask(other, (it) => it.told), [], 'who signed in is not told of it');
  });

  it('that signs out in another tab is gone here, too', async () => {
    const page = await browser.open(profile);
    await signInAs(page, 'Alice Ames');
    const other = await browser.open(profile);
    assert.deepEqual(succeeded(await ask(other, (it) => it.restore())), alice);
    succeeded(await ask(other, (it) => it.signOut()));
    assert.deepEqual(await told(page, 1), [null]);
    assert.equal(failed(await ask(page, (it) => it.token('calling'))).code, 'sign-in-required');
    assert.deepEqual(await ask(other, (it) => it.told), [], 'who signed out is not told of it');
  });

  it('that comes beside the one of this tab is told, and takes nothing over by itself', async () => {
    const page = await browser.open(profile);
    await signInAs(page, 'Alice Ames');
    const other = await browser.open(profile, { loginHint: megan.userPrincipalName });
    await signInAs(other, 'Megan Bowen');
    assert.deepEqual(await told(page, 1), [megan]);
    assert.equal(await holderOf(page), alice.id);
    assert.equal(await holderOf(other), megan.id);

    assert.deepEqual(succeeded(await ask(page, (it) => it.restore())), megan);
    assert.equal(await holderOf(page), megan.id);
  });

  it('that is no longer the one of this tab has tokens for its call all the same, and nobody else’s', async () => {
    const page = await browser.open(profile);
    await signInAs(page, 'Alice Ames');
    const other = await browser.open(profile, { loginHint: megan.userPrincipalName });
    await signInAs(other, 'Megan Bowen');
    await told(page, 1);
    succeeded(await ask(page, (it) => it.restore()));
    const forAlice = await page.evaluate((id) => globalThis.page.token('calling', true, id), alice.id);
    assert.equal(claimsOf(succeeded(forAlice))['oid'], alice.id);
    const forNobody = await page.evaluate((id) => globalThis.page.token('calling', true, id), crypto.randomUUID());
    assert.equal(failed(forNobody).code, 'sign-in-required');
  });

  it('that takes over in another tab is told after the one before has gone', async () => {
    const page = await browser.open(profile);
    await signInAs(page, 'Alice Ames');
    const other = await browser.open(profile);
    succeeded(await ask(other, (it) => it.signOut()));
    const popup = await openSignIn(other);
    await pick(popup, 'Megan Bowen');
    await accept(popup);
    succeeded(await nextSignIn(other, 1));
    assert.deepEqual(await told(page, 2), [null, megan]);
    assert.equal(await holderOf(page), megan.id);
  });
});

describe('signing out', () => {
  it('leaves what was there before anybody signed in, and nothing else', async () => {
    const page = await browser.open(profile);
    // A random key of MSAL's, in a cookie of the browser's session: the page's own MSAL has the same, so it stays.
    const before = await ask(page, (it) => it.stored());
    const { 'msal.cache.encryption': key, ...version } = before;
    assert.deepEqual(Object.keys(version), ['msal.version']);
    await signInAs(page, 'Alice Ames');
    succeeded(await ask(page, (it) => it.token('people')));
    assert.match(JSON.stringify(await ask(page, (it) => it.stored())), new RegExp(alice.id));

    succeeded(await ask(page, (it) => it.signOut()));
    assert.deepEqual(await ask(page, (it) => it.stored()), { 'msal.cache.encryption': key });
  });
});
