import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { until } from '../until.js';
import type { Actor } from './actor.js';
import { Stage } from './stage.js';

describe('phone calls', () => {
  let stage: Stage;
  let alice: Actor;

  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage.close());
  afterEach(() => stage.clear());

  async function aliceDials(to: string): Promise<void> {
    alice = await stage.enter('Alice');
    await alice.signIn();
    await alice.page.locator(`teams-call-button[to="${to}"]`).getByRole('button').first().click();
  }

  it('is answered, talks, and is hung up', async () => {
    await aliceDials('+1 425 555 0100');
    await until(async () => (await alice.events('teams-call-connected')).length === 1, 'the number answers', 20_000);
    await until(
      () => alice.page.evaluate(() => globalThis.TeamsEmbed?.session.state.calls[0]?.participants[0]?.speaking),
      'the number is heard',
      20_000,
    );
    assert.equal(await alice.page.evaluate(() => globalThis.TeamsEmbed?.session.state.phoneCallsAllowed), true);
    await alice.page.locator('teams-call').getByText('Adatum reception').waitFor();
    await alice.press(/^Hang up/);
    const { reason, by, connectedSeconds } = await alice.end();
    assert.deepEqual([reason, by], ['completed', 'local']);
    assert.ok((connectedSeconds ?? -1) >= 0);
  });

  const outcomes: [string, string, string][] = [
    ['+1 425 555 0101', 'busy', 'Busy'],
    ['+1 425 555 0102', 'no-answer', 'No answer'],
    ['+1 425 555 0103', 'rejected', 'Call declined'],
  ];
  for (const [to, reason, words] of outcomes) {
    it(`${to} ends as ${reason}`, async () => {
      await aliceDials(to);
      assert.equal((await alice.end()).reason, reason);
      await alice.sees(words);
      assert.deepEqual(await alice.events('teams-call-connected'), []);
    });
  }

  it('hears itself in the echo test', async () => {
    await aliceDials('8:echo123');
    await until(
      () => alice.page.evaluate(() => globalThis.TeamsEmbed?.session.state.calls[0]?.participants[0]?.speaking),
      'the echo is heard',
      30_000,
    );
    await alice.press(/^Hang up/);
    assert.equal((await alice.end()).reason, 'completed');
  });

  it('comes in, is answered, and is hung up by the caller', async () => {
    alice = await stage.enter('Alice');
    await alice.signIn();
    const user = await alice.page.evaluate(() => globalThis.TeamsEmbed?.session.state.user?.id);
    const { callId } = (await stage.control('POST', 'calls', { from: '+14255550100', to: user })) as { callId: string };
    await alice.press(/^Accept call from/);
    await until(
      async () => (await alice.events('teams-call-connected')).length === 1,
      'Alice talks to the number',
      20_000,
    );
    await stage.control('POST', `calls/${callId}`, { as: '+14255550100', action: 'hang-up' });
    const { reason, by } = await alice.end();
    assert.deepEqual([reason, by], ['completed', 'remote']);
    assert.equal((await alice.events('teams-call-ringing')).length, 1);
  });
});
