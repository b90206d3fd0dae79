import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type * as Sdk from '@azure/communication-calling';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';
import { startEmulator, type Emulator } from '../../src/emulator/index.js';
import { runCli } from '../cli/run-cli.js';
import { accessToken, person } from '../emulator/sign-in.js';
import { chromium } from '../tools/chromium.mjs';
import { until } from '../until.js';
import { Actor } from './actor.js';
import { PageHost } from './page-host.js';

/** How long a person may wait for the word that it is the network, in milliseconds. */
const PROMISED = 15_000;
/** Without a network the SDK needs some 16 seconds to give an agent; a loaded machine makes it more. */
const AGENT_LIMIT = 90_000;

/** What the page signs in with: it has a sign-in of its own, here that of the test. */
const SCRIPT = `
  const tracks = [];
  const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await getUserMedia(constraints);
    tracks.push(...stream.getTracks());
    return stream;
  };
  window.tracks = tracks;
  window.connections = [];
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(...how) {
      super(...how);
      window.connections.push(this);
    }
  };
  window.asked = [];
  // The very module that the product loads: what it makes is written down.
  const { CallClient } = await import('/teams-embed/communication-calling.js');
  window.clients = [];
  const { createTeamsCallAgent } = CallClient.prototype;
  CallClient.prototype.createTeamsCallAgent = function (...how) {
    window.clients.push(this);
    return createTeamsCallAgent.apply(this, how);
  };
  const session = document.querySelector('teams-session');
  session.getAccessToken = ({ feature, scopes }) => {
    window.asked.push(feature);
    return window.entraToken(scopes);
  };
`;

interface TestedWindow {
  readonly tracks: MediaStreamTrack[];
  readonly connections: RTCPeerConnection[];
  readonly clients: Sdk.CallClient[];
  readonly asked: string[];
}

