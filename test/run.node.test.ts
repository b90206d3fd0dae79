import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';

const root = join(import.meta.dirname, '..');

describe('the runner of the tests, on a machine without redis-server', () => {
  const empty = mkdtempSync(join(tmpdir(), 'no-programs-'));
  after(() => rmSync(empty, { recursive: true }));

  const run = (env: Readonly<Record<string, string>>) =>
    spawnSync(process.execPath, ['test/run.mjs', 'redis'], {
      cwd: root,
      env: { PATH: empty, ...env },
      encoding: 'utf8',
    });

  it('leaves those tests out, and says how to get it', () => {
    const { status, stdout } = run({});
    assert.match(stdout, /^redis +left out, because redis-server is not installed: apt-get install redis-server$/m);
    assert.match(stdout, /^0 passed, 0 failed$/m);
    assert.equal(status, 0);
  });

  it('fails where nothing may be left out', () => {
    const { status, stdout } = run({ CI: '1' });
    assert.match(stdout, /redis-server is not installed/);
    assert.match(stdout, /^0 passed, 1 failed$/m);
    assert.equal(status, 1);
  });
});
