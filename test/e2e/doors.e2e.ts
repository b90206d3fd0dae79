import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { accessToken, person } from '../emulator/sign-in.js';
import { bundled } from '../tools/serve-page.js';
import { until } from '../until.js';
import type { Actor } from './actor.js';
import { Stage } from './stage.js';

describe('the doors to sign in by', () => {
  let stage: Stage;

  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage.close());
  afterEach(() => stage.clear());

  /** A page with the session's attributes that a test gives, a button for signing in and one for a call. */
  async function alice(attributes: string, script = '', path?: string): Promise<Actor> {
    const { emulator, clientId } = stage.demo;
    const body = `<teams-session client-id="${clientId}" emulator="${emulator.url}" country="US" ${attributes}></teams-session>
      <teams-sign-in></teams-sign-in><teams-call-button to="+1 425 555 0100"></teams-call-button><teams-call></teams-call>`;
    return stage.enter('Alice', path ?? stage.pages.put(body, script));
  }

  /** Whoever came in can call. */
  async function calls(actor: Actor): Promise<void> {
    await until(async () => (await actor.status()) === 'ready', 'Alice is signed in', 30_000);
    await actor.page.locator('teams-call-button').getByRole('button', { name: /^Call/ }).click();
    await until(async () => (await actor.events('teams-call-connected')).length === 1, 'they talk', 30_000);
    const userId = await actor.page.evaluate(() => globalThis.TeamsEmbed?.session.state.user?.id);
    assert.equal(userId, person(stage.demo.emulator, 'alice').id);
    assert.deepEqual(await actor.events('teams-error'), []);
  }

  it('a window', async () => {
    const actor = await alice('');
    await actor.signIn();
    await calls(actor);
  });

  it('by leaving the page: it is there again as it was, and signed in', async () => {
    const actor = await alice('sign-in="redirect"');
    const { page } = actor;
    await page.evaluate(() => history.replaceState(null, '', '?record=42#notes'));
    const before = page.url();
    await actor.press(/^Sign in with Microsoft Teams$/);
    await page.getByRole('button', { name: /^Alice/ }).click();
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.waitForURL(before);
    await calls(actor);
    assert.equal(page.url(), before);
    assert.equal(actor.context.pages().length, 1, 'no window was opened');
  });

  it('silently, by a hint: whoever is signed in at Entra ID needs no window', async () => {
    const { emulator, clientId } = stage.demo;
    const first = await stage.enter('Alice');
    await first.signIn();
    // Of another origin: what the first page keeps is not there, but the sign-in at Entra ID is.
    const page = await first.context.newPage();
    const body = `<teams-session client-id="${clientId}" emulator="${emulator.url}" sign-in="silent"
      login-hint="alice@fabrikam.example"></teams-session><teams-sign-in></teams-sign-in>`;
    await page.goto(stage.pages.put(body));
    await until(
      () => page.evaluate(() => globalThis.TeamsEmbed?.session.state.status === 'ready'),
      'Alice is signed in',
    );
    assert.equal(first.context.pages().length, 2, 'no window was opened');
  });

  it('silently, where nobody is signed in at Entra ID: says so, and opens no window', async () => {
    const actor = await alice('sign-in="silent" login-hint="alice@fabrikam.example"');
    await until(async () => (await actor.status()) === 'signed-out', 'nobody is signed in', 30_000);
    await actor.press(/^Sign in with Microsoft Teams$/);
    await actor.sees('Sign in with your work account first.');
    assert.equal(actor.context.pages().length, 1);
  });

  it('the application of MSAL that the page has', async () => {
    const actor = await alice('sign-in="host"', await bundled('test/e2e/host-application.ts'));
    await actor.openSignIn();
    await calls(actor);
    const ours = await actor.page.evaluate(() =>
      performance.getEntriesByType('resource').filter(({ name }) => name.includes('create-msal-identity')),
    );
    assert.deepEqual(ours, [], 'a page that has MSAL does not load ours');
  });

  it('a function of the page', async () => {
    const { emulator, clientId } = stage.demo;
    const body = `<teams-session client-id="${clientId}" emulator="${emulator.url}" country="US" sign-in="host"></teams-session>
      <teams-sign-in></teams-sign-in><teams-call-button to="+1 425 555 0100"></teams-call-button><teams-call></teams-call>`;
    const script = `document.querySelector('teams-session').getAccessToken = ({ scopes }) => window.entraToken(scopes);`;
    const url = stage.pages.put(body, script);
    const actor = await stage.enter('Alice', url, {}, async (context) => {
      await context.exposeFunction('entraToken', (scopes: readonly string[]) =>
        accessToken(emulator, person(emulator, 'alice'), scopes),
      );
    });
    await calls(actor);
    assert.equal(actor.context.pages().length, 1, 'no window was opened');
  });

  it('none, as long as the page that signs people in has not said how', async () => {
    const actor = await alice('sign-in="host"');
    await until(async () => (await actor.status()) === 'signed-out', 'nobody is signed in');
    await actor.press(/^Sign in with Microsoft Teams$/);
    await actor.sees(/getAccessToken/);
  });
});
