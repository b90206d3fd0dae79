import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { until } from '../until.js';
import type { Actor } from './actor.js';
import { Stage } from './stage.js';

describe('what people are asked to allow', () => {
  let stage: Stage;

  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage.close());
  afterEach(() => stage.clear());

  /** Those of Graph's scopes that the account has agreed to so far, as its token says. */
  async function allowed(actor: Actor): Promise<string> {
    const requests = actor.context.waitForEvent('request', (request) => request.url().includes('/graph/'));
    await actor.page.evaluate(() => void globalThis.TeamsEmbed?.session.photo(crypto.randomUUID()));
    const bearer = (await requests).headers()['authorization'] ?? '';
    const [, payload = ''] = bearer.split('.');
    return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { scp: string }).scp;
  }

  it('is no chat before the first call to a colleague, and asked for once', async () => {
    const alice = await stage.enter('Alice');
    const megan = await stage.enter('Megan');
    await alice.signIn();
    await megan.signIn();
    assert.deepEqual((await allowed(alice)).split(' ').sort(), ['User.Read', 'User.ReadBasic.All']);
    await alice.callsFirst(/^Call Megan/);
    await megan.press(/^Decline call from Alice Ames$/);
    await alice.end();
    assert.deepEqual((await allowed(alice)).split(' ').sort(), ['Chat.Create', 'User.Read', 'User.ReadBasic.All']);
    const windows = alice.context.pages().length;
    await alice.press(/^Call Megan/);
    await megan.press(/^Accept call from Alice Ames$/);
    await until(async () => (await alice.events('teams-call-connected')).length === 1, 'they talk', 20_000);
    assert.equal(alice.context.pages().length, windows);
  });

  it('may be declined: the call goes on without its chat', async () => {
    const alice = await stage.enter('Alice');
    const megan = await stage.enter('Megan');
    await alice.signIn();
    await megan.signIn();
    const opening = alice.page.waitForEvent('popup');
    await alice.press(/^Call Megan/);
    await (await opening).close();
    await megan.press(/^Accept call from Alice Ames$/);
    await until(async () => (await alice.events('teams-call-connected')).length === 1, 'they talk', 20_000);
    assert.equal((await alice.events('teams-error')).length, 0);
    await alice.sees(/asks for your permission to work with the names/);
    const again = alice.page.waitForEvent('popup');
    await alice.press(/^Allow$/);
    const popup = await again;
    const closed = popup.waitForEvent('close');
    await popup.getByRole('button', { name: 'Accept' }).click();
    await closed;
    await alice.button(/^Allow$/).waitFor({ state: 'detached' });
    assert.equal(await alice.page.evaluate(() => globalThis.TeamsEmbed?.session.state.calls[0]?.state), 'Connected');
  });
});
