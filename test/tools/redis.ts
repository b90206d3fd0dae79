import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { installedRedis } from './installed-redis.mjs';

/** A Redis of the test's own, which keeps nothing. */
export interface Redis {
  readonly url: string;
  /** Keeps it from answering, though its connections stay; until `resume`. */
  pause(): void;
  resume(): void;
  close(): Promise<void>;
}

const tries = 5;

/** Starts Debian's or anybody's `redis-server` on a free port, or on the one that is given. */
export async function startRedis(port?: number): Promise<Redis> {
  const program = installedRedis();
  assert.ok(program, 'These tests need redis-server on the PATH: apt-get install redis-server.');
  const folder = await mkdtemp(join(tmpdir(), 'teams-embed-redis-'));
  for (let attempt = 1; ; attempt += 1) {
    const taken = port ?? (await freePort());
    const child = spawn(
      program,
      ['--port', String(taken), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    if (await becomesReady(child)) {
      return {
        url: `redis://127.0.0.1:${taken}`,
        pause: () => child.kill('SIGSTOP'),
        resume: () => child.kill('SIGCONT'),
        async close() {
          child.kill('SIGCONT');
          child.kill('SIGTERM');
          if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
          await rm(folder, { recursive: true, force: true });
        },
      };
    }
    // Somebody else took the port in the meantime.
    if (attempt === tries) throw new Error(`Redis did not start on port ${taken}.`);
  }
}

async function becomesReady({ stdout }: ChildProcess): Promise<boolean> {
  assert.ok(stdout);
  const lines = createInterface(stdout);
  for await (const line of lines) if (line.includes('Ready to accept connections')) break;
  const ready = !stdout.readableEnded;
  stdout.resume(); // read on: nobody else does, and a full pipe would stop it
  return ready;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
