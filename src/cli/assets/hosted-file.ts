import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../command.js';
import { sdkImports } from '../hosting/calling-sdk.js';
import { staticImports } from '../hosting/imports.js';
import { packageFolder } from '../hosting/package.js';

/** A file as it is to be hosted. */
export interface HostedFile {
  /** From the hosted folder on, with slashes. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** The script that a page names in its tag. */
export const scriptFile = 'teams-embed.js';

/** The page that a sign-in ends on; its address is what is registered. */
export const redirectFile = 'teams-embed-redirect.html';

const redirectScript = 'teams-embed-redirect.js';
const noticesFile = 'THIRD-PARTY.txt';
const chunkFolder = 'chunks';

/** What this package brings: the script with its chunks, the redirect page, and whose work is inside. */
export async function ownFiles(): Promise<readonly HostedFile[]> {
  const chunks = await readdir(join(packageFolder, 'dist', chunkFolder)).catch(notBuilt);
  // The script comes last: once it is there, all that it loads is as well.
  return read([
    ...chunks.sort().map((name) => `${chunkFolder}/${name}`),
    noticesFile,
    ...withMap(redirectScript),
    redirectFile,
    ...withMap(scriptFile),
  ]);
}

/** What this package brings for the Calling SDK: the two packages of the MIT licence that the SDK's file imports. */
export async function filesBesideSdk(): Promise<readonly HostedFile[]> {
  return read(Object.values(sdkImports).flatMap(withMap));
}

/** The chunks that the script loads at once. */
export async function firstChunks(files: readonly HostedFile[]): Promise<readonly string[]> {
  const found = new Set<string>();
  const visit = async (path: string): Promise<void> => {
    const file = files.find((candidate) => candidate.path === path);
    for (const { specifier } of await staticImports(new TextDecoder().decode(file?.content))) {
      const imported = new URL(specifier, `http://folder/${path}`).pathname.slice(1);
      if (found.has(imported)) continue;
      found.add(imported);
      await visit(imported);
    }
  };
  await visit(scriptFile);
  return [...found];
}

function read(paths: readonly string[]): Promise<readonly HostedFile[]> {
  return Promise.all(
    paths.map(async (path) => ({
      path,
      content: await readFile(join(packageFolder, 'dist', path)).catch(notBuilt),
    })),
  );
}

/** Source maps are loaded by developer tools alone, and without them an error in our code cannot be read. */
function withMap(script: string): readonly string[] {
  return [`${script}.map`, script];
}

function notBuilt(cause: NodeJS.ErrnoException): never {
  if (cause.code !== 'ENOENT') throw cause;
  throw new CommandError(`The file ${cause.path} is missing. In a clone of teams-embed: npm run build.`, 1);
}
