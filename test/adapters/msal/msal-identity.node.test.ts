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
  nextSignIn,
  openSignIn,
  pick,
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

describe('signing in', () => {
  it('takes one window for the person and for both resources', async () => {
    const page = await browser.open(profile);
    let windows = 0;
    profile.on('page', () => (windows += 1));

    assert.deepEqual(await signInAs(page, 'Alice Ames'), alice);

    const calling = claimsOf(succeeded(await ask(page, (it) => it.token('calling'))));
    const graph = claimsOf(succeeded(await ask(page, (it) => it.token('people'))));
    assert.deepEqual(String(calling['scp']).split(' ').sort(), ['Teams.ManageCalls', 'Teams.ManageChats']);
    assert.deepEqual(String(graph['scp']).split(' ').sort(), ['Chat.Create', 'User.Read', 'User.ReadBasic.All']);
    assert.equal(calling['oid'], alice.id);
    assert.equal(windows, 1);
  });

  it('never puts a token into an address', async () => {
    const page = await browser.open(profile);
    const addresses: string[] = [];
    profile.on('request', (request) => addresses.push(request.url()));
    profile.on('page', (opened) => opened.on('framenavigated', (frame) => addresses.push(frame.url())));
    await signInAs(page, 'Alice Ames');
    const token = succeeded(await ask(page, (it) => it.token('calling', true)));

    assert.ok(
      addresses.some((address) => address.includes('code=')),
      'the way back was seen',
    );
    const [, , signature = ''] = token.split('.');
    assert.ok(signature.length > 20);
    for (const address of addresses) {
      assert.ok(!address.includes(signature) && !/(?:access|refresh|id)_token=/.test(address), address);
    }
  });

  it('is not asked for again after a reload', async () => {
    const page = await browser.open(profile);
    await signInAs(page, 'Alice Ames');
    await page.reload();
    await page.locator('html[data-ready]').waitFor();
    assert.deepEqual(succeeded(await ask(page, (it) => it.restore())), alice);
  });

  it('may take its time after its window has closed', async () => {
    browser.emulator.addFault({ face: 'authority', match: '/token', delayMs: 2500, times: 1 });
    assert.deepEqual(await signInAs(await browser.open(profile), 'Alice Ames'), alice);
  });

  it('is known in another tab', async () => {
    await signInAs(await browser.open(profile), 'Alice Ames');
    const other = await browser.open(profile);
    assert.deepEqual(succeeded(await ask(other, (it) => it.restore())), alice);
  });

  it('needs no window where the authority knows the person that is suggested', async () => {
    const page = await browser.open(profile);
    await signInAs(page, 'Alice Ames');
    await ask(page, (it) => it.signOut());
    const other = await browser.open(profile, { loginHint: alice.userPrincipalName });
    assert.deepEqual(succeeded(await ask(other, (it) => it.restore())), alice);
  });

  it('is not possible in silence where nobody is known', async () => {
    const page = await browser.open(profile, { loginHint: alice.userPrincipalName });
    assert.equal(succeeded(await ask(page, (it) => it.restore())), undefined);
    const unsuggested = await browser.open(profile);
    assert.equal(succeeded(await ask(unsuggested, (it) => it.restore())), undefined);
  });

  it('does not take somebody else for the person that is suggested', async () => {
    await signInAs(await browser.open(profile), 'Alice Ames');
    const page = await browser.open(profile, { loginHint: 'megan@fabrikam.example' });
    assert.equal(succeeded(await ask(page, (it) => it.restore())), undefined);
    assert.equal(failed(await ask(page, (it) => it.token('calling'))).code, 'sign-in-required');
  });
});

describe('a sign-in that comes to nothing', () => {
  it('was declined on the page that asks for consent', async () => {
    const page = await browser.open(profile);
    const popup = await openSignIn(page);
    await pick(popup, 'Alice Ames');
    await popup.getByRole('heading', { name: 'Permissions requested' }).waitFor();
    await popup.getByRole('link', { name: 'Cancel' }).click();
    assert.equal(failed(await nextSignIn(page, 1)).code, 'sign-in-canceled');
    await until(() => popup.isClosed());
  });

  it('was given up by closing the window, and works the next time', async () => {
    const page = await browser.open(profile);
    const popup = await openSignIn(page);
    await popup.getByRole('heading', { name: 'Pick an account' }).waitFor();
    await popup.close();
    assert.equal(failed(await nextSignIn(page, 1)).code, 'sign-in-canceled');

    const again = await openSignIn(page);
    await pick(again, 'Alice Ames');
    await accept(again);
    assert.deepEqual(succeeded(await nextSignIn(page, 2)), alice);
  });

  it('was given up on the page, which closes the window', async () => {
    const page = await browser.open(profile);
    const popup = await openSignIn(page);
    await popup.getByRole('heading', { name: 'Pick an account' }).waitFor();
    await ask(page, (it) => it.cancel());
    assert.equal(failed(await nextSignIn(page, 1)).code, 'aborted');
    await until(() => popup.isClosed());
  });

  it('was blocked by the browser, because nobody clicked', async () => {
    const page = await browser.open(profile, { query: '&at-once' });
    assert.equal(failed(await nextSignIn(page, 1)).code, 'popup-blocked');
    const popup = await openSignIn(page);
    await pick(popup, 'Alice Ames');
    await accept(popup);
    assert.deepEqual(succeeded(await nextSignIn(page, 2)), alice);
  });

  it('met an authority that is down, and is not a refusal', async () => {
    browser.emulator.addFault({ face: 'authority', match: '/token', status: 503 });
    const page = await browser.open(profile);
    const popup = await openSignIn(page);
    await pick(popup, 'Alice Ames');
    await accept(popup);
    const error = failed(await nextSignIn(page, 1));
    assert.equal(error.code, 'sign-in-unreachable');
    assert.equal(error.retryable, true);
  });

  it('only looked like it: an answer that comes late still counts', async () => {
    // With such a policy the page loses sight of the window that it opened.
    const page = await browser.open(profile, { path: '/isolated' });
    const popup = await openSignIn(page);
    assert.equal(failed(await nextSignIn(page, 1)).code, 'sign-in-canceled');

    await pick(popup, 'Alice Ames');
    await accept(popup);
    await until(() => ask(page, (it) => it.told.length));
    assert.deepEqual(await ask(page, (it) => it.told), [alice]);
    assert.equal(claimsOf(succeeded(await ask(page, (it) => it.token('calling'))))['oid'], alice.id);
  });
});

