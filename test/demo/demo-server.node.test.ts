import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { startDemo } from '../../demo/demo-server.mjs';

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Asks for a path as it is written: `fetch` would tidy it up first. */
function get(origin: string, path: string, method = 'GET'): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part) => (body += part));
      response.once('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    asked.once('error', reject).end();
  });
}

/** What a page loads and links to, as it is written. */
function addressesIn(html: string): readonly string[] {
  return [...html.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, address = '']) => address);
}

describe('the demo', () => {
  let demo: Awaited<ReturnType<typeof startDemo>>;

  before(async () => {
    demo = await startDemo({ port: 0, emulatorPort: 0 });
  });
  after(() => demo.close());

  for (const page of ['/', '/index.html', '/customer.html?id=1', '/teams-embed/teams-embed-redirect.html']) {
    it(`serves ${page} under a strict policy`, async () => {
      const { status, headers } = await get(demo.url, page);
      assert.equal(status, 200);
      assert.equal(headers['content-type'], 'text/html; charset=utf-8');
      assert.equal(headers['x-content-type-options'], 'nosniff');
      const policy = String(headers['content-security-policy']).split('; ');
      assert.ok(policy.includes("default-src 'none'"));
      assert.ok(policy.includes("script-src 'self'"));
      assert.ok(policy.includes("style-src 'self'"));
      assert.ok(policy.includes("require-trusted-types-for 'script'"));
      const { url } = demo.emulator;
      assert.ok(policy.includes(`connect-src 'self' ${url} ${url.replace('http', 'ws')}`));
      assert.ok(policy.includes(`frame-src 'self' ${url}`));
    });
  }

  for (const page of ['index.html', 'customer.html']) {
    it(`has in ${page} everything that it loads, and no script or style in the page itself`, async () => {
      const { body } = await get(demo.url, `/${page}`);
      const addresses = addressesIn(body);
      assert.ok(addresses.includes('/teams-embed/teams-embed.js'));
      for (const address of addresses) {
        const url = new URL(address, `${demo.url}/${page}`);
        assert.equal(url.origin, demo.url, `${address} is on this machine`);
        assert.equal((await get(demo.url, url.pathname)).status, 200, address);
      }
      assert.doesNotMatch(body, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
    });

    it(`tells ${page} where the local Teams is`, async () => {
      const { body } = await get(demo.url, `/${page}`);
      assert.match(body, new RegExp(`client-id="${demo.clientId}"`));
      assert.match(body, new RegExp(`token-url="${demo.emulator.url}/token"`));
      assert.match(body, new RegExp(`emulator="${demo.emulator.url}"`));
      assert.doesNotMatch(body, /__[A-Z_]+__/);
    });
  }

  for (const path of [
    '/../../package.json',
    '//../../package.json',
    '/%2e%2e/%2e%2e/package.json',
    '/..%2f..%2fpackage.json',
    '/..%5c..%5cpackage.json',
    '/teams-embed/../package.json',
    '/teams-embed/%2e%2e/package.json',
    '/teams-embed/..%2fpackage.json',
    '/teams-embed//../package.json',
    '/crm.css%00.html',
    '/%ff.html',
    '/teams-embed/',
    '/nothing.html',
  ]) {
    it(`has nothing at ${path}`, async () => {
      const { status, headers } = await get(demo.url, path);
      assert.equal(status, 404);
      assert.ok(headers['content-security-policy']);
    });
  }

  it('takes no other method than GET and HEAD', async () => {
    const refused = await get(demo.url, '/index.html', 'POST');
    assert.deepEqual([refused.status, refused.headers['allow']], [405, 'GET, HEAD']);
    const head = await get(demo.url, '/index.html', 'HEAD');
    assert.deepEqual([head.status, head.body], [200, '']);
  });

  it('says which option mends a taken port, and leaves the other port free', async () => {
    const port = Number(new URL(demo.url).port);
    await assert.rejects(startDemo({ port, emulatorPort: 0 }), {
      message: `Port ${port} is taken by another program. Choose another one with --port, or 0 for any that is free.`,
    });
    const emulatorPort = Number(new URL(demo.emulator.url).port);
    await assert.rejects(startDemo({ port: 0, emulatorPort }), {
      message: `Port ${emulatorPort} is taken by another program. Choose another one with --emulator-port, or 0 for any that is free.`,
    });
  });

  it('ends both servers', async () => {
    const other = await startDemo({ port: 0, emulatorPort: 0 });
    await other.close();
    await assert.rejects(get(other.url, '/'), { code: 'ECONNREFUSED' });
    await assert.rejects(get(other.emulator.url, '/'), { code: 'ECONNREFUSED' });
  });
});
