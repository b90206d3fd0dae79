import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { until } from '../until.js';

const start = join(import.meta.dirname, '../../demo/start.mjs');

interface Started {
  readonly child: ChildProcess;
  readonly said: () => { out: string; err: string };
  readonly ended: Promise<number | null>;
}

function startWith(...args: string[]): Started {
  const child = spawn(process.execPath, [start, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (said.err += text));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, said: () => said, ended };
}

describe('npm start', () => {
  it('says what to open and whom to be, answers there, and ends when it is told to', async (t) => {
    const { child, said, ended } = startWith('--port', '0', '--emulator-port', '0');
    t.after(() => child.kill('SIGKILL'));
    await until(() => said().out.includes('Ctrl+C'), 'the demo runs', 120_000);
    const { out } = said();
    for (const words of ['Alice Ames', 'Megan Bowen', '+1 425 555 0100', '+1 425 555 0103', '8:echo123']) {
      assert.ok(out.includes(words), words);
    }
    const [page = ''] = /http:\/\/localhost:\d+\/customer\.html\?id=1/.exec(out) ?? [];
    assert.match(await (await fetch(page)).text(), /Contoso CRM/);
    child.kill('SIGINT');
    assert.equal(await ended, 0);
    await assert.rejects(fetch(page));
  });

  it('says in one line that a port is taken, and fails', async (t) => {
    const other = createServer().listen(0, '127.0.0.1');
    t.after(() => other.close());
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    for (const [option, more] of [
      ['--port', '--emulator-port'],
      ['--emulator-port', '--port'],
    ] as const) {
      const { said, ended } = startWith(option, String(port), more, '0');
      assert.notEqual(await ended, 0);
      assert.equal(
        said().err,
        `Port ${port} is taken by another program. Choose another one with ${option}, or 0 for any that is free.\n`,
      );
    }
  });

  for (const [args, words] of [
    [['--port', 'eighty'], '--port has to be a number up to 65535, not "eighty".'],
    [['--port', '70000'], '--port has to be a number up to 65535, not "70000".'],
    [['--prot', '80'], "Unknown option '--prot'"],
  ] as const) {
    it(`says what is wrong with ${args.join(' ')}, and fails`, async () => {
      const { said, ended } = startWith(...args);
      assert.notEqual(await ended, 0);
      assert.ok(said().err.startsWith(words), said().err);
      assert.equal(said().err.trimEnd().split('\n').length, 1);
    });
  }
});
