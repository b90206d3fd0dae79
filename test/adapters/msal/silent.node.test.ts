import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { BrowserContext } from 'playwright-core';
import { alice, ask, failed, IdentityBrowser, megan, signInAs, succeeded } from './identity-browser.js';

let browser: IdentityBrowser;
let profile: BrowserContext;

const silent = { signIn: 'silent', loginHint: alice.userPrincipalName } as const;

before(async () => {
  browser = await IdentityBrowser.start();
});
after(() => browser.close());
beforeEach(async () => {
  browser.emulator.reset();
  profile = await browser.profile();
});
afterEach(() => profile.close());

/** Alice is signed in at the authority, and the page has forgotten her. */
async function knowAlice(): Promise<void> {
  const page = await browser.open(profile);
  await signInAs(page, 'Alice Ames');
  await ask(page, (it) => it.signOut());
  await page.close();
}

describe('signing in silently', () => {
  it('takes no window where the authority knows the person', async () => {
    await knowAlice();
    const page = await browser.open(profile, silent);
    assert.deepEqual(succeeded(await ask(page, (it) => it.restore())), alice);
    assert.equal(profile.pages().length, 1);
    assert.deepEqual(await ask(page, (it) => it.told), []);
  });

  it('is nobody where the authority knows nobody, or somebody else', async () => {
    const first = await browser.open(profile, silent);
    assert.equal(succeeded(await ask(first, (it) => it.restore())), undefined);
    await knowAlice();
    const second = await browser.open(profile, { ...silent, loginHint: megan.userPrincipalName });
    assert.equal(succeeded(await ask(second, (it) => it.restore())), undefined);
  });

  it('is nobody, and soon, where the cookies of the authority are blocked', async () => {
    await knowAlice();
    // The page is of another site than the authority, whose cookie is not sent to a frame in it.
    const page = await browser.open(profile, { ...silent, host: 'crm.localhost' });
    assert.equal(succeeded(await ask(page, (it) => it.restore())), undefined);
  });

  it('names what the Content-Security-Policy has to allow, without waiting for what cannot come', async () => {
    const page = await browser.open(profile, { ...silent, path: '/without-frames' });
    const { code, message } = failed(await ask(page, (it) => it.restore()));
    assert.equal(code, 'settings-invalid');
    assert.ok(message.includes(`allow ${browser.emulator.url} and 'self' in frame-src`), message);
  });

  it('does not wait for ever for a redirect page that is not there', async () => {
    await knowAlice();
    const page = await browser.open(profile, { ...silent, redirectUri: '/nowhere.html' });
    const { code, message } = failed(await ask(page, (it) => it.restore()));
    assert.equal(code, 'sign-in-timed-out');
    assert.match(message, /redirect-uri/);
  });
});
