import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import type {} from './page/stopwatch.js';

/**
 * Gives a page what measures in it, as one script of its own. Playwright could send single functions, but only such
 * as use nothing of their file; and those carry what Node's TypeScript loader put into them, which no page has.
 */
export async function addStopwatch(page: Page): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('page/stopwatch.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
    logLevel: 'warning',
  });
  await page.evaluate(outputFiles[0]?.text ?? '');
}
