import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { until as soon } from '../../until.js';
import { aToken } from '../hub/a-token.js';
import { alice, megan, phones } from '../hub/a-world.js';
import type { Failure } from './page/driver.js';
import { aStage, stateOf, until, type Stage } from './two-pages.js';

function aJwt(payload: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ exp: Date.now() / 1000 + 3_600, ...payload })}.${part({})}`;
}

describe('the call agent', () => {
  let stage: Stage;

  before(async () => {
    stage = await aStage({ timings: { userRings: 20_000, grace: 300 } });
  });
  after(() => stage.close());

  const aPage = (): Promise<Page> => stage.page();

  const badTokens = [
    { what: 'that is no JWT', token: 'opaque', code: 401, subCode: 44111 },
    { what: 'that is encrypted', token: 'a.b.c.d.e', code: 401, subCode: 44117 },
    {
      what: 'without the voip scope',
      token: aJwt({ skypeid: 'orgid:x', acsScope: 'chat' }),
      code: 401,
      subCode: 44113,
    },
    {
      what: 'that is not a Teams user’s',
      token: aJwt({ skypeid: 'acs:x_y', acsScope: 'voip', resourceId: 'x' }),
      code: 403,
      subCode: 40231,
    },
  ];
  for (const { what, token, code, subCode } of badTokens) {
    it(`is not made from a token ${what}`, async () => {
      const page = await aPage();
      const failure = await page.evaluate(
        (text) => driver.failure(() => driver.client.createTeamsCallAgent(driver.holding(text))),
        token,
      );
      assert.deepEqual([failure?.name, failure?.code, failure?.subCode], ['CallingCommunicationError', code, subCode]);
    });
  }

  it('is there, but disconnected, when the hub does not accept its token', async () => {
    const page = await aPage();
    // A Teams user of this world by its claims, but too old for the hub.
    const state = await page.evaluate(
      async (token) => {
        const agent = await driver.client.createTeamsCallAgent(driver.holding(token));
        return agent.connectionState;
      },
      aToken(alice, -1_000),
    );
    assert.equal(state, 'Disconnected');
  });

  it('is the same for two clients of one user, and can be disposed once', async () => {
    const page = await aPage();
    const outcome = await page.evaluate(async (token) => {
      await driver.signIn(token);
      const client = new driver.calling.CallClient();
      const again = await client.createTeamsCallAgent(driver.holding(token));
      const same = again === driver.agent;
      await driver.agent?.dispose();
      return {
        same,
        state: driver.agent?.connectionState,
        secondDispose: await driver.failure(() => driver.agent?.dispose()),
        client: await driver.failure(() => driver.client.dispose()),
        secondClient: await driver.failure(() => driver.client.dispose()),
        devices: await driver.failure(() => driver.client.getDeviceManager()),
        unknownEvent: await driver.failure(() => driver.agent?.on('sung' as 'callsUpdated', () => undefined)),
      };
    }, aToken(alice));
    const codes = ({ code, subCode }: Failure): string => `${code}/${subCode}`;
    assert.equal(outcome.same, true);
    assert.equal(outcome.state, 'Disconnected');
    assert.equal(outcome.secondDispose && codes(outcome.secondDispose), '409/40204');
    assert.equal(outcome.client, undefined);
    assert.equal(outcome.secondClient && codes(outcome.secondClient), '404/40012');
    assert.equal(outcome.devices && codes(outcome.devices), '404/40012');
    assert.equal(outcome.unknownEvent && codes(outcome.unknownEvent), '422/40205');
  });

  it('closes its line and ends its calls when it is disposed', async () => {
    const page = await stage.page(alice);
    await page.evaluate((phoneNumber) => driver.dial({ phoneNumber }), phones.answers);
    await until(page, ({ call }) => call === 'Connected');
    await page.evaluate(() => driver.agent?.dispose());
    const { call, devices } = await stateOf(page);
    assert.equal(call, 'Disconnected');
    assert.deepEqual(devices, { microphones: 0, cameras: 0, connections: 0, sounds: 0 });
    await soon(() => stage.hub.calls().length === 0, 'the hub knows');
    await page.evaluate(() => driver.dial({ id: '8:echo123' }));
    assert.equal((await until(page, (state) => state.call === 'Disconnected')).reason, '490/4525');
  });

  it('loses its connection with a token that expires, keeps its call, and comes back with a fresh one', async () => {
    const page = await stage.page();
    await page.evaluate(([token]) => driver.signIn(token), [aToken(megan, 1_500)] as const);
    await page.evaluate((phoneNumber) => driver.dial({ phoneNumber }), phones.answers);
    await soon(
      () => page.evaluate(() => driver.events.includes('agent Disconnected invalidToken')),
      'it expires',
      15_000,
    );
    assert.equal((await stateOf(page)).call, 'Connected');

    const second = await stage.page();
    await second.evaluate(([token, next]) => driver.signIn(token, next), [
      aToken(alice, 1_500),
      aToken(alice),
    ] as const);
    await second.evaluate((phoneNumber) => driver.dial({ phoneNumber }), phones.answers);
    await until(second, ({ call }) => call === 'Connected');
    await soon(
      () => second.evaluate(() => driver.events.lastIndexOf('agent Connected') > driver.events.indexOf('Connected')),
      'a fresh token is accepted',
      15_000,
    );
    assert.equal((await stateOf(second)).call, 'Connected');
    await second.evaluate(() => driver.call?.mute());
    await until(second, ({ muted }) => muted === true);
  });

  it('ends its call when the hub does not know it any longer', async () => {
    const page = await stage.page(alice);
    await page.evaluate((phoneNumber) => driver.dial({ phoneNumber }), phones.answers);
    await until(page, ({ call }) => call === 'Connected');
    stage.hub.reset();
    const { reason, devices } = await until(page, ({ call }) => call === 'Disconnected');
    assert.equal(reason, '496/7');
    assert.deepEqual(devices, { microphones: 0, cameras: 0, connections: 0, sounds: 0 });
    await until(page, ({ agent }) => agent === 'Connected');
  });

  it('ends its call when the hub cannot be reached for longer than the grace time', async () => {
    const page = await stage.page(alice);
    await page.evaluate((phoneNumber) => driver.dial({ phoneNumber }), phones.answers);
    await until(page, ({ call }) => call === 'Connected');
    stage.order({ match: '/hub', drop: true });
    stage.dropLines();
    const { reason } = await until(page, ({ call }) => call === 'Disconnected');
    assert.equal(reason, '496/7');
    assert.equal(await page.evaluate(() => driver.dial({ id: '8:echo123' })), 'None');
    assert.equal((await until(page, ({ call }) => call === 'Disconnected')).reason, '490/4525');
    stage.forgive();
    await until(page, ({ agent }) => agent === 'Connected');
  });

  it('says that it is the token, also when it never connected', async () => {
    const page = await stage.page();
    await page.evaluate((token) => driver.signInHolding(token), aToken(alice, -1_000));
    await soon(() => page.evaluate(() => driver.events.includes('agent Disconnected invalidToken')), 'it says so');
  });
});
