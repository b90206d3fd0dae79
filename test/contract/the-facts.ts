import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';
import { chromium } from '../tools/chromium.mjs';
import { servePage, type ServedPage } from '../tools/serve-page.js';
import { findingOf, type Backend, type Facts } from './fact.js';
import type {} from './page/contract.js';
import { callingSdk, oldestCallingSdk } from './calling-sdk.js';
import { themes, type Theme } from './themes.js';

/** No network, also on a machine that has one: whatever the SDK asks, no name leads anywhere. */
const OFFLINE = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost';
const backends: readonly Backend[] = ['the emulator', 'the SDK', 'the oldest SDK'];

export interface Setting {
  readonly args?: readonly string[];
  /** What is taken from the browser that the tests usually have. */
  readonly without?: string;
}

/** Holds the facts of some themes, one after the other, against each module: in one page a module. */
export function theFacts(names: readonly Theme[], { args = [], without = '' }: Setting = {}): void {
  let browser: Browser;
  let served: ServedPage;
  before(async () => {
    const launch = await chromium();
    const kept = launch.args.filter((arg) => arg !== without);
    const more = [...args, OFFLINE, '--autoplay-policy=no-user-gesture-required'];
    browser = await playwright.launch({ ...launch, args: [...kept, ...more] });
    served = await servePage({
      '/': {
        type: 'text/html',
        body: '<!doctype html><title>Contract</title><script type="module" src="/page.js"></script>',
      },
      '/page.js': { type: 'text/javascript', body: await pageScript() },
      '/calling-sdk.js': { type: 'text/javascript', body: await callingSdk() },
      '/oldest-calling-sdk.js': { type: 'text/javascript', body: await oldestCallingSdk() },
    });
  });
  after(async () => {
    await browser.close();
    await served.close();
  });

  for (const backend of backends) {
    describe(backend, () => {
      let page: Page;
      before(async () => {
        page = await browser.newPage();
        await page.goto(served.url);
        await page.waitForFunction(() => 'find' in globalThis);
        await page.evaluate((which) => begin(which), backend);
      });
      after(() => page.close());
      for (const theme of names) {
        for (const [fact, about] of Object.entries<Facts[string]>(themes[theme])) {
          if (!findingOf(about, backend)) continue;
          it(`${theme}: ${fact}`, () => page.evaluate(([of, what]) => find(of, what), [theme, fact] as const));
        }
      }
    });
  }
}

async function pageScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('page/contract.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    tsconfig: 'tsconfig.json',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
