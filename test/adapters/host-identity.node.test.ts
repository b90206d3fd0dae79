import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { build } from 'esbuild';
import { HostIdentity } from '../../src/adapters/host-identity.js';
import type { IdentitySettings } from '../../src/adapters/msal/msal-identity.js';
import type { HostSignIn } from '../../src/model/host-sign-in.js';
import { TeamsError } from '../../src/model/teams-error.js';

const settings: IdentitySettings = {
  clientId: 'c0ffee00-0000-4000-8000-00000000c11e',
  cloud: 'public',
  authority: 'https://login.microsoftonline.com/organizations',
  redirectUri: 'https://crm.contoso.example/redirect.html',
  loginHint: undefined,
  signIn: 'host',
  emulator: undefined,
};
const claims = { oid: 'an-id', tid: 'a-tenant', name: 'Alice Ames', upn: 'alice@fabrikam.example', exp: 4e9 };
const token = `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;

async function refused(promise: Promise<unknown>): Promise<TeamsError> {
  const error = await promise.then(
    () => new Error('It did not fail.'),
    (cause: unknown) => cause,
  );
  assert.ok(error instanceof TeamsError, String(error));
  return error;
}

describe('a page that signs people in by itself', () => {
  it('may not be ready yet: nobody is signed in, and a click says what is missing', async () => {
    const host: { getAccessToken?: HostSignIn['getAccessToken'] } = {};
    const identity = new HostIdentity(settings, host);
    const told: unknown[] = [];
    identity.followAccount((account) => told.push(account));
    assert.equal(await identity.restore(), undefined);
    await identity.signOut();
    const error = await refused(identity.signIn(['calling']));
    assert.equal(error.code, 'settings-invalid');
    assert.match(error.message, /getAccessToken.*publicClientApplication/);

    host.getAccessToken = () => Promise.resolve(token);
    assert.equal((await identity.restore())?.displayName, 'Alice Ames');
    assert.equal(await identity.token('calling'), token);

    host.getAccessToken = () =>
      Promise.resolve(`e30.${Buffer.from('{"oid":"other","tid":"t"}').toString('base64url')}.x`);
    await refused(identity.token('calling', { renew: true }));
    assert.equal(told.length, 1, 'who followed before the door was there is told all the same');
  });

  const wrong: readonly (readonly [string, object, RegExp])[] = [
    ['a configuration', { auth: { clientId: settings.clientId } }, /none of MSAL/],
    ["another application's", pretended('another-id'), /client id another-id/],
  ];
  for (const [what, publicClientApplication, message] of wrong) {
    it(`is told when it gives ${what}`, async () => {
      const error = await refused(new HostIdentity(settings, { publicClientApplication }).signIn(['calling']));
      assert.equal(error.code, 'settings-invalid');
      assert.match(error.message, message);
    });
  }

  it('does not load our copy of MSAL', async () => {
    const { metafile } = await build({
      entryPoints: ['src/adapters/host-identity.ts'],
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'browser',
      splitting: true,
      outdir: 'never-written',
      logLevel: 'silent',
    });
    const inputs = Object.keys(metafile.inputs);
    assert.ok(inputs.includes('src/adapters/msal/msal-identity.ts'));
    assert.deepEqual(
      inputs.filter((file) => file.includes('node_modules')),
      [],
    );
  });
});

function pretended(clientId: string): object {
  const nothing = (): void => {};
  return {
    acquireTokenPopup: nothing,
    acquireTokenSilent: nothing,
    addEventCallback: nothing,
    getActiveAccount: nothing,
    getAllAccounts: nothing,
    getConfiguration: () => ({ auth: { clientId } }),
    loginPopup: nothing,
    removeEventCallback: nothing,
    ssoSilent: nothing,
  };
}
