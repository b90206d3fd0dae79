import { expect } from 'chai';
import type { Settings } from '../src/model/settings.js';
import { wire } from '../src/wire.js';

const settings: Settings = {
  clientId: 'c0ffee00-0000-4000-8000-00000000c11e',
  cloud: 'public',
  authority: 'https://login.microsoftonline.com/organizations',
  tokenUrl: new URL('/token', location.href).href,
  redirectUri: new URL('/teams-embed-redirect.html', location.href).href,
  loginHint: undefined,
  signIn: 'popup',
  country: undefined,
  locale: undefined,
  inbound: 'ring',
  emulator: undefined,
};
// Where nothing listens: what is made here asks nobody.
const local: Settings = { ...settings, emulator: 'http://localhost:9' };
const nobody = (): Promise<string> => Promise.reject(new Error('No token was asked for.'));

describe('the wire', () => {
  it('brings phone numbers', async () => {
    const numbers = await wire.numbers();
    expect(numbers.parse('(425) 555-0100', 'US')).to.deep.equal({ phoneNumber: '+14255550100', emergency: false });
  });

  for (const [what, given] of [
    ['Microsoft', settings],
    ['the local Teams', local],
  ] as const) {
    it(`brings sign-in, token service, people and chats of ${what}`, async () => {
      const identity = await wire.identity(given, {});
      expect(await identity.restore()).to.equal(undefined);
      expect(await wire.tokenService(given)).to.respondTo('exchange');
      expect(await wire.people(given, nobody)).to.respondTo('photo');
      expect(await wire.chat(given, nobody)).to.respondTo('createOneOnOne');
    });
  }

  it('brings the calls of the local Teams', async () => {
    expect(await wire.calling(local)).to.respondTo('dial');
  });

  describe('and its log', () => {
    let lines: unknown[][];
    const { debug } = console;
    beforeEach(() => {
      lines = [];
      console.debug = (...line: unknown[]) => void lines.push(line);
    });
    afterEach(() => {
      console.debug = debug;
      localStorage.removeItem('teams-embed.debug');
    });

    it('keeps what is for finding faults to itself', () => {
      wire.log.debug('a detail');
      expect(lines).to.deep.equal([]);
    });

    it('tells it where that was asked for', () => {
      localStorage.setItem('teams-embed.debug', '1');
      wire.log.debug('a detail');
      expect(lines).to.deep.equal([['teams-embed:', 'a detail']]);
    });
  });
});
