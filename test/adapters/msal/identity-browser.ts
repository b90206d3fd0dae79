import { readFile } from 'node:fs/promises';
import { chromium as playwright, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { defaultClientId, startEmulator, type Emulator } from '../../../src/emulator/index.js';
import type { TeamsErrorDetail } from '../../../src/model/teams-error.js';
import type { Account } from '../../../src/ports/identity.js';
import { chromium } from '../../tools/chromium.mjs';
import { bundled, servePage, type ServedPage } from '../../tools/serve-page.js';
import { until } from '../../until.js';
import type { IdentityPage, Outcome } from './identity-page.js';

/** A browser, a page that signs in with MSAL, and the local Teams that it signs in at. */
export class IdentityBrowser {
  readonly emulator: Emulator;
  readonly #browser: Browser;
  readonly #site: ServedPage;

  private constructor(emulator: Emulator, browser: Browser, site: ServedPage) {
    this.emulator = emulator;
    this.#browser = browser;
    this.#site = site;
  }

  static async start(): Promise<IdentityBrowser> {
    const html = {
      type: 'text/html',
      body: '<!doctype html><title>CRM</title><button>Sign in</button><script type="module" src="/page.js"></script>',
    } as const;
    const site = await servePage({
      '/': html,
      '/isolated': { ...html, headers: { 'cross-origin-opener-policy': 'same-origin' } },
      '/page.js': { type: 'text/javascript', body: await bundled('test/adapters/msal/identity-page.ts') },
      '/teams-embed-redirect.html': {
        type: 'text/html',
        body: await readFile('src/adapters/msal/redirect/redirect.html', 'utf8'),
        headers: { 'content-security-policy': "default-src 'none'; script-src 'self'" },
      },
      '/teams-embed-redirect.js': {
        type: 'text/javascript',
        body: await bundled('src/adapters/msal/redirect/redirect.ts'),
      },
    });
    const browser = await playwright.launch({
      ...(await chromium()),
      // Playwright lets every popup open, as no browser of a person does.
      ignoreDefaultArgs: ['--disable-popup-blocking'],
    });
    return new IdentityBrowser(await startEmulator({ port: 0, quiet: true }), browser, site);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#site.close();
    await this.emulator.close();
  }

  /** A browser profile in which nobody has been yet. */
  profile(): Promise<BrowserContext> {
    return this.#browser.newContext();
  }

  async open(
    profile: BrowserContext,
    { path = '/', loginHint, query = '' }: { path?: string; loginHint?: string; query?: string } = {},
  ): Promise<Page> {
    const settings = { clientId: defaultClientId, emulator: this.emulator.url, ...(loginHint && { loginHint }) };
    const page = await profile.newPage();
    await page.goto(`${this.#site.url}${path}?settings=${encodeURIComponent(JSON.stringify(settings))}${query}`);
    await page.locator('html[data-ready]').waitFor();
    return page;
  }

  redirectPage(): string {
    return `${this.#site.url}/teams-embed-redirect.html`;
  }
}

/** Presses the button and gives the window that opens. */
export async function openSignIn(page: Page): Promise<Page> {
  const opening = page.context().waitForEvent('page');
  await page.getByRole('button', { name: 'Sign in' }).click();
  return opening;
}

/** Signs in as a person would: the button, the picker, and the consent where it is asked for. */
export async function signInAs(page: Page, name: string): Promise<Account> {
  const popup = await openSignIn(page);
  await pick(popup, name);
  await accept(popup);
  return succeeded(await nextSignIn(page, 1));
}

export async function pick(popup: Page, name: string): Promise<void> {
  await popup.getByRole('button', { name: new RegExp(`^${name}`) }).click();
}

export async function accept(popup: Page): Promise<void> {
  await popup.getByRole('button', { name: 'Accept' }).click();
}

/** What came of the press of the button with this number. */
export function nextSignIn(page: Page, number: number): Promise<Outcome<Account>> {
  return until(
    () => page.evaluate((index) => globalThis.page.signIns[index], number - 1),
    `sign-in ${number} has come to its end`,
  );
}

export function ask<Value>(page: Page, question: (it: IdentityPage) => Promise<Value> | Value): Promise<Value> {
  return page.evaluate(`(${question.toString()})(globalThis.page)`);
}

export function succeeded<Value>(outcome: Outcome<Value>): Value {
  if ('error' in outcome) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}

export function failed(outcome: Outcome<unknown>): TeamsErrorDetail {
  if ('value' in outcome) throw new Error(`It did not fail: ${JSON.stringify(outcome.value)}`);
  return outcome.error;
}
