import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium as playwright, type Browser } from 'playwright-core';
import { callingSdk, oldestCallingSdk } from '../../contract/calling-sdk.js';
import { chromium } from '../../tools/chromium.mjs';
import { servePage, type ServedFile } from '../../tools/serve-page.js';
import type {} from './page/load-sdk.js';

const SDK = '/communication-calling.js';

/** The page's script, which looks for the SDK beside itself, as the script tag's files do. */
async function pageScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('page/load-sdk.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    plugins: [
      {
        name: 'sdk-beside-the-script',
        setup: (esbuild) =>
          esbuild.onResolve({ filter: /^@azure\/communication-calling$/ }, () => ({ path: `.${SDK}`, external: true })),
      },
    ],
  });
  return outputFiles[0]?.text ?? '';
}

const module = (body: string): ServedFile => ({ type: 'text/javascript', body });
const recent = 'export class CallClient {} export class LocalVideoStream {} export const Features = {};';

describe('the Calling SDK of a page', () => {
  let browser: Browser;
  let script: string;
  before(async () => {
    browser = await playwright.launch(await chromium());
    script = await pageScript();
  });
  after(() => browser.close());

  /** What comes of loading it in a page where this is found. */
  async function outcomeOf(sdk: ServedFile | undefined, policy = '', online = true): Promise<string> {
    const served = await servePage({
      '/': {
        type: 'text/html',
        body: '<!doctype html><title>A page</title><script type="module" src="/page.js"></script>',
        headers: policy ? { 'content-security-policy': policy } : {},
      },
      '/page.js': module(script),
      ...(sdk && { [SDK]: sdk }),
    });
    const page = await browser.newPage();
    try {
      await page.goto(served.url);
      await page.waitForFunction(() => 'loading' in globalThis);
      await page.context().setOffline(!online);
      return (await page.evaluate(() => loading())).replaceAll(served.url, '');
    } finally {
      await page.close();
      await served.close();
    }
  }

  it('is loaded when it is there', async () => {
    assert.equal(await outcomeOf(module(`${recent} export const TransmissionMode = {};`)), 'loaded');
  });

  it('is loaded in the version that we have, and in the oldest that may be', async () => {
    assert.equal(await outcomeOf(module(await callingSdk())), 'loaded');
    assert.equal(await outcomeOf(module(await oldestCallingSdk())), 'loaded');
  });

  it('is missing: says where to put it', async () => {
    const outcome = await outcomeOf(undefined);
    assert.match(outcome, /^sdk-missing: .*host what `npx teams-embed assets` writes/);
    assert.match(outcome, /peer dependency @azure\/communication-calling/);
  });

  it('is missing also where the server answers with a page instead', async () => {
    assert.match(await outcomeOf({ type: 'text/html', body: '<!doctype html>' }), /^sdk-missing: /);
  });

  it('is not missing, but out of reach, when the network is gone', async () => {
    assert.match(await outcomeOf(undefined, '', false), /^network-lost: /);
  });

  it('is blocked by the Content-Security-Policy: says what to allow, and where', async () => {
    const outcome = await outcomeOf(module(recent), `script-src 'sha256-none' localhost:*/page.js`);
    assert.match(
      outcome,
      /^sdk-blocked: The Content-Security-Policy .*: allow \/communication-calling\.js in script-src-elem/,
    );
  });

  it('is too old: says which versions serve', async () => {
    assert.match(await outcomeOf(module(recent)), /^sdk-outdated: .*too old.* 1\.40\.1 or later and below 3/);
  });

  it('is another module', async () => {
    assert.match(await outcomeOf(module('export const hello = 1;')), /^sdk-outdated: .*another module/);
  });

  it('is not a bundle for browsers', async () => {
    assert.match(await outcomeOf(module('module.exports = {};')), /^sdk-outdated: .*could not be started/);
  });
});
