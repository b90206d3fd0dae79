#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { startEmulator, usualPort } from './emulator/index.js';
import type { Emulator } from './emulator/index.js';

const help = `teams-embed – web components that put Microsoft Teams calling into any web page

Usage
  teams-embed emulator [--port ${usualPort}] [--world FILE] [--quiet]

Commands
  emulator        A Microsoft Teams of your own, on this machine: sign-in, people and calls for pages in development.

Options
  --port NUMBER   The port to answer on; 0 takes any that is free. Usually ${usualPort}.
  --world FILE    A JSON file with the people and numbers there are, instead of the built-in ones.
  --quiet         Print nothing but what goes wrong.
  --help          This text.
  --version       The version.`;

/** Something is wrong with how the command was written, or with what it was given. The message is for its user. */
class CommandError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: 1 | 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  console.error(`teams-embed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = error instanceof CommandError ? error.exitCode : 1;
}

async function run(words: readonly string[]): Promise<void> {
  const { values, positionals } = readWords(words);
  if (values.help) return console.log(help);
  if (values.version) return console.log(await version());
  const [command, ...rest] = positionals;
  if (command === undefined) throw new CommandError('Say what to do: teams-embed emulator. See --help.', 2);
  if (command !== 'emulator') throw new CommandError(`There is no command "${command}". See --help.`, 2);
  if (rest[0] !== undefined) throw new CommandError(`"${rest[0]}" is not understood. See --help.`, 2);

  const quiet = values.quiet ?? false;
  const emulator = await startEmulator({
    port: readPort(values.port),
    quiet,
    ...(values.world === undefined ? {} : { world: await readWorld(values.world) }),
  }).catch((cause: unknown) => {
    if (values.world === undefined || !(cause instanceof Error) || cause.name !== 'ShapeError') throw cause;
    throw new CommandError(`The world file ${values.world} is not right. ${cause.message}.`, 1);
  });
  if (!quiet) console.log(welcome(emulator));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop(emulator));
}

function readWords(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        world: { type: 'string' },
        quiet: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
    });
  } catch (cause) {
    // Node adds advice about positional arguments, on more than one line.
    const [sentence = ''] = cause instanceof Error ? cause.message.split(/[\n.]/) : [];
    throw new CommandError(`${sentence}. See --help.`, 2);
  }
}

function readPort(text: string | undefined): number {
  if (text === undefined) return usualPort;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new CommandError(`--port has to be a number from 0 to 65535, not "${text}".`, 2);
}

async function readWorld(file: string): Promise<unknown> {
  const content = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new CommandError(`The world file ${file} cannot be read (${cause.code}).`, 1);
  });
  try {
    return JSON.parse(content) as unknown;
  } catch (cause) {
    const [sentence = ''] = cause instanceof Error ? cause.message.split('\n') : [];
    throw new CommandError(`The world file ${file} is not JSON. ${sentence}.`, 1);
  }
}

async function version(): Promise<string> {
  const content = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(content) as { readonly version: string };
  return version;
}

function welcome(emulator: Emulator): string {
  const { clientId, users, numbers } = emulator.world();
  const people = users
    .filter(({ extra }) => !extra)
    .map(({ displayName, userPrincipalName, jobTitle }) =>
      `  ${displayName.padEnd(22)}${userPrincipalName.padEnd(46)}${jobTitle ?? ''}`.trimEnd(),
    );
  return [
    `The local Teams answers at ${emulator.url} – open it to see what is there.`,
    '',
    'Sign in as any of these; nobody has a password:',
    ...people,
    '',
    'Call any of these:',
    ...numbers.map(({ phoneNumber, behaviour }) => `  ${phoneNumber.padEnd(22)}${behaviour}`),
    '',
    `client-id ${clientId} · token-url ${emulator.url}/token · Ctrl+C stops`,
    '',
  ].join('\n');
}

function stop(emulator: Emulator): void {
  emulator.close().catch((error: unknown) => {
    console.error('teams-embed: The emulator could not be closed.', error);
    process.exitCode = 1;
  });
}
