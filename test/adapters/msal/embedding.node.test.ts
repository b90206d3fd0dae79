import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { BrowserContext, Frame } from 'playwright-core';
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

/** Our page in a frame of a CRM. */
async function framed(crm: string, options: OpenOptions = {}): Promise<Frame> {
  const around = await profile.newPage();
  await around.goto(browser.address({ host: crm, path: '/around' }));
  const address = browser.address({ host: 'vendor.localhost', ...options });
  await around.evaluate((src) => document.querySelector('iframe')?.setAttribute('src', src), address);
  const frame = around.frameLocator('iframe');
  await frame.locator('html[data-ready]').waitFor();
  const [, inner] = around.frames();
  assert.ok(inner);
  await ready(inner);
  return inner;
}

describe('a frame inside another site', () => {
  it('has a storage of its own in this browser: what follows would prove nothing otherwise', async () => {
    const top = await browser.open(profile, { host: 'vendor.localhost' });
    await top.evaluate(() => localStorage.setItem('probe', 'at the top'));
    const read = (frame: Frame): Promise<string | null> => frame.evaluate(() => localStorage.getItem('probe'));
    assert.equal(await read(await framed('vendor.localhost')), 'at the top');
    assert.equal(await read(await framed('crm.localhost')), null);
  });

  it('signs in by a window all the same: the redirect page tells it the answer directly', async () => {
    const frame = await framed('crm.localhost');
    assert.deepEqual(await signInAs(frame, 'Alice Ames'), alice);
    assert.equal(claimsOf(succeeded(await ask(frame, (it) => it.token('calling'))))['oid'], alice.id);
    assert.equal(claimsOf(succeeded(await ask(frame, (it) => it.token('people', true))))['oid'], alice.id);
  });

  it('opens a window even where pages are left for a sign-in: a frame cannot be', async () => {
    const frame = await framed('crm.localhost', { signIn: 'redirect' });
    assert.deepEqual(await signInAs(frame, 'Alice Ames'), alice);
  });

  it('is told soon, and why, where the window has lost whoever opened it', async () => {
    // What a Cross-Origin-Opener-Policy of the authority does.
    await profile.addInitScript(() => (window.opener = null));
    const frame = await framed('crm.localhost');
    const popup = await openSignIn(frame);
    await pick(popup, 'Alice Ames');
    await accept(popup);
    const { code, message } = failed(await nextSignIn(frame, 1));
    assert.equal(code, 'sign-in-canceled');
    assert.match(message, /in a frame.*sign-in="host"/);
  });

  it('cannot be signed in silently there, and says so at once', async () => {
    const top = await browser.open(profile, { host: 'vendor.localhost' });
    await signInAs(top, 'Alice Ames');
    const frame = await framed('crm.localhost', { signIn: 'silent', loginHint: alice.userPrincipalName });
    assert.equal(succeeded(await ask(frame, (it) => it.restore())), undefined);
  });
});

describe('a page of its own', () => {
  it('signs in by a window that opens for a click alone', async () => {
    const page = await browser.open(profile, { host: 'crm.localhost', query: '&at-once' });
    assert.equal(failed(await nextSignIn(page, 1)).code, 'popup-blocked');
    const popup = await openSignIn(page);
    await pick(popup, 'Alice Ames');
    await accept(popup);
    assert.deepEqual(succeeded(await nextSignIn(page, 2)), alice);
  });
});
