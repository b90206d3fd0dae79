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
      'token-rejected',
    );
    await page.evaluate(() => desk.leave());
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

  it('is late where the service does not answer, and ends a call that is asked for with the words for that', async () => {
    const page = await aDesk(stage);
    const gone = await aHub();
    await gone.close();
    const told = await page.evaluate(
      async ([url, token, to]) => {
        const nowhere = desk.elsewhere(url, { connect: 300 });
        const connecting = await nowhere.failure(() => nowhere.connect(token));
        const again = await nowhere.failure(() => nowhere.connect(token));
        await nowhere.dial('offline', to);
        while (!nowhere.call('offline')?.end) await new Promise(requestAnimationFrame);
        const { end } = nowhere.call('offline') ?? {};
        nowhere.leave();
        return { connecting, again, asked: nowhere.asked, states: nowhere.states('offline'), end };
      },
      [gone.url, aToken(alice), userParty(megan)] as const,
    );
    assert.deepEqual([told.connecting, told.again], ['call-service-unreachable', 'call-service-unreachable']);
    assert.equal(told.asked, 1, 'one connection, though it was asked for twice');
    assert.deepEqual(told.states, ['None', 'Connecting', 'Disconnected']);
    assert.deepEqual([told.end?.code, told.end?.subCode, told.end?.reason], [490, 4525, 'failed']);
    assert.equal(told.end?.error?.code, 'call-service-unreachable');
    await page.waitForFunction(() => Object.keys(desk.listeners()).length === 0);
    await page.context().close();
  });

  it('does not keep a person waiting for an agent that does not come', async () => {
    const page = await aDesk(stage);
    const code = await page.evaluate(
      async ([url, to]) => {
        const slow = desk.elsewhere(url, { connect: 60_000, dial: 200 });
        slow.tokens = () => new Promise(() => {});
        const connecting = slow.failure(() => slow.connect(''));
        const dialled = await slow.failure(() => slow.dial('late', to));
        slow.leave();
        return [dialled, await connecting, slow.call('late')?.state];
      },
      [stage.url, userParty(megan)] as const,
    );
    assert.deepEqual(code, ['call-service-unreachable', 'aborted', undefined]);
    await page.context().close();
  });

  it('comes about by itself when the service answers at last, with the one agent that there is', async () => {
    const page = await aDesk(stage);
    stage.order({ drop: true });
    const late = await page.evaluate((token) => {
      const patient = (globalThis.desk = desk.elsewhere(`ws://${location.host}/hub`, { connect: 300 }));
      return patient.failure(() => patient.connect(token));
    }, aToken(alice));
    assert.equal(late, 'call-service-unreachable');
    stage.forgive();
    await page.waitForFunction(() => desk.events.includes('connected'));
    await page.evaluate((token) => desk.connect(token), aToken(alice));
    assert.deepEqual(await page.evaluate(() => [desk.events, desk.asked]), [['connected'], 1]);
    await page.evaluate(() => desk.leave());
    await page.context().close();
  });

  it('makes what never came about anew when it is asked for after a long time', async () => {
    const page = await aDesk(stage);
    const gone = await aHub();
    await gone.close();
    const asked = await page.evaluate(
      async ([url, token]) => {
        const nowhere = desk.elsewhere(url, { connect: 100, stale: 50 });
        await nowhere.failure(() => nowhere.connect(token));
        await nowhere.failure(() => nowhere.connect(token));
        nowhere.leave();
        return nowhere.asked;
      },
      [gone.url, aToken(alice)] as const,
    );
    assert.equal(asked, 2);
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
