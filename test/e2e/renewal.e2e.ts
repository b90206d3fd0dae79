import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { until } from '../until.js';
import type { Actor } from './actor.js';
import { Stage } from './stage.js';

describe('a call goes on', () => {
  let stage: Stage;
  let alice: Actor;

  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage.close());
  afterEach(() => stage.clear());

  const callState = (): Promise<string | undefined> =>
    alice.page.evaluate(() => globalThis.TeamsEmbed?.session.state.calls[0]?.state);

  /** Alice talks to somebody on the telephone, with tokens that live for a few seconds. */
  async function talking(): Promise<void> {
    await stage.control('POST', 'clock', { tokenLifetimeSeconds: 8 });
    alice = await stage.enter('Alice');
    await alice.signIn();
    await alice.page.locator('teams-call-button[to="+1 425 555 0100"]').getByRole('button').first().click();
    await until(async () => (await alice.events('teams-call-connected')).length === 1, 'Alice is connected', 20_000);
  }

  async function stillTalking(): Promise<void> {
    assert.equal(await callState(), 'Connected');
    await alice.press(/^Mute$/);
    await until(
      () => alice.page.evaluate(() => globalThis.TeamsEmbed?.session.state.calls[0]?.muted),
      'the call takes commands',
    );
    await alice.press(/^Hang up/);
    const end = await alice.end();
    assert.deepEqual([end.reason, end.by], ['completed', 'local']);
  }

  it('while tokens cannot be renewed, again and again; the session says so, and it heals by itself', async () => {
    await talking();
    await stage.control('POST', 'faults', { face: 'exchange', status: 503, times: 1_000 });
    await until(async () => (await alice.status()) === 'expiring', 'the session says that the token runs out', 30_000);
    await until(async () => (await alice.status()) === 'expired', 'the token has run out', 30_000);
    await alice.page
      .locator('teams-session')
      .getByText(/Try again|Sign in again/)
      .first()
      .waitFor();
    const refused = stage.demo.emulator.log().filter(({ path, status }) => path === '/token' && status === 503);
    assert.ok(refused.length >= 2, `it was tried ${refused.length} times`);
    assert.equal(await callState(), 'Connected');

    await stage.control('DELETE', 'faults');
    await until(async () => (await alice.status()) === 'ready', 'the token was renewed without anybody', 60_000);
    assert.equal(await alice.page.evaluate(() => globalThis.TeamsEmbed?.session.state.error), undefined);
    const exchanges = (): number =>
      stage.demo.emulator.log().filter(({ path, status }) => path === '/token' && status === 200).length;
    const healed = exchanges();
    await until(() => exchanges() > healed, 'it is renewed again when its time comes', 30_000);
    await stillTalking();
  });

  it('when only a person can renew the sign-in: one click, and it is renewed', async () => {
    await talking();
    await stage.control('POST', 'faults', {
      face: 'authority',
      match: '/oauth2/v2.0/token',
      status: 400,
      times: 1_000,
    });
    await until(async () => (await alice.status()) === 'expired', 'the sign-in has run out', 60_000);
    assert.equal(await callState(), 'Connected');
    await stage.control('DELETE', 'faults');
    await stage.control('POST', 'clock', { tokenLifetimeSeconds: 3_600 });

    const opening = alice.page.waitForEvent('popup');
    await alice.press(/^Sign in again$/);
    const popup = await opening;
    await until(async () => (await alice.status()) === 'ready', 'Alice is signed in again', 30_000);
    assert.ok(popup.isClosed() || (await popup.waitForEvent('close'), true));
    await stillTalking();
  });
});