describe('a page with the real Calling SDK, without a network', () => {
  let emulator: Emulator;
  let folder: string;
  let host: PageHost;
  let browser: Browser;
  let alice: Actor;
  let page: Page;

  before(async () => {
    emulator = await startEmulator({ port: 0, quiet: true });
    folder = mkdtempSync(join(tmpdir(), 'teams-embed-hosted-'));
    const { code, err } = await runCli(['assets', folder]);
    assert.equal(code, 0, err);
    host = await PageHost.open(emulator.url, folder);
    const launch = await chromium();
    browser = await playwright.launch({
      ...launch,
      // No machine that runs this may reach Microsoft, and none may pretend to.
      args: [...launch.args, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost'],
    });
    const context = await browser.newContext({ permissions: ['microphone', 'camera'] });
    await context.exposeFunction('entraToken', (scopes: readonly string[]) =>
      accessToken(emulator, person(emulator, 'alice'), scopes),
    );
    const body = `<teams-session client-id="${emulator.world().clientId}" token-url="${emulator.url}/token"
        sign-in="host" country="US"></teams-session>
      <teams-call-button to="+1 425 555 0100"></teams-call-button><teams-call></teams-call>`;
    alice = await Actor.open('Alice', context, host.put(body, SCRIPT));
    page = alice.page;
  });
  after(async () => {
    await browser.close();
    await host.close();
    await emulator.close();
    rmSync(folder, { recursive: true });
  });

  const state = <Value>(read: (session: NonNullable<typeof TeamsEmbed>['session']) => Value): Promise<Value> =>
    page.evaluate(`(${read.toString()})(TeamsEmbed.session)`);

  /** Presses the button, and waits for the sentence that it is the network. */
  async function callsInVain(): Promise<void> {
    const button = page.locator('teams-call-button');
    await button.getByRole('button', { name: /^Call/ }).click();
    // A sentence about the network, wherever the call shows it.
    const sentence = page.getByText(/(cannot be reached|connection was lost).*(Check|try again)/i);
    await sentence.first().waitFor({ state: 'visible', timeout: PROMISED });
  }

  it('signs in by the sign-in of the page, and loads the SDK', async () => {
    await until(async () => (await alice.status()) === 'ready', 'Alice is signed in', 60_000);
    await until(
      () =>
        page.evaluate(() =>
          performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/communication-calling.js')),
        ),
      'the SDK is loaded',
      60_000,
    );
  });

  it('says that it is the network while there is no agent yet', async () => {
    await callsInVain();
    assert.equal(await state(({ state: { connected } }) => connected), false);
    assert.deepEqual(await alice.events('teams-call-started'), []);
  });

  it('says that calls cannot come through: the agent is there and reports that it is not connected', async () => {
    await until(
      () => state(({ state: { error } }) => error?.code === 'call-service-unreachable'),
      'the session says so',
      AGENT_LIMIT,
    );
    await page
      .locator('teams-session')
      .getByText(/cannot be reached/)
      .waitFor();
    assert.equal(await state(({ state: { connected } }) => connected), false);
  });

  it('shows the picture of a camera', async () => {
    const frames = await page.evaluate(async () => {
      const address = '/teams-embed/communication-calling.js';
      const sdk = (await import(address)) as typeof Sdk;
      const client = new sdk.CallClient();
      const devices = await client.getDeviceManager();
      await devices.askDevicePermission({ audio: false, video: true });
      const [camera] = await devices.getCameras();
      if (!camera) return 0;
      const stream = new sdk.LocalVideoStream(camera);
      const video = document.createElement('video');
      video.muted = true;
      video.srcObject = await stream.getMediaStream();
      document.body.append(video);
      await video.play();
      await new Promise((resume) => video.requestVideoFrameCallback(resume));
      await new Promise((resume) => video.requestVideoFrameCallback(resume));
      const shown = video.getVideoPlaybackQuality().totalVideoFrames;
      video.remove();
      stream.dispose();
      await client.dispose();
      return video.videoWidth > 0 ? shown : 0;
    });
    assert.ok(frames > 1, `${frames} frames`);
  });

  it('ends a call that an agent was asked for, and says that it was the network', async () => {
    // On a slow machine the SDK may still be making its agent: then the call is not even started, and may be tried again.
    await until(
      () =>
        state((session) =>
          session.dial('+1 425 555 0100').then(
            () => true,
            () => false,
          ),
        ),
      'there is an agent that can be asked',
      AGENT_LIMIT,
    );
    await alice.sees(/cannot be reached/);
    const started = await alice.events('teams-call-started');
    assert.ok(started.length > 0);
    const ends = await until(
      async () => {
        const seen = await alice.events('teams-call-ended');
        return seen.length === started.length && seen;
      },
      'each call that was started has ended, once',
      PROMISED,
    );
    for (const { reason, code, subCode } of ends) assert.deepEqual([reason, code, subCode], ['failed', 490, 4525]);
    const shown = await state(({ state: { endedCall } }) => endedCall?.end?.error);
    assert.equal(shown?.category, 'network');
  });

  it('leaves nothing running when the person signs out', async () => {
    await page.evaluate(() => (window as unknown as TestedWindow).tracks.length).then((count) => assert.ok(count > 1));
    await state((session) => session.signOut());
    const left = await state(({ state: { calls, connected, user } }) => ({ calls, connected, user: user ?? null }));
    assert.deepEqual(left, { calls: [], connected: false, user: null });
    await until(
      () =>
        page.evaluate(() => {
          const { tracks, connections } = window as unknown as TestedWindow;
          return (
            tracks.every(({ readyState }) => readyState === 'ended') &&
            connections.every(({ connectionState }) => connectionState === 'closed')
          );
        }),
      'every track has ended, and every connection is closed',
    );
    assert.equal(await page.evaluate(() => document.querySelectorAll('video, audio').length), 0);
    // One client for all elements, and it is disposed: whatever it is asked for, it says so.
    const refusals = await page.evaluate(() =>
      Promise.all(
        (window as unknown as TestedWindow).clients.map((client) =>
          client.getDeviceManager().then(
            () => 'alive',
            ({ code, subCode }: { code: number; subCode: number }) => `${code}/${subCode}`,
          ),
        ),
      ),
    );
    assert.deepEqual(refusals, ['404/40012']);
  });

  it('goes over to the emulator when one attribute says so, and talks', async () => {
    await page.locator('teams-session').evaluate((element, url) => element.setAttribute('emulator', url), emulator.url);
    await page.locator('teams-call-button').getByRole('button', { name: /^Call/ }).click();
    await until(async () => (await alice.events('teams-call-connected')).length === 1, 'they talk', 60_000);
    assert.equal(await state(({ state: { connected } }) => connected), true);
  });
});