describe('a token', () => {
  let page: Page;
  beforeEach(async () => {
    page = await browser.open(profile);
    await signInAs(page, 'Alice Ames');
  });

  it('is kept, and renewed when that is asked for', async () => {
    const first = succeeded(await ask(page, (it) => it.token('calling')));
    assert.equal(succeeded(await ask(page, (it) => it.token('calling'))), first);
    assert.notEqual(succeeded(await ask(page, (it) => it.token('calling', true))), first);
  });

  it('is renewed by itself a quarter of an hour before its end', async () => {
    browser.emulator.setClock({ tokenLifetimeSeconds: 14 * 60 });
    const short = succeeded(await ask(page, (it) => it.token('calling', true)));
    browser.emulator.setClock({ tokenLifetimeSeconds: 60 * 60 });
    assert.notEqual(succeeded(await ask(page, (it) => it.token('calling'))), short);
  });

  it('needs the person again when the sign-in was revoked', async () => {
    browser.emulator.reset();
    const error = failed(await ask(page, (it) => it.token('calling', true)));
    assert.equal(error.code, 'sign-in-required');

    const popup = await openSignIn(page);
    await pick(popup, 'Alice Ames');
    await accept(popup);
    assert.deepEqual(succeeded(await nextSignIn(page, 2)), alice);
    assert.ok(succeeded(await ask(page, (it) => it.token('calling', true))));
  });

  it('cannot be renewed without a network, which signs nobody out', async () => {
    await profile.setOffline(true);
    assert.equal(failed(await ask(page, (it) => it.token('calling', true))).code, 'sign-in-unreachable');
    await profile.setOffline(false);
    assert.ok(succeeded(await ask(page, (it) => it.token('calling', true))));
  });

  for (const status of [429, 503]) {
    it(`waits for an authority that answers ${status}`, async () => {
      browser.emulator.addFault({
        face: 'authority',
        match: '/token',
        status,
        retryAfter: 1,
        times: 1,
      });
      assert.equal(failed(await ask(page, (it) => it.token('calling', true))).code, 'sign-in-unreachable');
      // MSAL answers for the authority until it may be asked again.
      const token = await until(async () => {
        const outcome = await ask(page, (it) => it.token('calling', true));
        if ('value' in outcome) return outcome.value;
        assert.equal(outcome.error.code, 'sign-in-unreachable');
        return undefined;
      });
      assert.equal(claimsOf(token)['oid'], alice.id);
    });
  }
});

describe('signing out', () => {
  it('leaves nothing of the person behind, and asks who signs in next', async () => {
    const page = await browser.open(profile);
    await signInAs(page, 'Alice Ames');
    await ask(page, (it) => it.token('people'));
    assert.match(JSON.stringify(await ask(page, (it) => it.stored())), new RegExp(alice.id));

    succeeded(await ask(page, (it) => it.signOut()));

    const stored = JSON.stringify(await ask(page, (it) => it.stored()));
    assert.doesNotMatch(stored, new RegExp(`${alice.id}|${alice.userPrincipalName}|token`, 'i'));
    assert.equal(succeeded(await ask(page, (it) => it.restore())), undefined);
    assert.equal(failed(await ask(page, (it) => it.token('calling'))).code, 'sign-in-required');
    const popup = await openSignIn(page);
    await popup.getByRole('heading', { name: 'Pick an account' }).waitFor();
  });
});

describe('the redirect page', () => {
  it('says what it is to whoever opens it by hand', async () => {
    const page = await profile.newPage();
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    await page.goto(browser.redirectPage());
    assert.match((await page.getByRole('status').textContent()) ?? '', /you can close it/);
    assert.deepEqual(errors, []);
  });

  it('says what is wrong with an answer that it cannot read', async () => {
    const page = await profile.newPage();
    await page.goto(`${browser.redirectPage()}#code=1&state=nonsense`);
    await page.getByRole('status').filter({ hasText: 'The sign-in could not be ended' }).waitFor();
  });
});
