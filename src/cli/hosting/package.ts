import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** This very package's folder: two levels up, from the sources as from what is built of them. */
export const packageFolder = fileURLToPath(new URL('../../../', import.meta.url));

/** What of the package's own description the commands need. */
export interface OwnPackage {
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

export async function ownPackage(): Promise<OwnPackage> {
  return JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8')) as OwnPackage;
}
