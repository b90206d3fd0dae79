import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const root = join(import.meta.dirname, '../../..');

function json<Content>(file: string): Content {
  return JSON.parse(readFileSync(join(root, file), 'utf8')) as Content;
}

describe('what is installed', () => {
  const { dependencies, devDependencies, peerDependencies } =
    json<Record<'dependencies' | 'devDependencies' | 'peerDependencies', Record<string, string>>>('package.json');
  const { packages } = json<{ packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }> }>(
    'package-lock.json',
  );
  const locked = Object.entries(packages).filter(([path]) => path !== '');

  it('is pinned to exact versions, also under another name', () => {
    const all = Object.entries({ ...dependencies, ...devDependencies });
    assert.ok(all.length > 20);
    assert.deepEqual(
      all.filter(([, version]) => !/^(npm:(@[\w-]+\/)?[\w-]+@)?\d+\.\d+\.\d+$/.test(version)),
      [],
    );
  });

  it('has the oldest Calling SDK that may be beside us, to be held to what is said of it', () => {
    const [, oldest = 'none'] = /^>=(\S+) /.exec(peerDependencies['@azure/communication-calling'] ?? '') ?? [];
    assert.equal(devDependencies['communication-calling-oldest'], `npm:@azure/communication-calling@${oldest}`);
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
