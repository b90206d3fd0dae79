import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';
import type { WorldUser } from '../../../src/emulator/world/world.js';
import { chromium } from '../../tools/chromium.mjs';
import { aHub, type HubSetUp, type RunningHub } from '../hub/a-hub.js';
import { aToken } from '../hub/a-token.js';
import type { Driver } from './page/driver.js';

/** What a careful integrator sends: no eval, nothing inline, no workers. */
const policy =
  "default-src 'none'; script-src 'self'; connect-src 'self' ws://localhost:*; require-trusted-types-for 'script'";

export type State = ReturnType<Driver['state']>;

export interface Stage extends RunningHub {
  readonly browser: Browser;
  /** A page in a browser profile of its own; with a user it is signed in. */
  page(user?: WorldUser): Promise<Page>;
}

export interface StageSetUp extends HubSetUp {
  /** Takes a switch away from the browser. */
  readonly without?: string;
  /** Whether the browser says no to whoever asks for a microphone or a camera. */
  readonly refuses?: boolean;
  /** The Permissions-Policy of the pages: what they may not even ask for. */
  readonly permissions?: string;
}

/** The browser lets every page use its devices, without asking anybody. */
export const letsAllUseDevices = '--use-fake-ui-for-media-stream';

/** A hub, a browser, and pages that hold the module. */
export async function aStage(setUp: StageSetUp = {}): Promise<Stage> {
  const script = await bundle();
  const hub = await aHub({
    ...setUp,
    serve(request, response) {
      const isScript = request.url === '/driver.js';
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
      response.setHeader('content-security-policy', policy);
      if (setUp.permissions) response.setHeader('permissions-policy', setUp.permissions);
      response.end(
        isScript ? script : '<!doctype html><title>page</title><script type="module" src="/driver.js"></script>',
      );
    },
  });
  const launch = await chromium();
  const autoplay = '--autoplay-policy=no-user-gesture-required';
  const without = setUp.refuses ? letsAllUseDevices : setUp.without;
  const args = [...launch.args.filter((arg) => arg !== without), autoplay];
  if (setUp.refuses) args.push(`${letsAllUseDevices}=deny`);
  const browser = await playwright.launch({ ...launch, args });
  return {
    ...hub,
    browser,
    async page(user) {
      const context = await browser.newContext();
      const page = await context.newPage();
      page.on('pageerror', (error) => console.error('page error:', error));
      page.on('console', (message) => {
        if (message.type() === 'error') console.error('console:', message.text());
      });
      await page.goto(hub.origin);
      await page.waitForFunction(() => 'driver' in globalThis);
      if (user) await page.evaluate((token) => driver.signIn(token), aToken(user));
      return page;
    },
    async close() {
      await browser.close();
      await hub.close();
    },
  };
}

export function stateOf(page: Page): Promise<State> {
  return page.evaluate(() => driver.state());
}

/** Waits until a page's state is as wanted, and gives it; fails with the last state seen. */
export async function until(page: Page, wanted: (state: State) => boolean, withinMs = 15_000): Promise<State> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const state = await stateOf(page);
    if (wanted(state)) return state;
    if (Date.now() > deadline) throw new Error(`Not in time: ${String(wanted)} is not so of ${JSON.stringify(state)}`);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

let bundled: Promise<string> | undefined;

function bundle(): Promise<string> {
  return (bundled ??= build({
    entryPoints: [fileURLToPath(new URL('page/driver.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'warning',
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? ''));
}
