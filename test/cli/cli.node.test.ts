import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { defaultWorld } from '../../src/emulator/world/default-world.js';
import { runCli, startCli } from './run-cli.js';

const run = (...words: string[]) => runCli(words);

describe('teams-embed', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'teams-embed-'));
  });
  after(() => rm(folder, { recursive: true }));

  const failed = async (words: readonly string[], code: number, err: string | RegExp): Promise<void> => {
    const ended = await run(...words);
    assert.equal(ended.code, code, ended.err);
    assert.equal(ended.out, '');
    if (typeof err === 'string') assert.equal(ended.err, `teams-embed: ${err}\n`);
    else assert.match(ended.err, err);
    assert.equal(ended.err.trimEnd().split('\n').length, 1, 'one line says it');
  };

  it('tells how it is used', async () => {
    const { code, out } = await run('--help');
    assert.equal(code, 0);
    assert.match(out, /teams-embed emulator \[--port 4100\]/);
    assert.match((await run('--version')).out, /^\d+\.\d+\.\d+\n$/);
  });

  it('says what it does not understand', async () => {
    await Promise.all([
      failed([], 2, /^teams-embed: Say what to do: teams-embed emulator,? .*\bassets\b.* See --help\.\n$/),
      failed(['dance'], 2, 'There is no command "dance". See --help.'),
      failed(['emulator', '--prot', '1'], 2, "Unknown option '--prot'. See --help."),
      failed(['emulator', '--port', '70000'], 2, '--port has to be a number from 0 to 65535, not "70000".'),
    ]);
  });

  it('says that its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await failed(['emulator', '--port', String(port)], 1, new RegExp(`^teams-embed: Port ${port} is taken`));
    other.close();
  });

  it('says what is wrong with a world file', async () => {
    const file = join(folder, 'world.json');
    await failed(['emulator', '--port', '0', '--world', file], 1, `The world file ${file} cannot be read (ENOENT).`);
    await writeFile(file, '{ "tenants": ');
    await failed(['emulator', '--port', '0', '--world', file], 1, /is not JSON\. .+\.\n$/);
    await writeFile(file, JSON.stringify({ ...defaultWorld, users: [{ ...defaultWorld.users[0], photo: 'yes' }] }));
    await failed(
      ['emulator', '--port', '0', '--world', file],
      1,
      `The world file ${file} is not right. users[0].photo: expected true or false.`,
    );
  });

  it('starts, says what to open and whom to sign in as, and stops when told to', async () => {
    const child = startCli(['emulator', '--port', '0']);
    let out = '';
    // Read to the end: a program that nobody listens to any more would fail at its next line.
    await new Promise<void>((resolve, reject) => {
      child.once('exit', () => reject(new Error(out)));
      child.stdout.on('data', (part) => {
        out += String(part);
        if (out.includes('Ctrl+C')) resolve();
      });
    });
    const url = /http:\/\/localhost:\d+/.exec(out)?.[0];
    assert(url, out);
    assert.match(out, /Alice Ames +alice@fabrikam\.example/);
    const ended = once(child, 'exit');
    assert.equal((await fetch(`${url}/_emulator/world`)).status, 200);
    child.kill('SIGINT');
    assert.deepEqual(await ended, [0, null]);
  });
});
