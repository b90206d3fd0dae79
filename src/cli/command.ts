import type { ParseArgsConfig } from 'node:util';

/** What was written behind a command, option by option. */
export type OptionValues = Readonly<Record<string, OptionValue>>;

/** One option: its text, that it is there, or the text of each time that it was written. */
export type OptionValue = string | boolean | readonly (string | boolean)[] | undefined;

/** One thing that `teams-embed` can do. */
export interface Command {
  /** What may be written behind its name, as help shows it. */
  readonly usage: string;
  /** One sentence. */
  readonly summary: string;
  /** Words without `--` that it takes, such as a folder. Default: none. */
  readonly words?: number;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** Help for each option, as it is written: `--port NUMBER`. */
  readonly help: Readonly<Record<string, string>>;
  /** Variables of the environment that it reads, each with a sentence. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly run: (values: OptionValues, words: readonly string[]) => Promise<void>;
}

/** Something is wrong with how a command was written (2), or with what it was given (1). The message is for its user. */
export class CommandError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: 1 | 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The text of an option that takes one. */
export function textOf(value: OptionValue): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The texts of an option that may be written more than once. */
export function textsOf(value: OptionValue): readonly string[] {
  const values = typeof value === 'object' ? value : [value];
  return values.filter((text) => typeof text === 'string');
}

export function readPort(value: OptionValue, usual: number): number {
  const text = textOf(value);
  if (text === undefined) return usual;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new CommandError(`--port has to be a number from 0 to 65535, not "${text}".`, 2);
}

/** Ends a server when the person does: with Ctrl+C, or as a service manager says it. */
export function closeOnSignal(what: string, close: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      close().catch((error: unknown) => {
        console.error(`teams-embed: ${what} could not be closed.`, error);
        process.exitCode = 1;
      });
    });
  }
}
