import { readFile } from 'node:fs/promises';
import { startEmulator, usualPort } from '../emulator/index.js';
import type { Emulator } from '../emulator/index.js';
import { closeOnSignal, CommandError, readPort, textOf, type Command } from './command.js';

export const emulator: Command = {
  usage: `[--port ${usualPort}] [--world FILE] [--quiet]`,
  summary: 'A Microsoft Teams of your own, on this machine: sign-in, people and calls for pages in development.',
  options: { port: { type: 'string' }, world: { type: 'string' }, quiet: { type: 'boolean' } },
  help: {
    '--port NUMBER': `The port to answer on; 0 takes any that is free. Usually ${usualPort}.`,
    '--world FILE': 'A JSON file with the people and numbers there are, instead of the built-in ones.',
    '--quiet': 'Print nothing but what goes wrong.',
  },
  async run(values) {
    const quiet = values['quiet'] === true;
    const world = textOf(values['world']);
    const started = await startEmulator({
      port: readPort(values['port'], usualPort),
      quiet,
      ...(world === undefined ? {} : { world: await readWorld(world) }),
    }).catch((cause: unknown) => {
      if (world === undefined || !(cause instanceof Error) || cause.name !== 'ShapeError') throw cause;
      throw new CommandError(`The world file ${world} is not right. ${cause.message}.`, 1);
    });
    if (!quiet) console.log(welcome(started));
    closeOnSignal('The emulator', () => started.close());
  },
};

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
