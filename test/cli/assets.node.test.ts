import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { init, parse } from 'es-module-lexer';
import { integrityOf, readManifest } from '../../src/cli/hosting/manifest.js';
import { runCli } from './run-cli.js';

const header =
  '// Copyright (c) Microsoft Corporation. All rights reserved.\n// See LICENSE file for license information.\n';
const shipped =
  `${header}import{AzureLogger as t}from"@azure/logger";` +
  'import{getIdentifierKind as f}from\'@azure/communication-common\';const s="from\\"elsewhere\\"";export{t,f,s};';

let project: string;
const out = (...path: string[]): string => join(project, 'public/teams-embed', ...path);

/** What `npm install` would have put there. */
function installSdk(version = '2.0.0', code = shipped, folder = project): void {
  const sdk = join(folder, 'node_modules/@azure/communication-calling');
  const files = {
    'package.json': JSON.stringify({ version, module: 'dist-esm/sdk.bundle.js' }),
    'dist-esm/sdk.bundle.js': code,
    LICENSE: 'The terms.',
    'NOTICES.txt': 'The notices.',
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(sdk, name)), { recursive: true });
    writeFileSync(join(sdk, name), content);
  }
}

const run = (...words: string[]) => runCli(['assets', 'public/teams-embed', ...words], project);

async function succeeds(...words: string[]): Promise<string> {
  const { code, out: said, err } = await run(...words);
  assert.equal(code, 0, err);
  assert.equal(err, '');
  return said;
}

async function refuses(words: readonly string[], sentence: RegExp, exitCode = 1): Promise<void> {
  const { code, out: said, err } = await run(...words);
  assert.match(err, sentence);
  assert.equal(err.trimEnd().split('\n').length, 1, 'one line says it');
  assert.deepEqual([code, said], [exitCode, '']);
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();
}

const manifest = () => readManifest(readFileSync(out('teams-embed.json'), 'utf8'));

