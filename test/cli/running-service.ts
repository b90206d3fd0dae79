import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export type Environment = Readonly<Record<string, string>>;

/** `teams-embed token-service` as an operator starts it, with nothing of the test's environment but the path. */
function start(environment: Environment) {
  const env = { PATH: process.env['PATH'] ?? '', ...environment };
  return spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'token-service'], { cwd: root, env });
}

/** Runs it to its end. */
export async function runToEnd(
  environment: Environment,
): Promise<{ readonly code: unknown; readonly out: string; readonly err: string }> {
  const child = start(environment);
  const said = { out: '', err: '' };
  child.stdout.on('data', (part) => (said.out += String(part)));
  child.stderr.on('data', (part) => (said.err += String(part)));
  const [code] = (await once(child, 'close')) as [unknown];
  return { code, ...said };
}

export type LogLine = Readonly<Record<string, unknown>>;

export interface RunningService {
  readonly url: string;
  /** Every line it has printed so far. */
  readonly lines: readonly LogLine[];
  /** What it wrote on standard error. */
  readonly err: () => string;
  /** Ends it as an orchestrator does, and resolves with how it ended: code and signal. */
  stop(): Promise<unknown[]>;
}

/** Starts it on a free port, and waits until it answers. */
export async function startService(environment: Environment): Promise<RunningService> {
  const child = start({ HOST: '127.0.0.1', PORT: '0', ...environment });
  const lines: LogLine[] = [];
  let err = '';
  child.stderr.on('data', (part) => (err += String(part)));
  const ended = once(child, 'close');
  const port = await new Promise<unknown>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`It ended. ${err}`)));
    createInterface(child.stdout).on('line', (text) => {
      const line = JSON.parse(text) as LogLine;
      lines.push(line);
      if (line['event'] === 'listening') resolve(line['port']);
    });
  });
  assert.ok(Number(port) > 0);
  return {
    url: `http://127.0.0.1:${Number(port)}`,
    lines,
    err: () => err,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
