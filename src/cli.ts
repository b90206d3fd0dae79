#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { CommandError, type Command, type OptionValues } from './cli/command.js';

/** Each command is loaded when it is asked for: what one needs, another may do without. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  emulator: async () => (await import('./cli/emulator.js')).emulator,
  assets: async () => (await import('./cli/assets.js')).assets,
  doctor: async () => (await import('./cli/doctor.js')).doctor,
  'token-service': async () => (await import('./cli/token-service.js')).tokenService,
};

const common = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } } as const;

try {
  await run(process.argv.slice(2));
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  for (const line of message.split('\n')) console.error(`teams-embed: ${line}`);
  process.exitCode = error instanceof CommandError ? error.exitCode : 1;
}

async function run(words: readonly string[]): Promise<void> {
  const [name] = words;
  if (name === undefined) throw new CommandError(`Say what to do: ${names()}. See --help.`, 2);
  if (name.startsWith('-')) return about(words);
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) throw new CommandError(`There is no command "${name}". See --help.`, 2);
  const command = await load();
  const { values, positionals } = read(words.slice(1), command.options);
  if (values['help']) return console.log(helpOf(name, command));
  const stray = positionals[command.words ?? 0];
  if (stray !== undefined) throw new CommandError(`"${stray}" is not understood. See --help.`, 2);
  await command.run(values, positionals);
}

/** `teams-embed emulator, assets or doctor` */
function names(): string {
  const words = new Intl.ListFormat('en-GB', { type: 'disjunction' });
  return `teams-embed ${words.format(Object.keys(commands))}`;
}

/** What there is to know without a command. */
async function about(words: readonly string[]): Promise<void> {
  const { values } = read(words, {});
  console.log(values['version'] ? await version() : await help());
}

function read(words: readonly string[], options: Command['options']) {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { ...options, ...common },
    });
    return { values: values as OptionValues, positionals };
  } catch (cause) {
    // Node adds advice about positional arguments, on more than one line.
    const [sentence = ''] = cause instanceof Error ? cause.message.split(/[\n.]/) : [];
    throw new CommandError(`${sentence}. See --help.`, 2);
  }
}

async function help(): Promise<string> {
  const loaded = await Promise.all(
    Object.entries(commands).map(async ([name, load]) => ({ name, command: await load() })),
  );
  return [
    'teams-embed – web components that put Microsoft Teams calling into any web page',
    '',
    'Usage',
    ...loaded.map(({ name, command }) => `  teams-embed ${name} ${command.usage}`.trimEnd()),
    '',
    'Commands',
    ...loaded.map(({ name, command }) => `  ${name.padEnd(16)}${command.summary}`),
    '',
    'Options',
    '  --help          This text; behind a command, what it takes.',
    '  --version       The version.',
  ].join('\n');
}

function helpOf(name: string, { usage, summary, help, environment = {} }: Command): string {
  return [
    `teams-embed ${name} ${usage}`.trimEnd(),
    '',
    summary,
    ...table('', help),
    ...table('Environment', environment),
  ].join('\n');
}

/** Words and what they mean, side by side. */
function table(title: string, rows: Readonly<Record<string, string>>): readonly string[] {
  const words = Object.keys(rows);
  const width = Math.max(...words.map((word) => word.length), 22) + 2;
  const lines = Object.entries(rows).map(([word, sentence]) => `  ${word.padEnd(width)}${sentence}`);
  return lines.length > 0 ? ['', ...(title ? [title] : []), ...lines] : [];
}

async function version(): Promise<string> {
  const content = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(content) as { readonly version: string };
  return version;
}
