import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { until } from '../until.js';
import type { Actor } from './actor.js';
import { NOBODY } from './page-host.js';
import { Stage } from './stage.js';

/** Waits for the one error that the page was told of, and says its code. */
async function toldError(actor: Actor, code: string): Promise<void> {
  await until(
    async () => (await actor.events('teams-error')).some((seen) => seen.code === code),
    `${actor.name} is told ${code}`,
    30_000,
  );
}

describe('bad input', () => {
  let stage: Stage;

  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage.close());
  afterEach(() => stage.clear());

  /** A page of its own, under the demo's policy. */
  async function page(body: string, name = 'Alice', script = ''): Promise<Actor> {
    const { emulator, clientId } = stage.demo;
    const filled = body.replaceAll('EMULATOR', emulator.url).replaceAll('CLIENT', clientId);
    return stage.enter(name, stage.pages.put(filled, script));
  }

  const SESSION =
    '<teams-session client-id="CLIENT" token-url="EMULATOR/token" emulator="EMULATOR" country="US"></teams-session>';

  const configurations: [string, string, string, RegExp][] = [
    [
      'an unknown attribute',
      '<teams-session clientid="CLIENT" emulator="EMULATOR"></teams-session>',
      'settings-invalid',
      /client-id/,
    ],
    [
      'a client id that is none',
      '<teams-session client-id="my-app" emulator="EMULATOR"></teams-session>',
      'settings-invalid',
      /client-id/,
    ],
    [
      'a country that is none',
      '<teams-session client-id="CLIENT" emulator="EMULATOR" country="USA"></teams-session>',
      'settings-invalid',
      /country/,
    ],
    ['no token service', '<teams-session client-id="CLIENT"></teams-session>', 'token-url-missing', /token service/],
  ];
  for (const [what, markup, code, words] of configurations) {
    it(`${what}: a sentence in the element, an event, and it works when it is mended`, async () => {
      const alice = await page(`${markup}<teams-sign-in></teams-sign-in>`);
      await toldError(alice, code);
      await alice.sees(words);
      await alice.page.evaluate(
        ({ clientId, emulator }) => {
          const session = document.querySelector('teams-session');
          for (const name of session?.getAttributeNames() ?? []) session?.removeAttribute(name);
          session?.setAttribute('client-id', clientId);
          session?.setAttribute('emulator', emulator);
        },
        { clientId: stage.demo.clientId, emulator: stage.demo.emulator.url },
      );
      await alice.signIn();
    });
  }

  it('a number that cannot be dialled', async () => {
    const alice = await page(
      `${SESSION}<teams-sign-in></teams-sign-in><teams-call-button to="*67 call me"></teams-call-button>`,
    );
    await alice.signIn();
    const button = alice.page.locator('teams-call-button').getByRole('button').first();
    for (let time = 1; time <= 2; time += 1) {
      await button.click();
      await until(async () => (await alice.events('teams-error')).length === time, `error ${time}`);
    }
    await alice.sees('This is not a phone number that can be called.');
    await alice.page.evaluate(() => document.querySelector('teams-call-button')?.setAttribute('to', '+1 425 555 0100'));
    await button.click();
    await until(async () => (await alice.events('teams-call-started')).length === 1, 'the mended number is called');
  });

  it('nobody to call', async () => {
    const alice = await page(`${SESSION}<teams-sign-in></teams-sign-in><teams-call-button></teams-call-button>`);
    await alice.signIn();
    await alice.page.locator('teams-call-button').hover();
    await alice.sees('There is nobody to call.');
  });

  it('a sign-in window that was blocked', async () => {
    const alice = await page(
      `${SESSION}<teams-sign-in></teams-sign-in>`,
      'Alice',
      `customElements.whenDefined('teams-session').then(async () => {
         await document.querySelector('teams-session').updateComplete;
         const open = window.open;
         window.open = () => null; // what a blocker does, also where the browser of the tests has none
         await TeamsEmbed.session.signIn().catch(({ code }) => console.info(code));
         window.open = open;
       });`,
    );
    await until(() => alice.said.includes('popup-blocked'), 'the window is blocked', 20_000);
    await toldError(alice, 'popup-blocked');
    await alice.sees(/blocked the sign-in window/);
    await alice.signIn();
  });

  it('a sign-in window that was closed', async () => {
    const alice = await page(`${SESSION}<teams-sign-in></teams-sign-in>`);
    const opening = alice.page.waitForEvent('popup');
    await alice.press(/^Sign in with Microsoft Teams$/);
    const popup = await opening;
    await popup.getByRole('button', { name: /^Alice/ }).waitFor();
    await popup.close();
    await toldError(alice, 'sign-in-canceled');
    await alice.sees(/Sign-in was cancelled/);
    await alice.signIn();
  });

  it('an emulator that is not there', async () => {
    const alice = await page(
      `<teams-session client-id="CLIENT" emulator="${NOBODY}"></teams-session><teams-sign-in></teams-sign-in>`,
    );
    await alice.press(/^Sign in with Microsoft Teams$/);
    await toldError(alice, 'emulator-unreachable');
    await alice.sees(/emulator does not answer/);
    await alice.page.evaluate(
      (emulator) => document.querySelector('teams-session')?.setAttribute('emulator', emulator),
      stage.demo.emulator.url,
    );
    await alice.signIn();
  });

  it('an account that may not: no licence, no phone plan, a tenant that is not served', async () => {
    const people = (await stage.control('GET', 'world')) as {
      users: { displayName: string; teamsLicense: boolean; phonePlan: boolean; tenantId: string }[];
      tenants: { id: string; blocked?: boolean }[];
    };
    const unlicensed = people.users.find(({ teamsLicense }) => !teamsLicense);
    const planless = people.users.find(
      ({ phonePlan, teamsLicense, tenantId }) => teamsLicense && !phonePlan && tenantId === people.tenants[0]?.id,
    );
    const blocked = people.users.find(({ tenantId }) => people.tenants.find(({ id }) => id === tenantId)?.blocked);
    assert.ok(unlicensed && planless && blocked);
    const body = `${SESSION}<teams-sign-in></teams-sign-in><teams-call-button to="+1 425 555 0100"></teams-call-button>`;

    const first = await page(body, unlicensed.displayName);
    await first.openSignIn();
    await toldError(first, 'license-required');
    await first.sees(/no Microsoft Teams licence/);
    await first.signIn('Alice'); // with another account

    const second = await page(body, blocked.displayName);
    await second.openSignIn();
    await toldError(second, 'tenant-not-allowed');
    await second.sees(/organization may not use calling on this site/);

    const third = await page(body, planless.displayName);
    await third.signIn();
    assert.equal(await third.page.evaluate(() => globalThis.TeamsEmbed?.session.state.phoneCallsAllowed), false);
    await third.page.locator('teams-call-button').hover();
    await third.sees(/no phone plan/);
    const refused = await third.page.evaluate(() =>
      globalThis.TeamsEmbed?.session.dial('+1 425 555 0100').catch(({ code }: { code: string }) => code),
    );
    assert.equal(refused, 'phone-plan-required');
  });

  it('a chat that Graph does not create: the call goes on', async () => {
    const alice = await stage.enter('Alice');
    const megan = await stage.enter('Megan');
    await alice.signIn();
    await megan.signIn();
    await stage.control('POST', 'faults', { face: 'graph', match: '/chats', status: 503, times: 9 });
    await alice.callsFirst(/^Call Megan/);
    await megan.press(/^Accept call from Alice Ames$/);
    await until(async () => (await alice.events('teams-call-connected')).length === 1, 'they talk', 20_000);
    assert.equal((await alice.events('teams-error')).length, 0);
  });
});

