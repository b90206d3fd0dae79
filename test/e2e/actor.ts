import type { BrowserContext, Locator, Page } from 'playwright-core';
import { until } from '../until.js';
import { lookAt, type Picture } from './picture.js';

/** An event of ours as a page saw it: its type and its plain values. */
export interface Seen {
  readonly type: string;
  readonly code?: string | number;
  readonly subCode?: number;
  readonly category?: string;
  readonly reason?: string;
  readonly by?: string;
  readonly status?: string;
  readonly connectedSeconds?: number;
  readonly callId?: string;
}

const TYPES = [
  'session-change',
  'before-dial',
  'call-started',
  'call-ringing',
  'call-connected',
  'call-changed',
  'call-ended',
  'error',
];

/** One person and their browser. */
export class Actor {
  readonly name: string;
  readonly context: BrowserContext;
  readonly page: Page;
  /** What should never happen on a page: uncaught errors, console errors. */
  readonly troubles: string[] = [];
  /** What the page wrote to its console. Whoever asks the page itself counts as a click: this does not. */
  readonly said: string[] = [];

  private constructor(name: string, context: BrowserContext, page: Page) {
    this.name = name;
    this.context = context;
    this.page = page;
    page.on('pageerror', (error) => this.troubles.push(`${name}: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      this.said.push(message.text());
      // Chromium reports every failed request by itself; what we make of it is told by our events.
      const expected =
        /Failed to load resource|WebSocket connection to/.test(message.text()) ||
        message.text().startsWith('teams-embed');
      if (message.type() === 'error' && !expected) this.troubles.push(`${name}: ${message.text()}`);
    });
  }

  static async open(name: string, context: BrowserContext, url: string): Promise<Actor> {
    await context.addInitScript((types) => {
      const seen: object[] = [];
      Object.assign(globalThis, { seen });
      for (const type of types) {
        document.addEventListener(`teams-${type}`, (event) => {
          const { code, subCode, category, reason, by, status, connectedSeconds, call } = event as Event &
            Record<string, unknown>;
          const callId = (call as { id: string } | undefined)?.id;
          seen.push({ type: event.type, code, subCode, category, reason, by, status, connectedSeconds, callId });
        });
      }
    }, TYPES);
    const page = await context.newPage();
    const actor = new Actor(name, context, page);
    await page.goto(url);
    return actor;
  }

  /** Signs in by the real window: picks the account, agrees, waits until calls can come. */
  async signIn(as = this.name): Promise<this> {
    await this.openSignIn(as);
    await until(async () => (await this.status()) === 'ready', `${this.name} is signed in`, 30_000);
    await until(
      () => this.page.evaluate(() => globalThis.TeamsEmbed?.session.state.connected),
      `${this.name} is connected`,
      30_000,
    );
    return this;
  }

  /** As far as a person acts in the window. */
  async openSignIn(as = this.name): Promise<void> {
    const opening = this.page.waitForEvent('popup');
    await this.button(/^Sign in with Microsoft Teams$/).click();
    const popup = await opening;
    await popup.getByRole('button', { name: new RegExp(`^${as}`) }).click();
    const accept = popup.getByRole('button', { name: 'Accept' });
    await Promise.race([accept.click(), popup.waitForEvent('close')]).catch((error: unknown) => {
      if (!popup.isClosed()) throw error; // agreed before: the window closes by itself
    });
  }

  /** Calls a colleague for the first time, and allows in the window what the call makes use of. */
  async callsFirst(name: string | RegExp): Promise<void> {
    const opening = this.page.waitForEvent('popup');
    await this.press(name);
    const popup = await opening;
    const closed = popup.waitForEvent('close');
    await popup.getByRole('button', { name: 'Accept' }).click();
    await closed;
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  /** The button, once there is exactly one that can be seen. */
  async press(name: string | RegExp): Promise<void> {
    await this.button(name).first().click();
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor({ state: 'visible', timeout: 20_000 });
  }

  status(): Promise<string | undefined> {
    return this.page.evaluate(() => globalThis.TeamsEmbed?.session.state.status);
  }

  /** The events that this page saw so far, of these types or all. */
  async events(...types: string[]): Promise<Seen[]> {
    const seen = await this.page.evaluate(() => (globalThis as unknown as { seen: Seen[] }).seen);
    return types.length === 0 ? seen : seen.filter(({ type }) => types.includes(type));
  }

  /** The end of the only call, which is told once. */
  async end(): Promise<Seen> {
    await until(
      async () => (await this.events('teams-call-ended')).length > 0,
      `${this.name} sees the end of the call`,
      20_000,
    );
    await until(
      () => this.page.evaluate(() => globalThis.TeamsEmbed?.session.state.calls.length === 0),
      'no call is left',
    );
    const ends = await this.events('teams-call-ended');
    if (ends.length !== 1) throw new Error(`${this.name} was told of ${ends.length} ends: ${JSON.stringify(ends)}`);
    return ends[0] as Seen;
  }

  /** The picture of somebody else, or our own, as it is shown. */
  picture(whose: 'other' | 'own'): Promise<Picture | undefined> {
    return this.page.evaluate(lookAt, whose);
  }

  /** Waits until moving pictures arrive, and says what they are like. */
  async seesPicture(whose: 'other' | 'own'): Promise<Picture> {
    await until(
      async () => ((await this.picture(whose))?.frames ?? 0) > 10,
      `${this.name} sees the ${whose} picture`,
      30_000,
    );
    return (await this.picture(whose)) as Picture;
  }

  leave(): Promise<void> {
    return this.context.close();
  }
}
