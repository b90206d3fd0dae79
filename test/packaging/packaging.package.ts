import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { modulesIn } from '../size/measure.mjs';

const root = join(import.meta.dirname, '../..');
const { dependencies, exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
};

let folder: string;
let tarball: string;

function run(command: string, args: readonly string[], cwd = root): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    timeout: 120_000,
  });
  assert.equal(status, 0, `${command} ${args.join(' ')}\n${stdout}${stderr}${error?.message ?? ''}`);
  return stdout;
}

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'teams-embed-package-'));
  const [packed] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder])) as [{ filename: string }];
  tarball = join(folder, packed.filename);
  installTarball();
});

after(() => rmSync(folder, { recursive: true }));

/**
 * As npm would lay it out, with only those packages beside it that it declares. They are linked, not fetched, so that
 * the test needs no network.
 */
function installTarball(): void {
  const installed = join(folder, 'node_modules');
  const target = join(installed, 'teams-embed');
  mkdirSync(target, { recursive: true });
  run('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
  for (const name of Object.keys(dependencies)) {
    mkdirSync(dirname(join(installed, name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(installed, name), 'junction');
  }
}

/** What a customer may import: every entry of `exports` that is a module, each element by its name. */
function publicModules(): string[] {
  const elements = readdirSync(join(root, 'src/elements'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  return Object.entries(exports)
    .filter(([, target]) => typeof target === 'object')
    .flatMap(([path]) => (path.includes('*') ? elements.map(({ name }) => path.replace('*', name)) : [path]))
    .map((path) => join('teams-embed', path).replaceAll('\\', '/'));
}

/** The packages that the script tag's chunks are made of, as their source maps name them. */
function bundledPackages(): Set<string> {
  const chunks = join(root, 'dist/chunks');
  const scripts = readdirSync(chunks).filter((file) => file.endsWith('.js'));
  const modules = scripts.flatMap((file) => modulesIn(join(chunks, file)));
  return new Set(modules.flatMap((module) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(module)?.[1] ?? []));
}

describe('the package', () => {
  it('passes publint', () => {
    run('npx', ['--no-install', 'publint', tarball, '--strict']);
  });

  it('has types that agree with its modules', () => {
    const assets = Object.entries(exports).filter(([, target]) => typeof target === 'string');
    const excluded = assets.map(([path]) => path.replace('./', ''));
    run('npx', ['--no-install', 'attw', tarball, '--profile', 'esm-only', '--exclude-entrypoints', ...excluded]);
  });

  for (const name of publicModules()) {
    it(`lets Node import ${name}, and end`, () => {
      const script = `console.log(Object.keys(await import(${JSON.stringify(name)})).length)`;
      const names = run(process.execPath, ['--input-type=module', '--eval', script], folder);
      assert.ok(Number(names) > 0, 'it exports something');
    });
  }

  it('holds no part of the Calling SDK, which is not ours to pass on', () => {
    const packages = bundledPackages();
    assert.ok(packages.has('@azure/msal-browser'), 'the source maps name the packages');
    assert.ok(!packages.has('@azure/communication-calling'));
  });

  it('names the licence of every package inside its bundles', () => {
    const notices = readFileSync(join(root, 'dist/THIRD-PARTY.txt'), 'utf8');
    const named = new Set([...notices.matchAll(/^(\S+) \d+\.\d+\.\d+\S* \(.+\)$/gm)].map(([, name]) => name));
    assert.deepEqual(
      [...bundledPackages()].filter((name) => !named.has(name)),
      [],
    );
  });

  it('has a redirect page that a strict content security policy allows', () => {
    const page = readFileSync(join(root, 'dist/teams-embed-redirect.html'), 'utf8');
    assert.match(page, /<script type="module" src="\.\/teams-embed-redirect\.js"><\/script>/);
    assert.equal(page.match(/<script/g)?.length, 1);
    assert.doesNotMatch(page, /\son\w+=|javascript:/);
  });

  it('has a command that a shell can run', () => {
    assert.match(readFileSync(join(root, 'dist/cli.js'), 'utf8'), /^#!\/usr\/bin\/env node\n/);
  });
});
