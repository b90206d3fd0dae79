import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { aStage, type Stage } from '../../emulator/calling/two-pages.js';
import { aHub } from '../../emulator/hub/a-hub.js';
import { aToken } from '../../emulator/hub/a-token.js';
import { alice, megan } from '../../emulator/hub/a-world.js';
import { aDesk, userParty } from './a-desk.js';

describe('the connection of the adapter', () => {
  let stage: Stage;

  before(async () => {
    stage = await aStage();
  });
  after(() => stage.close());

  it('says when the token is not good any longer, and goes on with a new one', async () => {
    const page = await aDesk(stage);
    const fresh = aToken(alice);
    // The page takes it for good for longer than it is: only the service knows that it has ended.
    await page.evaluate((token) => desk.connect(token), aToken(alice, 1_500));
    await page.waitForFunction(() => desk.events.includes('token rejected'));
    assert.equal(
      await page.evaluate((to) => desk.failure(() => desk.dial('late', to)), userParty(megan)),
      'call-service-unreachable',
    );
    await page.evaluate((token) => desk.connect(token), fresh);
    assert.deepEqual(await page.evaluate(() => desk.events.at(-1)), 'connected');
    await page.context().close();
  });

  it('says that it is the token when the service does not let it in', async () => {
    const page = await aDesk(stage);
    const ended = aToken(alice, -1_000);
    assert.equal(await page.evaluate((token) => desk.failure(() => desk.connect(token)), ended), 'token-rejected');
    assert.deepEqual(await page.evaluate(() => desk.events), []);
    await page.waitForFunction(() => Object.keys(desk.listeners()).length === 0);
    await page.context().close();
  });

  it('gives up on a service that does not answer, and leaves nothing behind', async () => {
    const page = await aDesk(stage);
    const gone = await aHub();
    await gone.close();
    const code = await page.evaluate(
      async ([url, token]) => {
        const nowhere = desk.elsewhere(url, 300);
        return nowhere.failure(() => nowhere.connect(token));
      },
      [gone.url, aToken(alice)] as const,
    );
    assert.equal(code, 'call-service-unreachable');
    await page.waitForFunction(() => Object.keys(desk.listeners()).length === 0);
    await page.context().close();
  });

  it('stops connecting when it is told to', async () => {
    const page = await aDesk(stage);
    const code = await page.evaluate((token) => {
      const connecting = desk.failure(() => desk.connect(token));
      desk.leave();
      return connecting;
    }, aToken(alice));
    assert.equal(code, 'aborted');
    await page.context().close();
  });
});
