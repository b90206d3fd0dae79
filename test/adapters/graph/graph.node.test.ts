import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { GraphChat } from '../../../src/adapters/graph/graph-chat.js';
import { GraphClient } from '../../../src/adapters/graph/graph-client.js';
import { GraphPeople } from '../../../src/adapters/graph/graph-people.js';
import { scopesOf } from '../../../src/model/permissions.js';
import { startEmulator, type Emulator } from '../../../src/emulator/index.js';
import { TeamsError } from '../../../src/model/teams-error.js';
import { accessToken, person } from '../../emulator/sign-in.js';
import { until } from '../../until.js';

const ALICE = 'a11ce000-0000-4000-8000-00000000000a';
const MEGAN = '3e6a0000-0000-4000-8000-00000000000b';
const FRANK = 'f0e10000-0000-4000-8000-00000000000e';
const megan = {
  id: MEGAN,
  displayName: 'Megan Bowen',
  userPrincipalName: 'megan@fabrikam.example',
  mail: 'megan@fabrikam.example',
  jobTitle: 'Marketing Manager',
};

let emulator: Emulator;
let token: string;
let client: GraphClient;
let people: GraphPeople;
let chat: GraphChat;
let begun: number;

before(async () => {
  emulator = await startEmulator({ port: 0, quiet: true });
});
after(() => emulator.close());
beforeEach(async () => {
  emulator.reset();
  token = await aliceMay((['me', 'people', 'chat'] as const).flatMap((feature) => scopesOf(feature, 'public')));
  client = new GraphClient({ cloud: 'public', emulator: emulator.url }, () => Promise.resolve(token));
  people = new GraphPeople(client);
  chat = new GraphChat(client);
  begun = emulator.log().at(-1)?.number ?? 0;
});

