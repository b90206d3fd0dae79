import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { chromium as playwright } from 'playwright-core';
import { chromium } from './chromium.mjs';
import { installedChromium, usualPlaces } from './installed-chromium.mjs';
import { serveFolder } from './serve-folder.mjs';

const folder = mkdtempSync(join(tmpdir(), 'browsers-'));
after(() => rmSync(folder, { recursive: true }));

function program(name: string): string {
  const file = join(folder, name);
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, 0o755);
  return file;
}

describe('an installed browser', () => {
  it('is found on the path', () => {
    const file = program('microsoft-edge');
    assert.equal(installedChromium({ PATH: ['/no/such/folder', folder].join(delimiter) }, 'linux'), file);
  });

  it('is the one that CHROME_PATH names, before all others', () => {
    const file = program('my-chrome');
    program('chromium');
    assert.equal(installedChromium({ PATH: folder, CHROME_PATH: file }, 'linux'), file);
  });

  it('is an error when CHROME_PATH names nothing', () => {
    assert.throws(() => installedChromium({ CHROME_PATH: '/no/such/chrome' }), /CHROME_PATH names \/no\/such\/chrome/);
  });

  it('is none where there is none', () => {
    assert.equal(installedChromium({ PATH: '/no/such/folder' }, 'linux'), undefined);
  });

  it('is looked for among the applications of a Mac and the programs of Windows', () => {
    const chromeOnMac = join('/Applications', 'Google Chrome.app/Contents/MacOS/Google Chrome');
    assert.ok(usualPlaces('darwin', { HOME: '/Users/ann' }).includes(chromeOnMac));
    const edge = join('C:\\Program Files', 'Microsoft\\Edge\\Application\\msedge.exe');
    assert.ok(usualPlaces('win32', { PROGRAMFILES: 'C:\\Program Files' }).includes(edge));
  });
});

describe('the browser of the tests', () => {
  it('has fake devices and draws a page with an input', async () => {
    writeFileSync(join(folder, 'page.html'), '<input value="text"><select><option>choice</option></select>');
    const site = await serveFolder(folder); // a page of this machine is secure, so it has devices
    const browser = await playwright.launch(await chromium());
    try {
      const page = await browser.newPage();
      await page.goto(`${site.origin}/page.html`);
      assert.ok((await page.screenshot()).length > 0);
      const kinds = await page.evaluate(async () => {
        const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
        return stream.getTracks().map(({ kind }) => kind);
      });
      assert.deepEqual(kinds.sort(), ['audio', 'video']);
    } finally {
      await browser.close();
      await site.close();
    }
  });

  it('is missing with one clear sentence', () => {
    const script = "import { chromiumOrExit } from './test/tools/chromium.mjs'; await chromiumOrExit();";
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: join(import.meta.dirname, '../..'),
      env: { CHROME_PATH: '/no/such/chrome' },
      encoding: 'utf8',
    });
    assert.equal(status, 1);
    assert.equal(stderr.trim(), 'CHROME_PATH names /no/such/chrome, but there is no such file.');
  });
});
