import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { defaultClientId, startEmulator, type Emulator } from '../../../src/emulator/index.js';
import type { TeamsErrorDetail } from '../../../src/model/teams-error.js';
import type { Account } from '../../../src/ports/identity.js';
import { bundled, servePage, type ServedPage } from '../../tools/serve-page.js';
import { strictChromium } from '../../tools/strict-chromium.js';
import { until } from '../../until.js';
import type { GivenSettings, IdentityPage, Outcome } from './identity-page.js';

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
    const page = (head = ''): string =>
      `<!doctype html><title>CRM</title><button>Sign in</button>${head}<script type="module" src="/page.js"></script>`;
    const html = { type: 'text/html', body: page() } as const;
    const script = async (entry: string) => ({ type: 'text/javascript', body: await bundled(`${entry}.ts`) }) as const;
    const site = await servePage({
      '/': html,
      '/customer': html,
      '/isolated': { ...html, headers: { 'cross-origin-opener-policy': 'same-origin' } },
      '/without-frames': { ...html, headers: { 'content-security-policy': "frame-src 'none'" } },
      '/host': { ...html, body: page('<script type="module" src="/host.js"></script>') },
      '/around': { ...html, body: '<!doctype html><title>Around</title><iframe></iframe>' },
      '/page.js': await script('test/adapters/msal/identity-page'),
      '/host.js': await script('test/adapters/msal/host-page'),
      '/host-redirect.html': { ...html, body: '<script type="module" src="/host-redirect.js"></script>' },
      '/host-redirect.js': await script('test/adapters/msal/host-redirect'),
      '/teams-embed-redirect.html': {
        type: 'text/html',
        body: await readFile('src/adapters/msal/redirect/redirect.html', 'utf8'),
        headers: { 'content-security-policy': "default-src 'none'; script-src 'self'" },
      },
      '/teams-embed-redirect.js': await script('src/adapters/msal/redirect/redirect'),
    });
    return new IdentityBrowser(await startEmulator({ port: 0, quiet: true }), await strictChromium(), site);
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

  async open(profile: BrowserContext, options: OpenOptions = {}): Promise<Page> {
    const page = await profile.newPage();
    await page.goto(this.address(options));
    await ready(page);
    return page;
  }

  /** The address of a page with an identity. Pages of `crm.localhost` and `vendor.localhost` are of different sites. */
  address({ host = 'localhost', path = '/', query = '', hash = '', ...settings }: OpenOptions = {}): string {
    const given: GivenSettings = { clientId: defaultClientId, emulator: this.emulator.url, ...settings };
    const { port } = new URL(this.#site.url);
    return `http://${host}:${port}${path}?settings=${encodeURIComponent(JSON.stringify(given))}${query}${hash}`;
  }

  redirectPage(): string {
    return `${this.#site.url}/teams-embed-redirect.html`;
  }
}

export interface OpenOptions extends Partial<GivenSettings> {
  readonly host?: string;
  readonly path?: string;
  readonly query?: string;
  readonly hash?: string;
}

/** Waits until the page has its identity. */
export async function ready(page: Page | Frame): Promise<void> {
  await page.locator('html[data-ready]').waitFor();
}

/** Presses the button and gives the window that opens. */
export async function openSignIn(page: Page | Frame): Promise<Page> {
  const opening = ('context' in page ? page : page.page()).context().waitForEvent('page');
  await page.getByRole('button', { name: 'Sign in' }).click();
  return opening;
}

/** Signs in as a person would: the button, the picker, and the consent where it is asked for. */
export async function signInAs(page: Page | Frame, name: string): Promise<Account> {
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
export function nextSignIn(page: Page | Frame, number: number): Promise<Outcome<Account>> {
  return until(
    () => page.evaluate((index) => globalThis.page.signIns[index], number - 1),
    `sign-in ${number} has come to its end`,
  );
}

export function ask<Value>(page: Page | Frame, question: (it: IdentityPage) => Promise<Value> | Value): Promise<Value> {
  return page.evaluate(`(${question.toString()})(globalThis.page)`);
}

export function succeeded<Value>(outcome: Outcome<Value>): Value {
  if ('error' in outcome) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.value;
}

/** What a token says. */
export function claimsOf(token: string): Readonly<Record<string, unknown>> {
  const [, payload = ''] = token.split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Readonly<Record<string, unknown>>;
}

export const alice = {
  id: 'a11ce000-0000-4000-8000-00000000000a',
  tenantId: 'fab00000-0000-4000-8000-000000000001',
  displayName: 'Alice Ames',
  userPrincipalName: 'alice@fabrikam.example',
};

export const megan = {
  id: '3e6a0000-0000-4000-8000-00000000000b',
  tenantId: alice.tenantId,
  displayName: 'Megan Bowen',
  userPrincipalName: 'megan@fabrikam.example',
};

export function failed(outcome: Outcome<unknown>): TeamsErrorDetail {
  if ('value' in outcome) throw new Error(`It did not fail: ${JSON.stringify(outcome.value)}`);
  return outcome.error;
}