describe('teams-embed assets', () => {
  let folder: string;

  before(async () => {
    await init;
    folder = mkdtempSync(join(tmpdir(), 'teams-embed-assets-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  beforeEach(() => {
    project = mkdtempSync(join(folder, 'project-'));
    installSdk();
  });

  it('writes the script with its chunks, the redirect page and the SDK, and says of each what it is', async () => {
    const said = await succeeds();
    const files = filesIn(out());
    for (const name of ['teams-embed.js', 'teams-embed-redirect.html', 'teams-embed-redirect.js', 'THIRD-PARTY.txt']) {
      assert.ok(readFileSync(out(name)).equals(readFileSync(join(import.meta.dirname, '../../dist', name))), name);
    }
    assert.ok(files.some((name) => /^chunks\/core-[0-9a-f]{8}\.js$/.test(name)));
    assert.equal(manifest()?.callingSdk, '2.0.0');
    assert.deepEqual(
      Object.keys(manifest()?.files ?? {}).sort(),
      files.filter((name) => name !== 'teams-embed.json'),
    );
    for (const [name, integrity] of Object.entries(manifest()?.files ?? {})) {
      assert.equal(integrityOf(readFileSync(out(name))), integrity, name);
    }
    assert.match(said, new RegExp(`has all ${files.length} files: ${files.length} written`));
  });

  it('names files in the SDK’s script in place of packages, and changes nothing else', async () => {
    await succeeds();
    assert.equal(
      readFileSync(out('communication-calling.js'), 'utf8'),
      shipped
        .replace('@azure/logger', './azure-logger.js')
        .replace('@azure/comm', './azure-comm')
        .replace("mon'", "mon.js'"),
    );
    assert.equal(readFileSync(out('communication-calling.LICENSE.txt'), 'utf8'), 'The terms.');
    assert.equal(readFileSync(out('communication-calling.NOTICES.txt'), 'utf8'), 'The notices.');
    assert.match(readFileSync(out('azure-communication-common.js'), 'utf8'), /from"\.\/azure-logger\.js"/);
    assert.doesNotMatch(readFileSync(out('azure-logger.js'), 'utf8'), /\bimport\b *[{"]/);
  });

  it('finds the SDK where a monorepo has it', async () => {
    rmSync(join(project, 'node_modules'), { recursive: true });
    installSdk('1.46.1', shipped, folder);
    await succeeds();
    assert.equal(manifest()?.callingSdk, '1.46.1');
    rmSync(join(folder, 'node_modules'), { recursive: true });
  });

  it('prints the tags with the hashes of what they load', async () => {
    const said = await succeeds('--base-url', 'https://cdn.contoso.com/te/3');
    const tags = [
      ...said.matchAll(/(?:src|href)="https:\/\/cdn\.contoso\.com\/te\/3\/([^"]+)" integrity="([^"]+)" crossorigin/g),
    ];
    assert.equal(tags.length, 2);
    for (const [, name = '', integrity] of tags) assert.equal(integrityOf(readFileSync(out(name))), integrity);
    assert.match(said, /<link rel="modulepreload" [^\n]*core-[^\n]*\n *<script type="module" [^\n]*<\/script>/);
  });

  it('prints the policy that the page needs, for each cloud', async () => {
    const said = await succeeds('--token-url', 'https://tokens.contoso.com/api/token');
    const [, policy = ''] = /Content-Security-Policy: (.*)/.exec(said) ?? [];
    assert.match(policy, /script-src 'self'; /);
    assert.match(
      policy,
      /connect-src 'self' https:\/\/login\.microsoftonline\.com https:\/\/graph\.microsoft\.com https:\/\/tokens\.contoso\.com /,
    );
    assert.match(policy, /frame-src 'self' https:\/\/login\.microsoftonline\.com;/);
    assert.match(policy, /worker-src 'self' blob:;/);
    assert.match(policy, /object-src 'none'; base-uri 'self'; form-action 'self'$/);
    assert.match(said, /Permissions-Policy: microphone=\(self\), camera=\(self\)/);
    assert.match(said, /<iframe allow="microphone; camera; autoplay; display-capture; speaker-selection"/);
    const dod = await succeeds(
      '--cloud',
      'dod',
      '--base-url',
      'https://cdn.contoso.com',
      '--origin',
      'https://crm.contoso.com',
    );
    assert.match(dod, /script-src 'self' https:\/\/cdn\.contoso\.com;/);
    assert.match(dod, /https:\/\/login\.microsoftonline\.us https:\/\/dod-graph\.microsoft\.us <your token service>/);
    assert.doesNotMatch(dod, /login\.microsoftonline\.com/);
    assert.match(dod, /<teams-session cloud="dod" …>/);
    assert.match(await succeeds('--cloud', 'gcch'), /microsoftonline\.us https:\/\/graph\.microsoft\.us /);
  });

  it('prints a redirect URI for every origin', async () => {
    const origins = ['--origin', 'https://crm.contoso.com', '--origin', 'https://crm.fabrikam.com'];
    const said = await succeeds('--base-url', '/te/', ...origins);
    assert.match(
      said,
      /\n +https:\/\/crm\.contoso\.com\/te\/teams-embed-redirect\.html\n +https:\/\/crm\.fabrikam\.com\/te\//,
    );
    const cdn = await succeeds('--base-url', 'https://cdn.contoso.com/te/', ...origins);
    assert.match(cdn, /\n +https:\/\/crm\.contoso\.com\/teams-embed-redirect\.html\n/);
    assert.match(cdn, /at the root of https:\/\/crm\.fabrikam\.com/);
    assert.match(
      await succeeds('--base-url', 'https://crm.contoso.com/te/'),
      /\n +https:\/\/crm\.contoso\.com\/te\/teams-/,
    );
    assert.match(await succeeds(), /<the origin of your page>\/teams-embed\/teams-embed-redirect\.html/);
  });

  it('does the same when it is run again', async () => {
    await succeeds();
    const before = filesIn(out()).map((name) => readFileSync(out(name)));
    assert.match(await succeeds(), /: 0 written, /);
    assert.deepEqual(
      filesIn(out()).map((name) => readFileSync(out(name))),
      before,
    );
  });

  it('removes what an earlier version left, and nothing of anybody else’s', async () => {
    await succeeds();
    const old = { 'chunks/core-00000000.js': 'old', 'chunks/graph-00000000.js': 'old', '../outside.js': 'old' };
    const theirs = { 'chunks/theirs.js': 'theirs', 'index.html': 'theirs' };
    for (const [name, content] of Object.entries({ ...old, ...theirs })) writeFileSync(out(name), content);
    const files = Object.fromEntries(Object.keys(old).map((name) => [name, integrityOf(Buffer.from('old'))]));
    writeFileSync(
      out('teams-embed.json'),
      JSON.stringify({ ...manifest(), files: { ...manifest()?.files, ...files } }),
    );
    writeFileSync(out('chunks/graph-00000000.js'), 'changed by somebody');
    const said = await succeeds();
    assert.match(
      said,
      /1 of an earlier version removed\.\nNot removed, because they were changed: chunks\/graph-0{8}\.js\./,
    );
    assert.ok(!existsSync(out('chunks/core-00000000.js')));
    for (const name of ['chunks/graph-00000000.js', '../outside.js', ...Object.keys(theirs)])
      assert.ok(existsSync(out(name)), name);
  });

  it('leaves the SDK out when told to, and takes away one of before', async () => {
    await succeeds();
    rmSync(join(project, 'node_modules'), { recursive: true });
    assert.match(await succeeds('--without-sdk'), /Calling SDK was left out/);
    assert.deepEqual(
      filesIn(out()).filter((name) => /calling|azure/.test(name) && !name.startsWith('chunks')),
      [],
    );
    assert.equal(manifest()?.callingSdk, null);
  });

  it('says what to install where the SDK is missing, too old or too new, and writes nothing', async () => {
    const remedy = 'npm install "@azure/communication-calling@>=1\\.40\\.1 <3"';
    rmSync(join(project, 'node_modules'), { recursive: true });
    await refuses([], new RegExp(`is not installed in .*${remedy} there first, .* --without-sdk`));
    for (const [version, problem] of [
      ['1.40.0', 'old'],
      ['1.9.99', 'old'],
      ['3.0.0', 'new'],
      ['3.0.0-beta.1', 'new'],
    ] as const) {
      installSdk(version);
      await refuses([], new RegExp(`${version} is too ${problem}: run ${remedy}`));
    }
    assert.ok(!existsSync(out()));
  });

  it('refuses an SDK that needs more than it knows, or is damaged', async () => {
    installSdk('2.9.0', `${shipped}import"@azure/core-new";`);
    await refuses([], /communication-calling 2\.9\.0 imports "@azure\/core-new", which this version of teams-embed/);
    rmSync(join(project, 'node_modules/@azure/communication-calling/dist-esm'), { recursive: true });
    await refuses([], /is damaged, install it again: .*sdk\.bundle\.js cannot be read \(ENOENT\)/);
    assert.ok(!existsSync(out()));
  });

  it('writes all of its files or none', async () => {
    mkdirSync(out('teams-embed.js'), { recursive: true });
    writeFileSync(out('mine.html'), 'mine');
    await refuses([], /teams-embed\.js is a folder, where a file of ours has to be\./);
    assert.deepEqual(filesIn(out()), ['mine.html']);
  });

  it('refuses a file for a folder', async () => {
    mkdirSync(join(project, 'public'));
    writeFileSync(out(), 'a file');
    await refuses([], /teams-embed is a file, or is below one: name a folder\./);
    assert.equal(readFileSync(out(), 'utf8'), 'a file');
  });

  it('writes nothing into the package itself, which may be passed on', async () => {
    const { code, err } = await runCli(['assets', 'dist/te']);
    assert.match(err, /dist.te is this package's own: name a folder of your website\.\n$/);
    assert.equal(code, 1);
    assert.ok(!existsSync(join(import.meta.dirname, '../../dist/te')));
  });

  it('says which of its words it cannot use', async () => {
    await refuses(['--origin', 'crm.contoso.com'], /--origin has to be an origin such as https:/, 2);
    await refuses(['--base-url', 'te'], /--base-url has to be a path/, 2);
    await refuses(['--cloud', 'china'], /--cloud has to be one of public, gcch, dod, not "china"/, 2);
    await refuses(['--token-url', 'token'], /--token-url has to be a URL/, 2);
    const { code, err } = await runCli(['assets'], project);
    assert.deepEqual([code, err], [2, 'teams-embed: Say which folder to write into: teams-embed assets DIR.\n']);
  });

  for (const name of ['@azure/communication-calling', 'communication-calling-oldest']) {
    it(`takes the real SDK: ${name}`, async () => {
      const installed = join(import.meta.dirname, '../../node_modules', name);
      cpSync(installed, join(project, 'node_modules/@azure/communication-calling'), { recursive: true });
      await succeeds();
      const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { version: string };
      assert.equal(manifest()?.callingSdk, version);
      const written = readFileSync(out('communication-calling.js'), 'utf8');
      assert.match(written, /^\/\/ Copyright \(c\) Microsoft Corporation/);
      assert.match(written, /from"\.\/azure-logger\.js";import\{[^}]+\}from"\.\/azure-communication-common\.js"/);
      for (const [, names = '', file = ''] of written.matchAll(/import\{([^}]+)\}from"\.\/(azure-[\w-]+\.js)"/g)) {
        const exported = parse(readFileSync(out(file), 'utf8'))[1].map(({ n }) => n);
        const wanted = names.split(',').map((wish) => wish.replace(/ as .*/, '').trim());
        assert.deepEqual(
          wanted.filter((wish) => !exported.includes(wish)),
          [],
          file,
        );
      }
    });
  }
});
