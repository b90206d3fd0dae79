import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CLOUD_ENDPOINTS } from '../../../src/model/cloud-endpoints.js';
import { IdentityBrowser, openSignIn } from './identity-browser.js';

const tenant = 'fab00000-0000-4000-8000-000000000001';
const rows = [
  { cloud: 'public', path: 'organizations' },
  { cloud: 'public', path: tenant },
  { cloud: 'public', path: 'fabrikam.example' },
  { cloud: 'gcch', path: 'organizations' },
  { cloud: 'dod', path: tenant },
] as const;

let browser: IdentityBrowser;

before(async () => {
  browser = await IdentityBrowser.start();
});
after(() => browser.close());

describe("Microsoft's own authority", () => {
  for (const { cloud, path } of rows) {
    it(`of the cloud ${cloud} for ${path} is where people are sent, and nobody else is asked for anything`, async () => {
      const { login, communication } = CLOUD_ENDPOINTS[cloud];
      const profile = await browser.profile();
      try {
        const elsewhere: URL[] = [];
        await profile.route(
          (url) => !url.hostname.endsWith('localhost'),
          async (route) => {
            elsewhere.push(new URL(route.request().url()));
            await route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Microsoft</title>' });
          },
        );
        const page = await browser.open(profile, { emulator: undefined, cloud, authority: `${login}/${path}` });
        const popup = await openSignIn(page);
        await popup.waitForURL(`${login}/${path}/oauth2/v2.0/authorize?**`);

        const { searchParams } = new URL(popup.url());
        const scopes = searchParams.get('scope')?.split(' ') ?? [];
        assert.deepEqual(
          scopes.filter((scope) => scope.includes('://')),
          [`${communication}/Teams.ManageCalls`, `${communication}/Teams.ManageChats`],
        );
        assert.ok(scopes.includes('User.ReadBasic.All'), 'consent for Graph is asked in the same window');
        assert.equal(searchParams.get('code_challenge_method'), 'S256');
        assert.deepEqual([...new Set(elsewhere.map(({ origin }) => origin))], [login]);
      } finally {
        await profile.close();
      }
    });
  }
});
