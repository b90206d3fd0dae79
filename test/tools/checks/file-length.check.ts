import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const root = join(import.meta.dirname, '../../..');
const longest = 300;

/** The comment a file begins with. A long one says there why it is long: "Longer than most, because …". */
const firstComment = /^(?:#!.*\n)?((?:\/\/.*\n)+|\/\*[^]*?\*\/)/;

function sourcesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|mjs|js)$/.test(file) && !file.includes('node_modules'))
    .map((file) => join(folder, file));
}

describe('the length of files', () => {
  const files = ['src', 'stories', 'test', 'demo'].flatMap(sourcesIn);

  it('is looked at', () => {
    assert.ok(files.length > 100);
  });

  it(`is ${longest} lines at most, or has a reason`, () => {
    const long = files.filter((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      return text.split('\n').length - 1 > longest && !firstComment.exec(text)?.[1]?.includes('because');
    });
    assert.deepEqual(long, []);
  });
});
