import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { HostTokenIdentity } from '../../../src/adapters/host-token/host-token-identity.js';
import type { TeamsErrorCode } from '../../../src/model/error-codes.js';
import type { AccessTokenRequest, HostSignIn } from '../../../src/model/host-sign-in.js';
import { TeamsError } from '../../../src/model/teams-error.js';

const alice = {
  id: 'a11ce000-0000-4000-8000-00000000000a',
  tenantId: 'fab00000-0000-4000-8000-000000000001',
  displayName: 'Alice Ämes',
  userPrincipalName: 'alice@fabrikam.example',
};
const megan = { ...alice, id: '3e6a0000-0000-4000-8000-00000000000b', displayName: 'Megan Bowen' };
const HOUR = 3_600;

let made = 0;

/** A token as Entra ID writes it. Nobody here checks the signature. */
function tokenOf(account: typeof alice, seconds = HOUR, name = 'preferred_username'): string {
  const claims = {
    oid: account.id.toUpperCase(),
    tid: account.tenantId,
    name: account.displayName,
    [name]: account.userPrincipalName,
    exp: Math.floor(Date.now() / 1_000) + seconds,
    uti: (made += 1),
  };
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;
}

let asked: AccessTokenRequest[];
let answer: (request: AccessTokenRequest) => unknown;
let host: { getAccessToken?: HostSignIn['getAccessToken'] };
let identity: HostTokenIdentity;

beforeEach(() => {
  asked = [];
  answer = () => tokenOf(alice);
  host = {
    getAccessToken: async (request) => {
      asked.push(request);
      return answer(request) as string;
    },
  };
  identity = new HostTokenIdentity({ cloud: 'public' }, host);
});
afterEach(() => mock.timers.reset());

function refuses(code: TeamsErrorCode, promise: Promise<unknown>, message = /./): Promise<void> {
  return assert.rejects(promise, (error) => {
    assert.ok(error instanceof TeamsError, String(error));
    assert.equal(error.code, code, error.message);
    assert.match(error.message, message);
    return true;
  });
}

describe("the page's own token function", () => {
  it('is asked for what Entra ID is to be asked for, and says who is signed in', async () => {
    assert.deepEqual(await identity.restore(), alice);
    assert.deepEqual(asked, [
      {
        feature: 'calling',
        scopes: [
          'https://auth.msft.communication.azure.com/Teams.ManageCalls',
          'https://auth.msft.communication.azure.com/Teams.ManageChats',
        ],
        renew: false,
        interactive: false,
      },
    ]);
  });

  it('may open a window after a click, and only then', async () => {
    assert.deepEqual(await identity.signIn(['calling', 'me']), alice);
    await identity.token('people');
    assert.deepEqual(
      asked.map(({ feature, interactive }) => [feature, interactive]),
      [
        ['calling', true],
        ['people', false],
      ],
    );
  });

  it('is asked for the scopes of a national cloud', async () => {
    const dod = new HostTokenIdentity({ cloud: 'dod' }, host);
    await dod.restore();
    assert.match(String(asked[0]?.scopes), /azure\.us\/Teams\.ManageCalls/);
  });

  for (const name of ['preferred_username', 'upn', 'unique_name']) {
    it(`may name the person by ${name}`, async () => {
      answer = () => tokenOf(alice, HOUR, name);
      assert.deepEqual(await identity.restore(), alice);
    });
  }

  it('may hand on what MSAL gave it', async () => {
    answer = () => ({ accessToken: tokenOf(alice), expiresOn: null });
    assert.deepEqual(await identity.restore(), alice);
  });

  it('is read anew with each use', async () => {
    await identity.restore();
    host.getAccessToken = () => Promise.resolve('another');
    assert.equal(await identity.token('people'), 'another');
    delete host.getAccessToken;
    await refuses('settings-invalid', identity.token('chat'), /getAccessToken/);
  });

  it('asks for several permissions of one resource at once, because a click opens one window', async () => {
    await identity.restore();
    await identity.consent(['people', 'chat']);
    const { scopes, interactive, renew } = asked[1] ?? { scopes: [] };
    assert.deepEqual([scopes, interactive, renew], [['User.ReadBasic.All', 'Chat.Create'], true, true]);
    await identity.token('chat');
    assert.equal(asked.length, 2, 'what came is kept for both');
  });
});