describe('people', () => {
  it('begin with whoever is signed in', async () => {
    assert.deepEqual(await people.me(), {
      id: ALICE,
      displayName: 'Alice Ames',
      userPrincipalName: 'alice@fabrikam.example',
      mail: 'alice@fabrikam.example',
      jobTitle: 'Sales Representative',
      usageLocation: 'US',
      phonePlan: true,
    });
  });

  for (const key of [MEGAN, MEGAN.toUpperCase(), 'megan@fabrikam.example', ' Megan@Fabrikam.example ']) {
    it(`are found by "${key}"`, async () => {
      assert.deepEqual(await people.person(key), megan);
    });
  }

  it('are found by an address with signs that mean something in a URL', async () => {
    const guest = await people.person('grete_contoso.example#EXT#@fabrikam.example');
    assert.equal(guest.displayName, 'Grete Holm (Guest)');
    assert.equal(guest.jobTitle, undefined);
  });

  it('are asked for once, however many want to know', async () => {
    await Promise.all([people.person(MEGAN), people.person(MEGAN.toUpperCase()), people.person(MEGAN), people.me()]);
    await people.person(MEGAN);
    await people.me();
    assert.equal(asked('/users/').length, 1);
    assert.equal(asked('/me').length, 1);
  });

  it('are known by their id once they were found by their address', async () => {
    await people.person('megan@fabrikam.example');
    assert.deepEqual(await people.person(MEGAN), megan);
    assert.equal(asked('/users/').length, 1);
  });

  it('may not exist, and may be there the next time', async () => {
    await rejects(people.person('nobody@fabrikam.example'), 'person-unknown');
    await rejects(people.person('nobody@fabrikam.example'), 'person-unknown');
    assert.equal(asked('/users/').length, 2);
  });

  it('go on being looked up when one who asked has left', async () => {
    const leaving = new AbortController();
    const left = people.person(MEGAN, leaving.signal);
    const stays = people.person(MEGAN);
    leaving.abort();
    await rejects(left, 'aborted');
    assert.deepEqual(await stays, megan);
  });

  it('have a photo, or none', async () => {
    const photo = await people.photo(MEGAN);
    assert.ok(photo && photo.size > 0);
    assert.match(photo.type, /^image\//);
    assert.equal(await people.photo(FRANK), undefined);
    await people.photo(FRANK);
    assert.equal(asked('/photo').length, 2);
  });

  it('are asked for again when Graph was busy', async () => {
    emulator.addFault({ face: 'graph', match: '/users/', status: 503, retryAfter: 0, times: 1 });
    assert.deepEqual(await people.person(MEGAN), megan);
    assert.equal(asked('/users/').length, 2);
  });

  it('cannot be looked up while Graph has no time', async () => {
    emulator.addFault({ face: 'graph', match: '/users/', status: 429, retryAfter: 0 });
    const error = await rejects(people.person(MEGAN), 'too-many-requests');
    assert.equal(error.retryable, true);
  });

  it('cannot be looked up with a token that is not for Graph', async () => {
    token = 'not.a.token';
    await rejects(people.me(), 'sign-in-required');
  });

  it('cannot be looked up without consent', async () => {
    emulator.reset();
    token = await aliceMay(['User.Read']);
    await rejects(people.person(MEGAN), 'consent-required');
    await rejects(chat.createOneOnOne(ALICE, MEGAN), 'consent-required');
  });

  it('cannot be looked up when the sign-in is lost, which is said as it was', async () => {
    const lost = new TeamsError('sign-in-unreachable', 'The authority is away.');
    const signedOut = new GraphPeople(
      new GraphClient({ cloud: 'public', emulator: emulator.url }, () => Promise.reject(lost)),
    );
    assert.equal(await rejects(signedOut.me(), 'sign-in-unreachable'), lost);
  });

  it('cannot be looked up where nobody answers', async () => {
    emulator.addFault({ face: 'graph', drop: true });
    await rejects(people.me(), 'emulator-unreachable');
    emulator.clearFaults();
    assert.equal((await people.me()).id, ALICE);
  });
});

describe('a chat of two', () => {
  it('is the same for the same two', async () => {
    const id = await chat.createOneOnOne(ALICE, MEGAN);
    assert.match(id, /^19:.+@unq\.gbl\.spaces$/);
    assert.equal(await chat.createOneOnOne(ALICE, MEGAN), id);
    assert.notEqual(await chat.createOneOnOne(ALICE, FRANK), id);
  });

  it('is never asked for twice: the first may have been heard', async () => {
    emulator.addFault({ face: 'graph', match: '/chats', status: 503, retryAfter: 0 });
    await rejects(chat.createOneOnOne(ALICE, MEGAN), 'service-failed');
    assert.equal(asked('/chats').length, 1);
  });

  it('is asked for again after a 429: that one was not heard', async () => {
    emulator.addFault({ face: 'graph', match: '/chats', status: 429, retryAfter: 0, times: 1 });
    assert.match(await chat.createOneOnOne(ALICE, MEGAN), /^19:/);
    assert.equal(asked('/chats').length, 2);
  });

  it('is not waited for when the call was given up', async () => {
    emulator.addFault({ face: 'graph', match: '/chats', status: 429, retryAfter: 60 });
    const attempt = new AbortController();
    const creating = chat.createOneOnOne(ALICE, MEGAN, attempt.signal);
    await until(() => asked('/chats').length);
    attempt.abort();
    await rejects(creating, 'aborted');
  });
});

/** A Graph token of Alice's, after she consented to these permissions. */
function aliceMay(scopes: readonly string[]): Promise<string> {
  return accessToken(emulator, person(emulator, 'alice'), scopes);
}

/** The requests that Graph was sent with this in their path. */
function asked(path: string): readonly unknown[] {
  return emulator
    .log(begun)
    .filter((entry) => entry.kind === 'request' && entry['method'] !== 'OPTIONS')
    .filter((entry) => String(entry['path']).startsWith('/graph/') && String(entry['path']).includes(path));
}

async function rejects(promise: Promise<unknown>, code: string): Promise<TeamsError> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof TeamsError, String(error));
    assert.equal(error.code, code, error.message);
    return error;
  }
  throw new assert.AssertionError({ message: `It did not fail with ${code}.` });
}
