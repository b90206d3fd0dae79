import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
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
  for (const name of Object.keys(dependencies)) link(name);
  chmodSync(join(target, 'dist/cli.js'), 0o755);
  mkdirSync(join(installed, '.bin'));
  symlinkSync('../teams-embed/dist/cli.js', join(installed, '.bin/teams-embed'));
}

function link(name: string): void {
  const place = join(folder, 'node_modules', name);
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(join(root, 'node_modules', name), place, 'junction');
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

/** The packages that what is hosted is made of, as the source maps name them. */
function bundledPackages(): Set<string> {
  const folders = [join(root, 'dist'), join(root, 'dist/chunks')];
  const scripts = folders.flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)));
  const modules = scripts.filter((file) => file.endsWith('.js')).flatMap(modulesIn);
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
    for (const name of ['@azure/msal-browser', '@azure/logger'])
      assert.ok(packages.has(name), 'the source maps name it');
    assert.ok(!packages.has('@azure/communication-calling'));
    const packed = readdirSync(join(folder, 'node_modules/teams-embed'), { recursive: true, encoding: 'utf8' });
    assert.deepEqual(
      packed.filter((file) => /(communication-calling|sdk\.bundle)\./.test(file)),
      [],
    );
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

  for (const [variable, value, peer] of [
    ['REDIS_URL', 'redis://127.0.0.1:1', 'redis'],
    ['COMMUNICATION_SERVICES_ENDPOINT', 'https://contoso.communication.azure.com', '@azure/identity'],
  ] as const) {
    it(`says what to install when ${variable} needs ${peer}, and needs it for nothing else`, () => {
      const id = 'c0ffee00-0000-4000-8000-00000000c11e';
      const { status, stderr, stdout } = spawnSync(
        process.execPath,
        [join(folder, 'node_modules/teams-embed/dist/cli.js'), 'token-service'],
        {
          encoding: 'utf8',
          timeout: 60_000,
          env: {
            TEAMS_EMBED_CLIENT_ID: id,
            TEAMS_EMBED_TENANTS: id,
            TEAMS_EMBED_ORIGINS: 'https://crm.contoso.com',
            ...(peer === 'redis'
              ? { COMMUNICATION_SERVICES_CONNECTION_STRING: 'endpoint=https://a;accesskey=YQ==' }
              : {}),
            [variable]: value,
          },
        },
      );
      assert.equal(
        stderr,
        `teams-embed: ${variable} needs the package ${peer}, which is not there: npm install ${peer}.\n`,
      );
      assert.equal(stdout, '');
      assert.equal(status, 1);
    });
  }

  it('has a command that a shell can run', () => {
    assert.match(readFileSync(join(root, 'dist/cli.js'), 'utf8'), /^#!\/usr\/bin\/env node\n/);
  });

  it('writes what is to be hosted, with the SDK of whoever installed it', () => {
    const assets = (...words: string[]): string =>
      run('npx', ['--no-install', 'teams-embed', 'assets', 'out', ...words], folder);
    assert.match(assets('--without-sdk'), /The Calling SDK was left out/);
    assert.ok(
      existsSync(join(folder, 'out/teams-embed.js')) && !existsSync(join(folder, 'out/communication-calling.js')),
    );
    link('@azure/communication-calling');
    assert.match(assets(), /The Calling SDK 2\.\d+\.\d+ is Microsoft's/);
    const names = readdirSync(join(folder, 'out'));
    for (const name of ['teams-embed.json', 'teams-embed-redirect.html', 'communication-calling.js', 'azure-logger.js'])
      assert.ok(names.includes(name), name);
  });

  it('looks at a page', () => {
    const nowhere = spawnSync(
      'npx',
      ['--no-install', 'teams-embed', 'doctor', '--page', 'http://no-such-host.invalid/'],
      {
        cwd: folder,
        encoding: 'utf8',
        shell: process.platform === 'win32',
      },
    );
    assert.match(nowhere.stdout, /FAILURE +page/);
    assert.equal(nowhere.status, 1);
  });
});
