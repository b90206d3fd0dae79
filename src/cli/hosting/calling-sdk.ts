import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { versionProblem } from './version-range.js';
import { ownPackage } from './package.js';

/** Microsoft's package. It is under a licence of its own: whoever hosts it has to have installed it. */
export const sdkName = '@azure/communication-calling';

/** What the script looks for beside itself. */
export const sdkFile = 'communication-calling.js';

/** The packages that the SDK's file imports, and the file beside it that stands for each. */
export const sdkImports: Readonly<Record<string, string>> = {
  '@azure/logger': 'azure-logger.js',
  '@azure/communication-common': 'azure-communication-common.js',
};

/** The SDK as somebody installed it. */
export interface InstalledSdk {
  readonly folder: string;
  readonly version: string;
  /** Its file for browsers, as a module. */
  readonly module: string | undefined;
}

/** Finds the SDK as a module in this folder would: in the nearest `node_modules` that has it. */
export async function installedSdk(from: string): Promise<InstalledSdk | undefined> {
  const places = createRequire(join(from, 'package.json')).resolve.paths(sdkName) ?? [];
  const description = places.map((place) => join(place, sdkName, 'package.json')).find((file) => existsSync(file));
  if (description === undefined) return undefined;
  const { version, module } = JSON.parse(await readFile(description, 'utf8')) as {
    readonly version: string;
    readonly module?: string;
  };
  const folder = dirname(description);
  return { folder, version, module: module === undefined ? undefined : join(folder, module) };
}

/** Why this version of the SDK does not do, with the remedy; undefined where it does. */
export async function sdkVersionProblem(version: string): Promise<string | undefined> {
  const range = await supportedSdk();
  const problem = versionProblem(version, range);
  return problem && `${sdkName} ${version} is too ${problem}: run ${await sdkInstall()} for one that is ${range}.`;
}

/** The versions that the adapter was written for, as package.json has them. */
export async function supportedSdk(): Promise<string> {
  const { peerDependencies } = await ownPackage();
  const range = peerDependencies[sdkName];
  if (range === undefined) throw new Error(`package.json names no version of ${sdkName}.`);
  return range;
}

/** What to type to get a version that does. */
export async function sdkInstall(): Promise<string> {
  return `npm install "${sdkName}@${await supportedSdk()}"`;
}