describe('a token of the page', () => {
  beforeEach(async () => {
    await identity.restore();
  });

  it('is kept until shortly before its end', async () => {
    mock.timers.enable({ apis: ['Date'], now: Date.now() });
    const first = await identity.token('me');
    mock.timers.tick((HOUR - 5 * 60 - 2) * 1_000);
    assert.equal(await identity.token('me'), first);
    mock.timers.tick(2_000);
    assert.notEqual(await identity.token('me'), first);
  });

  it('is asked for anew where the one before will not do', async () => {
    const first = await identity.token('calling');
    assert.notEqual(await identity.token('calling', { renew: true }), first);
    assert.equal(asked.at(-1)?.renew, true);
  });

  it('is asked for once at a time', async () => {
    const tokens = await Promise.all([identity.token('people'), identity.token('people'), identity.token('people')]);
    assert.equal(new Set(tokens).size, 1);
    assert.equal(asked.length, 2);
  });

  it('need not be readable, if it is for Graph', async () => {
    answer = () => 'opaque';
    assert.equal(await identity.token('me'), 'opaque');
    answer = () => 'new';
    assert.equal(await identity.token('me'), 'new', 'nobody knows how long to keep it');
  });

  it('of somebody else is told, and does not serve for the one before', async () => {
    const told: unknown[] = [];
    identity.followAccount((account) => told.push(account));
    answer = () => tokenOf(megan);
    await refuses('sign-in-required', identity.token('calling', { renew: true }));
    await refuses('sign-in-required', identity.token('people'));
    assert.deepEqual(told, [megan]);
    assert.deepEqual(await identity.restore(), megan);
    assert.ok(await identity.token('people'));
  });

  it('is not given out for the call of somebody else', async () => {
    await identity.restore();
    assert.ok(await identity.token('calling', { userId: alice.id }));
    await refuses('sign-in-required', identity.token('calling', { userId: megan.id }), /somebody else/);
  });

  it('of somebody else allows nothing for the one before', async () => {
    await identity.restore();
    answer = () => tokenOf(megan);
    await refuses('sign-in-required', identity.consent(['chat']), /somebody else/);
    answer = () => tokenOf(alice);
    const [, payload = ''] = (await identity.token('chat', { userId: alice.id })).split('.');
    const { oid } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { readonly oid: string };
    assert.equal(oid, alice.id.toUpperCase());
  });

  it('is forgotten with the person who signs out', async () => {
    await identity.signOut();
    await refuses('sign-in-required', identity.token('calling'));
    assert.equal(asked.length, 1);
  });
});

describe('what the page may do wrong', () => {
  for (const given of [undefined, null, '', 42, {}, { accessToken: '' }]) {
    it(`is to resolve with ${JSON.stringify(given)}`, async () => {
      answer = () => given;
      await refuses('settings-invalid', identity.signIn(['calling']), /access token, a string/);
    });
  }

  for (const given of ['opaque', 'a.b.c', `e30.${Buffer.from('{"exp":1}').toString('base64url')}.x`]) {
    it(`is to give a token for calls that does not say whose it is: ${given}`, async () => {
      answer = () => given;
      await refuses('settings-invalid', identity.restore(), /oid and tid/);
    });
  }

  it('is never to answer', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    answer = () => new Promise(() => {});
    const silent = identity.restore();
    mock.timers.tick(30_000);
    await refuses('sign-in-timed-out', silent, /30 seconds/);
    const atWindow = identity.signIn(['calling']);
    mock.timers.tick(299_999);
    const stillWaiting = Symbol();
    assert.equal(await Promise.race([atWindow, Promise.resolve(stillWaiting)]), stillWaiting);
    mock.timers.tick(1);
    await refuses('sign-in-timed-out', atWindow, /300 seconds/);
  });

  it('can be waited for no longer than wanted', async () => {
    let arrive = (_token: string): void => {};
    answer = () => new Promise<string>((resolve) => (arrive = resolve));
    const attempt = new AbortController();
    const signingIn = identity.signIn(['calling'], { signal: attempt.signal });
    attempt.abort();
    await refuses('aborted', signingIn);
    arrive(tokenOf(alice));
  });
});

describe('a rejection of the page', () => {
  const named = (name: string): Error => Object.assign(new Error('no'), { name });
  const rows: readonly (readonly [string, unknown, TeamsErrorCode])[] = [
    ["MSAL's need for a person", named('InteractionRequiredAuthError'), 'sign-in-required'],
    ['interaction_required', { errorCode: 'interaction_required' }, 'sign-in-required'],
    ['login_required', { code: 'login_required' }, 'sign-in-required'],
    ['a word', 'login_required', 'sign-in-required'],
    [
      'a consent that is missing',
      Object.assign(named('InteractionRequiredAuthError'), {
        errorCode: 'invalid_grant',
        subError: 'consent_required',
      }),
      'consent-required',
    ],
    ['a closed window', { errorCode: 'user_cancelled' }, 'sign-in-canceled'],
    ['a blocked window', { errorCode: 'popup_window_error' }, 'popup-blocked'],
    ['no network', new TypeError('Failed to fetch'), 'sign-in-unreachable'],
    ["MSAL's lost network", { errorCode: 'no_network_connectivity' }, 'sign-in-unreachable'],
    ['an error of ours', new TeamsError('not-authorized'), 'not-authorized'],
    ['anything else', new Error('Backend said 500'), 'sign-in-failed'],
    ['nothing', undefined, 'sign-in-failed'],
  ];
  for (const [what, reason, code] of rows) {
    it(`with ${what} is ${code}`, async () => {
      answer = () => {
        throw reason; // pages reject with anything
      };
      await refuses(code, identity.signIn(['calling']));
    });
  }

  it('that only says that nobody is signed in leaves nobody, quietly', async () => {
    for (const code of ['login_required', 'consent_required']) {
      answer = () => Promise.reject(Object.assign(new Error('no'), { code }));
      assert.equal(await identity.restore(), undefined);
    }
  });

  it('may come before any promise', async () => {
    host.getAccessToken = () => {
      throw new Error('not ready');
    };
    await refuses('sign-in-failed', identity.restore(), /not ready/);
  });
});
