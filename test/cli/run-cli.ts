import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const script = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

export interface Ended {
  readonly code: unknown;
  readonly out: string;
  readonly err: string;
}

/** Starts `teams-embed` from its sources, in this folder or in the repository's. */
export const startCli = (words: readonly string[], cwd = root) =>
  spawn(process.execPath, ['--import', import.meta.resolve('tsx'), script, ...words], { cwd });

/** Runs `teams-embed` to its end. */
export async function runCli(words: readonly string[], cwd?: string): Promise<Ended> {
  const child = startCli(words, cwd);
  const said = { out: '', err: '' };
  child.stdout.on('data', (part) => (said.out += String(part)));
  child.stderr.on('data', (part) => (said.err += String(part)));
  const [code] = (await once(child, 'close')) as [unknown];
  return { code, ...said };
}
