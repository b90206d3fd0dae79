import { createHash } from 'node:crypto';

/** The file that says which files of a folder are ours. */
export const manifestFile = 'teams-embed.json';

/** What `teams-embed assets` has put into a folder. */
export interface Manifest {
  readonly teamsEmbed: string;
  /** The version of the Calling SDK; null where it was left out. */
  readonly callingSdk: string | null;
  /** Each file, by its path from the folder on, with its hash as an `integrity` attribute has it. */
  readonly files: Readonly<Record<string, string>>;
}

/** Reads a manifest; undefined where the text is none. */
export function readManifest(text: string): Manifest | undefined {
  const content = parsed(text);
  if (typeof content !== 'object' || content === null) return undefined;
  const { teamsEmbed, callingSdk, files } = content as { readonly [Name in keyof Manifest]?: unknown };
  if (typeof teamsEmbed !== 'string' || typeof files !== 'object' || files === null) return undefined;
  const hashes = Object.entries(files).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return {
    teamsEmbed,
    callingSdk: typeof callingSdk === 'string' ? callingSdk : null,
    files: Object.fromEntries(hashes),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // whoever asks says what is missing
  }
}

/** The hash of a file's content, as an `integrity` attribute has it. */
export function integrityOf(content: Uint8Array): string {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
}
