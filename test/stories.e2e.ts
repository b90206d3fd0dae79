import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { AxeResults, RunOptions } from 'axe-core';
import { chromium as playwright, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { chromium } from './tools/chromium.mjs';
import { serveFolder } from './tools/serve-folder.mjs';

/** Visits every story of the built Storybook (`npm run storybook:build`). */

interface Entry {
  readonly id: string;
  readonly type: 'story' | 'docs';
  readonly title: string;
  readonly name: string;
}

const storybook = join(import.meta.dirname, '../storybook-static');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const { entries } = JSON.parse(readFileSync(join(storybook, 'index.json'), 'utf8')) as {
  readonly entries: Readonly<Record<string, Entry>>;
};
const stories = Object.values(entries).filter(({ type }) => type === 'story');

const themes = ['light', 'dark'] as const;

let browser: Browser;
/** One for each theme: pages of a context share what is loaded, and what is compiled. */
let contexts: ReadonlyMap<string, BrowserContext>;
let site: Awaited<ReturnType<typeof serveFolder>>;

before(async () => {
  site = await serveFolder(storybook);
  browser = await playwright.launch(await chromium());
  contexts = new Map(
    await Promise.all(themes.map(async (theme) => [theme, await browser.newContext({ colorScheme: theme })] as const)),
  );
});

after(async () => {
  await browser.close();
  await site.close();
});

/** Opens a story, and answers with all that the page complained about. */
async function visit(page: Page, id: string, theme: string): Promise<string[]> {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()} ${message.location().url}`);
  });
  page.on('requestfailed', (request) => {
    // A page that is left takes its open requests with it; those are not the story's failures.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`request failed: ${request.url()}`);
  });
  await page.goto(`${site.origin}/iframe.html?id=${id}&viewMode=story&globals=theme:${theme}`);
  const phase = await page.waitForFunction(() => {
    const { body } = document;
    if (body.matches('.sb-show-errordisplay, .sb-show-nopreview')) return 'failed';
    const { phase } = (globalThis as StorybookPage).__STORYBOOK_PREVIEW__?.currentRender ?? {};
    return ['completed', 'finished', 'errored', 'aborted'].find((end) => end === phase);
  });
  if (!['completed', 'finished'].includes(String(await phase.jsonValue()))) {
    complaints.push(`did not render: ${await page.locator('#error-message').innerText()}`);
  }
  return complaints;
}

type StorybookPage = typeof globalThis & {
  readonly __STORYBOOK_PREVIEW__?: { readonly currentRender?: { readonly phase?: string } };
};

/** The elements, in shadow trees too, that nobody has defined. */
function undefinedElements(page: Page): Promise<string[]> {
  return page.locator('body :not(:defined)').evaluateAll((elements) => elements.map(({ localName }) => localName));
}

async function accessibilityViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const results = await page.evaluate(() => {
    const { axe } = globalThis as unknown as {
      readonly axe: { run(context: string, options: RunOptions): Promise<AxeResults> };
    };
    // A story is a piece of a page: landmarks and a first heading are the page's to have.
    return axe.run('body', { rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } } });
  });
  return results.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n  ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join('\n  ')}`,
  );
}

describe('Storybook', { concurrency: 2 }, () => {
  it('has stories', () => {
    assert.ok(stories.length > 0);
  });

  for (const { id, title, name } of stories) {
    it(`${title}: ${name}`, { timeout: 120_000 }, async () => {
      for (const [theme, context] of contexts) {
        const page = await context.newPage();
        try {
          const complaints = await visit(page, id, theme);
          assert.deepEqual(await undefinedElements(page), [], 'elements that nobody has defined');
          assert.ok((await page.locator('#storybook-root > *').count()) > 0, 'something was rendered');
          assert.deepEqual(await accessibilityViolations(page), [], `axe, ${theme}`);
          assert.deepEqual(complaints, [], 'what the page complained about');
        } finally {
          await page.close();
        }
      }
    });
  }
});
