// @ts-check
import { accessSync, chmodSync, constants, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * The Chromium that comes in the npm package `@sparticuz/chromium`: a headless shell for Linux on x64, built for
 * serverless hosts. It needs no root and no package of the system, so the tests run on a bare machine.
 *
 * @returns {Promise<{ executablePath: string, env: Record<string, string> }>}
 */
export async function npmChromium() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The Chromium in the npm package @sparticuz/chromium runs on Linux x64 only.');
  }
  const packageFolder = folderOfPackage();
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const cache = writableCache();
  const folder = join(cache, version);
  if (!existsSync(folder)) await inflateInto(folder, cache, join(packageFolder, 'bin'));
  return { executablePath: join(folder, 'chromium'), env: browserEnvironment(folder) };
}

function folderOfPackage() {
  let folder = dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium'));
  while (!existsSync(join(folder, 'bin', 'chromium.br'))) folder = dirname(folder);
  return folder;
}

/**
 * Where an inflated browser may stay until the next run. `node_modules` may belong to somebody else, and not every
 * account has a home.
 */
function writableCache() {
  const places = [
    join(import.meta.dirname, '../../node_modules/.cache/chromium'),
    join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'teams-embed/chromium'),
    join(tmpdir(), `teams-embed-chromium-${process.getuid?.()}`),
  ];
  const place = places.find(isOurs);
  if (!place) throw new Error(`None of these folders can be written: ${places.join(', ')}.`);
  return place;
}

/**
 * In a shared temp folder somebody else may have made the folder first; a browser from there is not to be trusted.
 *
 * @param {string} folder
 */
function isOurs(folder) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    accessSync(folder, constants.W_OK);
    return statSync(folder).uid === process.getuid?.();
  } catch {
    return false; // read-only: the next place is tried
  }
}

/**
 * Inflates into a private folder and renames it, so that an interrupted or a second first run never leaves half a
 * browser behind.
 *
 * @param {string} folder
 * @param {string} cache
 * @param {string} archives
 */
async function inflateInto(folder, cache, archives) {
  const unfinished = mkdtempSync(join(cache, 'unfinished-'));
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = unfinished; // the package inflates into os.tmpdir() and nowhere else
  try {
    const { default: chromium, inflate } = await import('@sparticuz/chromium');
    await chromium.executablePath(archives);
    await inflate(join(archives, 'al2023.tar.br')); // libnss3, libnspr4 and libexpat, which a bare system lacks
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  chmodSync(join(unfinished, 'chromium'), 0o755);
  chmodSync(unfinished, 0o755);
  writeFileSync(join(unfinished, 'fonts.conf'), fontsConf(folder));
  try {
    renameSync(unfinished, folder);
  } catch (cause) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw cause; // otherwise another run was faster, and its browser serves
  }
}

/**
 * The fonts.conf in the package knows only a folder in the temp folder. A page with an `<input>` and no font at all
 * crashes the browser.
 *
 * @param {string} folder
 */
function fontsConf(folder) {
  const folders = [join(folder, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts'];
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...folders.map((fonts) => `<dir>${fonts}</dir>`),
    `<cachedir>${join(folder, 'fonts-cache')}</cachedir>`,
    '</fontconfig>',
    '',
  ].join('\n');
}

/**
 * For the browser's process only: these libraries must not shadow the system's for anything else.
 *
 * @param {string} folder
 */
function browserEnvironment(folder) {
  const libraries = [process.env['LD_LIBRARY_PATH'], join(folder, 'al2023', 'lib')].filter(Boolean).join(':');
  return {
    .../** @type {Record<string, string>} */ (process.env),
    FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    LD_LIBRARY_PATH: libraries,
  };
}
