import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { securityHeaders } from '../../demo/security-headers.mjs';
import { fileIn } from '../../demo/static-files.mjs';
import { runCli } from '../cli/run-cli.js';
import { chromium as installed } from '../tools/chromium.mjs';

declare global {
  interface Window {
    violations: string[];
  }
}

/** A website that hosts the folder, with a page that has the printed tags under the printed policy, or the demo's. */
class Website {
  readonly folder = mkdtempSync(join(tmpdir(), 'teams-embed-hosted-'));
  #tags = '';
  #policy = '';
  readonly #server: Server = createServer((request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?');
    const demo = securityHeaders('http://localhost:9');
    const withTypes = "; require-trusted-types-for 'script'; trusted-types lit-html default";
    const policy = this.#policy + (path === '/default' ? withTypes : '');
    const headers = path === '/demo' ? demo : { ...demo, 'content-security-policy': policy };
    void this.#file(path).then((file) => {
      response.writeHead(file ? 200 : 404, { ...headers, ...(file && { 'content-type': file.type }) });
      response.end(file?.body);
    });
  });

  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  async open(): Promise<void> {
    const { code, out, err } = await runCli(['assets', this.folder, '--base-url', '/te/']);
    assert.equal(code, 0, err);
    this.#tags = [...out.matchAll(/<(?:link|script) .*>/g)].join('');
    assert.match(this.#tags, /<link .*<script /);
    this.#policy = (/Content-Security-Policy: (.*)/.exec(out)?.[1] ?? '').replace('<your token service>', '');
    assert.match(this.#policy, /script-src 'self';/);
    await once(this.#server.listen(0, 'localhost'), 'listening');
  }

  async close(): Promise<void> {
    rmSync(this.folder, { recursive: true });
    this.#server.close().closeAllConnections();
    await once(this.#server, 'close');
  }

  async #file(path: string): Promise<{ readonly body: string | Buffer; readonly type: string } | undefined> {
    if (path.startsWith('/te/')) return fileIn(this.folder, path.slice('/te'.length));
    const body = `<!doctype html><html lang="en"><head><title>Test</title>${this.#tags}</head><body><teams-call-button></teams-call-button></body></html>`;
    return ['/', '/demo', '/default'].includes(path) ? { body, type: 'text/html; charset=utf-8' } : undefined;
  }
}

describe('a folder that teams-embed assets wrote', () => {
  const website = new Website();
  let browser: Browser;

  before(async () => {
    await website.open();
    browser = await chromium.launch(await installed());
  });
  after(async () => {
    await browser.close();
    await website.close();
  });

  async function openPage(path = '/', opened?: Page): Promise<Page> {
    const page = opened ?? (await browser.newPage());
    await page.addInitScript(() => {
      window.violations = [];
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
        window.violations.push(`${violatedDirective} ${blockedURI} ${sample}`),
      );
    });
    await page.goto(website.url + path);
    await page.evaluate(() => customElements.whenDefined('teams-call-button').then(() => {}));
    return page;
  }

  const upgraded = (page: Page) => page.evaluate(() => customElements.get('teams-call-button') !== undefined);

  const importSdk = (page: Page) =>
    page.evaluate(async () => {
      const address = '/te/communication-calling.js';
      const sdk = (await import(address)) as { CallClient: new () => object; Features: object };
      new sdk.CallClient();
      return { names: Object.keys(sdk), features: Object.keys(sdk.Features), violations: window.violations };
    });

  it('runs from the printed tags, and has an SDK that a page under the printed policy can use', async () => {
    const page = await openPage();
    const { names, features, violations } = await importSdk(page);
    for (const name of ['CallClient', 'Features', 'LocalVideoStream', 'VideoStreamRenderer']) {
      assert.ok(names.includes(name), name);
    }
    assert.ok(features.includes('UserFacingDiagnostics'), String(features));
    assert.deepEqual(violations, []);
    await page.close();
  });

  it('has an SDK that a page with Trusted Types can import as well, though its worker is refused there', async () => {
    const page = await openPage('/demo');
    const { names, violations } = await importSdk(page);
    assert.ok(names.includes('CallClient'));
    assert.deepEqual(
      violations.filter((text) => !/^require-trusted-types-for trusted-types-sink Worker constructor/.test(text)),
      [],
    );
    await page.close();
  });

  it('has an SDK with its worker under Trusted Types too, where the page lets the address of that pass', async () => {
    const page = await browser.newPage();
    await page.addInitScript(() => {
      const own = `blob:${location.origin}/`;
      const createScriptURL = (url: string) => (url.startsWith(own) ? url : null);
      (window as { trustedTypes?: { createPolicy(name: string, rules: object): void } }).trustedTypes?.createPolicy(
        'default',
        { createScriptURL },
      );
    });
    const { names, violations } = await importSdk(await openPage('/default', page));
    assert.ok(names.includes('CallClient'));
    assert.deepEqual(violations, []);
    await page.close();
  });

  for (const file of ['teams-embed.js', /href="\/te\/(chunks\/[^"]+)"/]) {
    it(`does not run when ${file instanceof RegExp ? 'its first chunk' : file} is another than was written`, async () => {
      const html = await (await fetch(website.url)).text();
      const path = join(website.folder, file instanceof RegExp ? (file.exec(html)?.[1] ?? '') : file);
      const original = readFileSync(path);
      appendFileSync(path, '\n// changed on its way\n');
      const page = await browser.newPage();
      const refused = page.waitForEvent('console', (message) => /integrity/i.test(message.text()));
      await page.goto(website.url, { waitUntil: 'load' });
      await refused;
      assert.equal(await upgraded(page), false);
      await page.close();
      writeFileSync(path, original);
      await (await openPage()).close();
    });
  }
});
