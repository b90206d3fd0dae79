import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { errorTable } from '../error-table.js';

describe('the table of all errors', () => {
  it('is up to date: `npm run errors` makes it', () => {
    const written = readFileSync(join(import.meta.dirname, '../../../src/model/ERRORS.md'), 'utf8');
    assert.ok(written.split('\n').length > 300);
    assert.ok(written === errorTable(), 'src/model/ERRORS.md is stale: run npm run errors');
  });
});
