import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { firstLoadFiles, measure, modulesIn, type Bytes, type Sizes } from './measure.mjs';

const { bar, ...expected } = JSON.parse(readFileSync(join(import.meta.dirname, 'size.json'), 'utf8')) as Sizes & {
  readonly bar: { readonly gzip: number; readonly files: number };
};

/** Less than this is the noise of a compiler's new version. */
const tolerated = ({ gzip }: Bytes): number => Math.ceil(gzip * 1.02) + 64;

describe('the size of the script tag', () => {
  const sizes = measure();

  it('is below the bar at first load', () => {
    assert.ok(sizes.firstLoad.gzip <= bar.gzip, `${sizes.firstLoad.gzip} bytes; the bar is ${bar.gzip}`);
    assert.ok(sizes.firstLoad.files <= bar.files, `${sizes.firstLoad.files} files; the bar is ${bar.files}`);
  });

  it('has nothing in its first load that only some pages need', () => {
    const modules = firstLoadFiles().flatMap(modulesIn);
    assert.ok(
      modules.includes('src/teams-embed.ts') && modules.includes('src/wire.ts'),
      'the source maps name modules',
    );
    const late = /node_modules\/(@azure|@microsoft|libphonenumber-js)\/|^src\/(emulator|adapters\/[^/]+)\//;
    assert.deepEqual(
      modules.filter((module) => late.test(module)),
      [],
    );
  });

  it('has not grown unnoticed', () => {
    const grown = Object.entries({ ...sizes.lazy, 'first load': sizes.firstLoad }).filter(([name, now]) => {
      const before = name === 'first load' ? expected.firstLoad : expected.lazy[name];
      return !before || now.gzip > tolerated(before);
    });
    assert.deepEqual(grown, [], 'if it is worth it: npm run size -- --update, and the reason in the commit');
  });
});
