import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { defaultWorld } from '../../../src/emulator/index.js';
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
  succeeded,
} from './identity-browser.js';

let browser: IdentityBrowser;
let profile: BrowserContext;
let page: Page;

before(async () => {
  browser = await IdentityBrowser.start();
});
after(() => browser.close());
beforeEach(async () => {
  browser.emulator.replaceWorld(defaultWorld);
  profile = await browser.profile();
  page = await browser.open(profile);
});
afterEach(() => profile.close());

/** Alice signs in for calls, and nothing else. */
async function signInForCalls(): Promise<void> {
  await ask(page, (it) => void (it.features = ['calling', 'me']));
  const popup = await openSignIn(page);
  await pick(popup, 'Alice Ames');
  await accept(popup);
  assert.deepEqual(succeeded(await nextSignIn(page, 1)), alice);
}

/** Presses the button for the consent to names and photos. */
async function askForPeople(): Promise<Page> {
  await ask(page, (it) => {
    it.kind = 'consent';
    it.features = ['people'];
  });
  return openSignIn(page);
}

describe('consent', () => {
  it('is asked for a feature when it is used, and for that one alone', async () => {
    await signInForCalls();
    assert.equal(failed(await ask(page, (it) => it.token('people'))).code, 'consent-required');

    const popup = await askForPeople();
    const asked = popup.getByRole('listitem');
    await asked.filter({ hasText: 'User.ReadBasic.All' }).waitFor();
    assert.equal(await asked.count(), 1);
    await accept(popup);
    succeeded(await nextSignIn(page, 2));

    const { scp } = claimsOf(succeeded(await ask(page, (it) => it.token('people'))));
    assert.match(String(scp), /User\.ReadBasic\.All/);
    assert.equal(failed(await ask(page, (it) => it.token('chat'))).code, 'consent-required');
  });

  it('that is declined changes nothing', async () => {
    await signInForCalls();
    const popup = await askForPeople();
    await popup.getByRole('link', { name: 'Cancel' }).click();
    assert.equal(failed(await nextSignIn(page, 2)).code, 'sign-in-canceled');
    assert.equal(claimsOf(succeeded(await ask(page, (it) => it.token('calling', true))))['oid'], alice.id);
  });

  it('whose window is closed is cancelled', async () => {
    await signInForCalls();
    const popup = await askForPeople();
    await popup.getByRole('heading', { name: 'Permissions requested' }).waitFor();
    await popup.close();
    assert.equal(failed(await nextSignIn(page, 2)).code, 'sign-in-canceled');
  });

  it('of somebody else signs nobody in', async () => {
    await signInForCalls();
    // The authority has forgotten Alice, so its window asks who she is.
    browser.emulator.reset();
    const popup = await askForPeople();
    await pick(popup, 'Megan Bowen');
    await accept(popup);
    assert.equal(failed(await nextSignIn(page, 2)).code, 'consent-required');
    assert.equal(claimsOf(succeeded(await ask(page, (it) => it.token('calling'))))['oid'], alice.id);
    await page.reload();
    await page.locator('html[data-ready]').waitFor();
    assert.deepEqual(succeeded(await ask(page, (it) => it.restore())), alice);
    assert.deepEqual(await ask(page, (it) => it.told), []);
  });

  it('that only an administrator can give is told as that', async () => {
    const { tenants } = defaultWorld;
    browser.emulator.replaceWorld({
      ...defaultWorld,
      tenants: tenants.map((tenant) => ({ ...tenant, adminConsent: ['User.ReadBasic.All'] })),
    });
    await signInForCalls();
    const popup = await askForPeople();
    await popup.getByRole('link', { name: 'Return to the application' }).click();
    const { code, message } = failed(await nextSignIn(page, 2));
    assert.equal(code, 'consent-required');
    assert.match(message, /AADSTS90094/);
  });
});

for (const [resource, feature] of [
  ['graph', 'me'],
  ['communication', 'calling'],
] as const) {
  describe(`a second factor for ${resource}`, () => {
    beforeEach(() => {
      browser.emulator.replaceWorld({
        ...defaultWorld,
        users: defaultWorld.users.map((user) => ({ ...user, secondFactorFor: resource })),
      });
    });

    it('is asked for by the next window, because that gives back the claims', async () => {
      await ask(page, (it) => void (it.features = ['calling', 'me']));
      const first = await openSignIn(page);
      await pick(first, 'Alice Ames');
      await accept(first);
      if (feature === 'calling') {
        assert.equal(failed(await nextSignIn(page, 1)).code, 'sign-in-required');
      } else {
        succeeded(await nextSignIn(page, 1));
        assert.equal(failed(await ask(page, (it) => it.token('me'))).code, 'sign-in-required');
        await ask(page, (it) => {
          it.kind = 'consent';
          it.features = ['me'];
        });
      }

      const second = await openSignIn(page);
      if (feature === 'calling') await pick(second, 'Alice Ames');
      await second.getByRole('button', { name: 'Approve' }).click();
      succeeded(await nextSignIn(page, 2));
      assert.equal(claimsOf(succeeded(await ask(page, (it) => it.token('calling'))))['oid'], alice.id);
      assert.equal(claimsOf(succeeded(await ask(page, (it) => it.token('me'))))['oid'], alice.id);
    });
  });
}
