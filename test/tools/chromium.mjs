// @ts-check
import { installedChromium } from './installed-chromium.mjs';
import { npmChromium } from './npm-chromium.mjs';

/**
 * How to start a Chromium, in the words that the `launch()` of playwright-core and the `launchOptions` of
 * puppeteer-core have in common.
 *
 * @typedef {object} ChromiumLaunch
 * @property {string} executablePath
 * @property {string[]} args
 * @property {Record<string, string>} env
 * @property {true} headless
 */

const fakeMedia = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

/** A browser under test has nobody to call; on a closed network its attempts only cost time. */
const quietNetwork = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-default-browser-check',
  '--no-first-run',
];

/** @type {Promise<ChromiumLaunch> | undefined} */
let found;

/**
 * The Chromium that the tests run in: an installed one, else the one from npm. `NPM_CHROMIUM=1` takes the latter
 * anyway, `CHROME_PATH` names one.
 *
 * @returns {Promise<ChromiumLaunch>}
 */
export function chromium() {
  return (found ??= find());
}

/** @returns {Promise<ChromiumLaunch>} */
async function find() {
  const installed = process.env['NPM_CHROMIUM'] ? undefined : installedChromium();
  if (installed) {
    return {
      executablePath: installed,
      args: [...(isRoot() ? ['--no-sandbox'] : []), ...fakeMedia, ...quietNetwork],
      env: /** @type {Record<string, string>} */ (process.env),
      headless: true,
    };
  }
  const fromNpm = await npmChromium().catch((cause) => {
    throw new Error(
      'The tests need a browser. Install Chrome, Chromium or Edge, or say where one is with CHROME_PATH. ' +
        `(The one from npm does not serve: ${cause instanceof Error ? cause.message : String(cause)})`,
      { cause },
    );
  });
  return { ...fromNpm, args: ['--no-sandbox', '--no-zygote', ...fakeMedia, ...quietNetwork], headless: true };
}

/** Chromium has no sandbox for root. */
function isRoot() {
  return process.getuid?.() === 0;
}

/**
 * The same browser, or one sentence on the terminal and a failed process: for programs that are run by hand.
 *
 * @returns {Promise<ChromiumLaunch>}
 */
export async function chromiumOrExit() {
  try {
    return await chromium();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
