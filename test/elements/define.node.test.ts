import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const elements = join(import.meta.dirname, '../../src/elements');

describe('the elements on a server', () => {
  for (const tag of readdirSync(elements)) {
    it(`can be imported: ${tag}`, async () => {
      const module = (await import(join(elements, tag, 'define.ts'))) as Record<string, unknown>;
      assert.equal(Object.values(module).filter((value) => typeof value === 'function').length, 1);
    });
  }
});
