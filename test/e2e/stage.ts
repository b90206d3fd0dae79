import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { startDemo } from '../../demo/demo-server.mjs';
import { strictChromium } from '../tools/strict-chromium.js';
import { Actor } from './actor.js';
import { PageHost } from './page-host.js';

/** The demo, its local Teams, and a browser in which people act on it. */
export class Stage {
  readonly demo: Awaited<ReturnType<typeof startDemo>>;
  readonly pages: PageHost;
  readonly #browser: Browser;
  readonly #actors: Actor[] = [];

  private constructor(demo: Stage['demo'], pages: PageHost, browser: Browser) {
    this.demo = demo;
    this.pages = pages;
    this.#browser = browser;
  }

  /** `args` are added to those that the browser starts with, and `without` is taken from them. */
  static async open({ args = [], without = [] }: { args?: string[]; without?: string[] } = {}): Promise<Stage> {
    // A phone that nobody answers rings for two minutes in life; here for two seconds.
    const demo = await startDemo({
      port: 0,
      emulatorPort: 0,
      quiet: true,
      emulator: { timings: { phoneRings: 2_000, userRings: 4_000 } },
    });
    const browser = await strictChromium({ more: args, without });
    return new Stage(demo, await PageHost.open(demo.emulator.url), browser);
  }

  /** A person with a browser of their own, on one page of the CRM. */
  async enter(
    name: string,
    path = '/customer.html?id=1',
    options: BrowserContextOptions = {},
    prepare: (context: BrowserContext) => Promise<void> = async () => {},
  ): Promise<Actor> {
    const context = await this.#browser.newContext({
      permissions: ['microphone', 'camera'],
      viewport: { width: 1280, height: 900 },
      ...options,
    });
    await prepare(context);
    const actor = await Actor.open(name, context, new URL(path, this.demo.url).href);
    this.#actors.push(actor);
    return actor;
  }

  /** Everybody leaves, and the local Teams is as it was. */
  async clear(): Promise<void> {
    const troubles = this.#actors.flatMap((actor) => actor.troubles);
    await Promise.all(this.#actors.splice(0).map((actor) => actor.leave()));
    await this.control('POST', 'reset');
    await this.control('DELETE', 'faults');
    if (troubles.length > 0) throw new Error(`Unexpected on the pages:\n${troubles.join('\n')}`);
  }

  /** A control call of the emulator. */
  async control(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${this.demo.emulator.url}/_emulator/${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.pages.close();
    await this.demo.close();
  }
}