describe('bad input: devices', () => {
  it('no microphone: calling and answering say so, and the call goes on ringing', async (t) => {
    const stage = await Stage.open({ without: ['--use-fake-device-for-media-stream'] });
    t.after(() => stage.close());
    const alice = await stage.enter('Alice');
    await alice.signIn();
    const button = alice.page.locator('teams-call-button[to="+1 425 555 0100"]').getByRole('button').first();
    await button.click();
    await toldError(alice, 'microphone-missing');
    await alice.sees('No microphone was found.');
    assert.equal((await alice.events('teams-call-started')).length, 0);
    await button.click();
    await until(async () => (await alice.events('teams-error')).length === 2, 'the button works again');

    const user = await alice.page.evaluate(() => globalThis.TeamsEmbed?.session.state.user?.id);
    await stage.control('POST', 'calls', { from: '+14255550100', to: user });
    await alice.press(/^Accept call from/);
    await until(async () => (await alice.events('teams-error')).length === 3, 'the toast says so');
    assert.equal(await alice.page.evaluate(() => globalThis.TeamsEmbed?.session.state.calls[0]?.state), 'Ringing');
    await alice.press(/^Decline call from/);
    assert.equal((await alice.end()).reason, 'rejected');
  });

  it('microphone refused: calling says so, each time', async (t) => {
    const fakeUi = '--use-fake-ui-for-media-stream';
    const stage = await Stage.open({ without: [fakeUi], args: [`${fakeUi}=deny`] });
    t.after(() => stage.close());
    const alice = await stage.enter('Alice', undefined, { permissions: [] });
    await alice.signIn();
    const button = alice.page.locator('teams-call-button[to="+1 425 555 0100"]').getByRole('button').first();
    for (let time = 1; time <= 2; time += 1) {
      await button.click();
      await until(async () => (await alice.events('teams-error')).length === time, `error ${time}`, 30_000);
    }
    await toldError(alice, 'microphone-blocked');
    await alice.sees(/does not let this page use the microphone/);
    assert.deepEqual(await alice.events('teams-call-started'), []);
  });

  it('camera refused in a call: the sentence, and the call goes on', async (t) => {
    const stage = await Stage.open();
    t.after(() => stage.close());
    const { emulator, clientId } = stage.demo;
    const body = `<teams-session client-id="${clientId}" emulator="${emulator.url}"></teams-session><teams-sign-in></teams-sign-in>
      <teams-call-button to="megan@fabrikam.example"></teams-call-button><teams-call></teams-call>`;
    const alice = await stage.enter('Alice', stage.pages.put(body, '', 'camera=()'));
    const megan = await stage.enter('Megan');
    await alice.signIn();
    await megan.signIn();
    await alice.callsFirst(/^Call megan/);
    await megan.press(/^Accept call from Alice Ames$/);
    await alice.press(/^Camera$/);
    await toldError(alice, 'camera-blocked');
    await alice.sees(/does not let this page use the camera/);
    assert.equal(await alice.page.evaluate(() => globalThis.TeamsEmbed?.session.state.calls[0]?.state), 'Connected');
    await alice.press(/^Hang up/);
    assert.equal((await alice.end()).reason, 'completed');
  });
});
