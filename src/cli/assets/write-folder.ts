import { mkdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { CommandError } from '../command.js';
import { integrityOf, manifestFile, readManifest, type Manifest } from '../hosting/manifest.js';
import { packageFolder } from '../hosting/package.js';
import type { HostedFile } from './hosted-file.js';

/** What became of a folder. */
export interface Written {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  /** Of ours, from an earlier version. */
  readonly removed: readonly string[];
  /** Of ours once, and changed by somebody since. */
  readonly kept: readonly string[];
}

/**
 * Puts files into a folder that may hold others, and may be served while that happens: nothing takes its place before
 * everything is written, in the order given. What an earlier version left is removed last.
 */
export async function writeFolder(
  folder: string,
  files: readonly HostedFile[],
  about: Omit<Manifest, 'files'>,
): Promise<Written> {
  await makeFolder(folder);
  const hashes = Object.fromEntries(files.map(({ path, content }) => [path, integrityOf(content)]));
  const before = readManifest((await contentOf(join(folder, manifestFile)))?.toString() ?? '');
  const manifest: Manifest = { ...about, files: hashes };
  const all = [...files, { path: manifestFile, content: Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`) }];
  const changed = await filter(all, async ({ path, content }) => {
    return (await contentOf(join(folder, path)))?.equals(content) !== true;
  });
  await replace(folder, changed);
  const stale = Object.entries(before?.files ?? {}).filter(([path]) => !Object.hasOwn(hashes, path) && isOurs(path));
  return {
    written: changed.map(({ path }) => path),
    unchanged: all.filter((file) => !changed.includes(file)).map(({ path }) => path),
    ...(await remove(folder, stale)),
  };
}

async function makeFolder(folder: string): Promise<void> {
  // What lies in this package may be packed and passed on, and the SDK may not.
  if (!relative(join(packageFolder, 'dist'), folder).startsWith('..')) {
    throw new CommandError(`${folder} is this package's own: name a folder of your website.`, 1);
  }
  await mkdir(folder, { recursive: true }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EEXIST' || cause.code === 'ENOTDIR') {
      throw new CommandError(`${folder} is a file, or is below one: name a folder.`, 1);
    }
    throw notWritable(folder, cause);
  });
}

/** Writes each file beside its place, and moves them all when every one is whole. */
async function replace(folder: string, files: readonly HostedFile[]): Promise<void> {
  const part = (path: string): string => join(folder, `${path}.${process.pid}.part`);
  try {
    for (const { path, content } of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(part(path), content);
      if ((await stat(join(folder, path)).catch(() => undefined))?.isDirectory()) {
        throw new CommandError(`${join(folder, path)} is a folder, where a file of ours has to be.`, 1);
      }
    }
    for (const { path } of files) await rename(part(path), join(folder, path));
  } catch (cause) {
    await Promise.all(files.map(({ path }) => rm(part(path), { force: true })));
    throw cause instanceof CommandError ? cause : notWritable(folder, cause as NodeJS.ErrnoException);
  }
}

/** Removes what still is as it was written. */
async function remove(
  folder: string,
  stale: readonly (readonly [path: string, integrity: string])[],
): Promise<Pick<Written, 'removed' | 'kept'>> {
  const removed: string[] = [];
  const kept: string[] = [];
  for (const [path, integrity] of stale) {
    const content = await contentOf(join(folder, path));
    if (!content) continue;
    if (integrityOf(content) !== integrity) {
      kept.push(path);
      continue;
    }
    await rm(join(folder, path));
    removed.push(path);
    if (path.includes('/')) await rmdir(dirname(join(folder, path))).catch(() => {}); // others have files in it
  }
  return { removed, kept };
}

/** A manifest is a file that anybody may have edited: nothing outside the folder is ever touched for its sake. */
function isOurs(path: string): boolean {
  return /^(chunks\/)?[\w.-]+$/.test(path) && !path.split('/').some((name) => name.startsWith('.'));
}

async function contentOf(file: string): Promise<Buffer | undefined> {
  return readFile(file).catch(() => undefined); // what cannot be read is written anew
}

async function filter<Item>(items: readonly Item[], holds: (item: Item) => Promise<boolean>): Promise<Item[]> {
  const held = await Promise.all(items.map(holds));
  return items.filter((_item, index) => held[index]);
}

function notWritable(folder: string, { code, message }: NodeJS.ErrnoException): CommandError {
  return new CommandError(`${folder} cannot be written to (${code ?? message}).`, 1);
}
