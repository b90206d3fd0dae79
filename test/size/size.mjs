// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measure } from './measure.mjs';

/**
 * Prints what the built script tag weighs, beside what `size.json` expects.
 *
 *     npm run size               shows
 *     npm run size -- --update   makes the sizes of now the expected ones; say why in the commit
 */

const file = join(import.meta.dirname, 'size.json');
const expected = JSON.parse(readFileSync(file, 'utf8'));
const sizes = measure();

const rows = { 'first load': sizes.firstLoad, ...sizes.lazy };
const expectedRows = { 'first load': expected.firstLoad, ...expected.lazy };
console.table(
  Object.fromEntries(
    Object.entries(rows).map(([name, { raw, gzip }]) => [name, { raw, gzip, expected: expectedRows[name]?.gzip }]),
  ),
);
console.log(
  `First load: ${sizes.firstLoad.gzip} of ${expected.bar.gzip} bytes, ${sizes.firstLoad.files} of ${expected.bar.files} files.`,
);

if (process.argv.includes('--update')) {
  writeFileSync(file, `${JSON.stringify({ bar: expected.bar, ...sizes }, null, 2)}\n`);
}
