import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const root = join(import.meta.dirname, '../../..');

function json<Content>(file: string): Content {
  return JSON.parse(readFileSync(join(root, file), 'utf8')) as Content;
}

describe('what is installed', () => {
  const { dependencies, devDependencies } =
    json<Record<'dependencies' | 'devDependencies', Record<string, string>>>('package.json');
  const { packages } = json<{ packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }> }>(
    'package-lock.json',
  );
  const locked = Object.entries(packages).filter(([path]) => path !== '');

  it('is pinned to exact versions', () => {
    const all = Object.entries({ ...dependencies, ...devDependencies });
    assert.ok(all.length > 20);
    assert.deepEqual(
      all.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version)),
      [],
    );
  });

  it('comes from whatever registry the machine uses', () => {
    assert.deepEqual(
      locked.filter(([, { resolved }]) => resolved),
      [],
    );
  });

  it('is what was locked, by its hash', () => {
    assert.deepEqual(
      locked.filter(([, { integrity }]) => !integrity),
      [],
    );
  });
});
