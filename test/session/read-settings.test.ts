import { expect } from 'chai';
import type { SettingsInput } from '../../src/model/settings.js';
import { TeamsError } from '../../src/model/teams-error.js';
import { readSettings } from '../../src/session/read-settings.js';

const BASE = 'https://crm.example/accounts/7';
const GOOD = { clientId: 'c0ffee00-0000-4000-8000-00000000c11e', tokenUrl: '/token' };

function refused(input: SettingsInput): TeamsError {
  try {
    readSettings(input, BASE);
  } catch (error) {
    if (error instanceof TeamsError) return error;
  }
  throw new Error('The settings were not refused.');
}

describe('readSettings', () => {
  it('knows that nothing was configured yet', () => {
    expect(readSettings({}, BASE)).to.equal(undefined);
    expect(readSettings({ clientId: '' }, BASE)).to.equal(undefined);
  });

  it('fills in what is not said', () => {
    expect(readSettings(GOOD, BASE)).to.deep.equal({
      clientId: GOOD.clientId,
      cloud: 'public',
      authority: 'https://login.microsoftonline.com/organizations',
      tokenUrl: 'https://crm.example/token',
      redirectUri: 'https://crm.example/teams-embed-redirect.html',
      loginHint: undefined,
      signIn: 'popup',
      country: undefined,
      locale: undefined,
      inbound: 'ring',
      emulator: undefined,
    });
  });

  it('looks for the redirect page beside the script, where that is on the origin of the page', () => {
    expect(readSettings(GOOD, BASE, 'https://crm.example/vendor/teams-embed.js')?.redirectUri).to.equal(
      'https://crm.example/vendor/teams-embed-redirect.html',
    );
    expect(readSettings(GOOD, BASE, 'https://cdn.example/teams-embed.js')?.redirectUri).to.equal(
      'https://crm.example/teams-embed-redirect.html',
    );
  });

  it('takes the token service of the emulator', () => {
    const settings = readSettings({ clientId: GOOD.clientId, emulator: 'http://localhost:4100/' }, BASE);
    expect(settings).to.include({ emulator: 'http://localhost:4100', tokenUrl: 'http://localhost:4100/token' });
  });

  it('signs people of a national cloud in there', () => {
    for (const cloud of ['gcch', 'dod']) {
      const authority = 'https://login.microsoftonline.us/organizations';
      expect(readSettings({ ...GOOD, cloud }, BASE)).to.include({ cloud, authority });
    }
    const own = 'https://login.microsoftonline.us/fabrikam.example';
    expect(readSettings({ ...GOOD, cloud: 'dod', authority: own }, BASE)).to.include({ authority: own });
  });

  it('names the missing token service', () => {
    expect(refused({ clientId: GOOD.clientId })).to.include({ code: 'token-url-missing', category: 'configuration' });
  });

  const malformed: [keyof SettingsInput, string, string][] = [
    ['clientId', 'my-app', 'client-id'],
    ['cloud', 'gcc', 'cloud'],
    ['authority', 'http://login.example', 'authority'],
    ['authority', 'http://localhost:4100/organizations', 'authority'],
    ['tokenUrl', 'http://crm.example/token', 'token-url'],
    ['tokenUrl', 'javascript:alert(1)', 'token-url'],
    ['tokenUrl', 'https://', 'token-url'],
    ['redirectUri', 'https://elsewhere.example/redirect.html', 'redirect-uri'],
    ['signIn', 'poopup', 'sign-in'],
    ['inbound', 'loud', 'inbound'],
    ['country', 'USA', 'country'],
    ['locale', 'no such', 'locale'],
    ['emulator', '', 'emulator'],
    ['emulator', 'https://teams.example', 'emulator'],
    ['emulator', 'not a url', 'emulator'],
  ];
  for (const [name, value, attribute] of malformed) {
    it(`refuses ${attribute}="${value}" and names it`, () => {
      const error = refused({ ...GOOD, [name]: value });
      expect(error.code).to.equal('settings-invalid');
      expect(error.message).to.match(new RegExp(`^${attribute} `));
    });
  }
});
