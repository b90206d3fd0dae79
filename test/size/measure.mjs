// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseAst } from 'rollup/parseAst';

const dist = resolve(import.meta.dirname, '../../dist');

/**
 * @typedef {{ readonly raw: number, readonly gzip: number }} Bytes
 *
 * @typedef {object} Sizes
 * @property {Bytes & { readonly files: number }} firstLoad What a page loads by the script tag before anybody does anything.
 * @property {Readonly<Record<string, Bytes>>} lazy What comes when it is needed, by the chunk's name.
 */

/** @returns {Sizes} */
export function measure() {
  const first = firstLoadFiles();
  const chunks = readdirSync(join(dist, 'chunks')).filter((file) => file.endsWith('.js'));
  const lazy = chunks.map((file) => join(dist, 'chunks', file)).filter((file) => !first.includes(file));
  const names = lazy.map(nameOf);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0) throw new Error(`Two chunks have one name: ${twice.join(', ')}. Run the build again?`);
  return {
    firstLoad: { ...sum(first.map(bytes)), files: first.length },
    lazy: Object.fromEntries(lazy.map((file) => /** @type {const} */ ([nameOf(file), bytes(file)])).sort()),
  };
}

/** The script and all that it imports at once. */
export function firstLoadFiles() {
  const files = new Set([join(dist, 'teams-embed.js')]);
  for (const file of files) for (const imported of staticImports(file)) files.add(imported);
  return [...files];
}

/**
 * The modules that went into a file, as its source map names them.
 *
 * @param {string} file
 * @returns {string[]}
 */
export function modulesIn(file) {
  const { sources } = JSON.parse(readFileSync(`${file}.map`, 'utf8'));
  return sources.map((/** @type {string} */ source) => relative(dirname(dist), resolve(dirname(file), source)));
}

/** @param {string} file */
function staticImports(file) {
  const { body } = parseAst(readFileSync(file, 'utf8'));
  return body.flatMap((statement) => {
    const from = 'source' in statement ? statement.source?.value : undefined;
    return typeof from === 'string' ? [resolve(dirname(file), from)] : [];
  });
}

/**
 * @param {string} file
 * @returns {Bytes}
 */
function bytes(file) {
  const content = readFileSync(file);
  return { raw: content.length, gzip: gzipSync(content, { level: 9 }).length };
}

/** @param {readonly Bytes[]} files */
function sum(files) {
  return files.reduce((total, { raw, gzip }) => ({ raw: total.raw + raw, gzip: total.gzip + gzip }), {
    raw: 0,
    gzip: 0,
  });
}

/** @param {string} file */
function nameOf(file) {
  return relative(join(dist, 'chunks'), file).replace(/-[0-9a-f]{8}\.js$/, '');
}
