import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../command.js';
import {
  installedSdk,
  sdkFile,
  sdkImports,
  sdkInstall,
  sdkName,
  sdkVersionProblem,
  type InstalledSdk,
} from '../hosting/calling-sdk.js';
import { staticImports } from '../hosting/imports.js';
import { filesBesideSdk, type HostedFile } from './hosted-file.js';

/** The integrator's own copy of the Calling SDK, as files to host. */
export interface SdkFiles {
  readonly version: string;
  readonly files: readonly HostedFile[];
}

/**
 * Takes the Calling SDK from the `node_modules` that a module in this folder would take it from. What the SDK's terms
 * are comes with it: the licence's comment stays in the file, its text and the notices lie beside it.
 */
export async function sdkFiles(from: string): Promise<SdkFiles> {
  const sdk = await installedSdk(from);
  if (!sdk) {
    throw new CommandError(
      `${sdkName} is not installed in ${from}: run ${await sdkInstall()} there first, ` +
        'or leave calls to the emulator with --without-sdk.',
      1,
    );
  }
  const problem = await sdkVersionProblem(sdk.version);
  if (problem !== undefined) throw new CommandError(problem, 1);
  const script = { path: sdkFile, content: await scriptOf(sdk) };
  return { version: sdk.version, files: [...(await filesBesideSdk()), ...(await termsOf(sdk)), script] };
}

/** The SDK's file as it was shipped, but for the names of two packages: those are files beside it now. */
async function scriptOf({ module, version }: InstalledSdk): Promise<Uint8Array> {
  const unknown = (what: string): CommandError =>
    new CommandError(`${sdkName} ${version} ${what}, which this version of teams-embed does not know.`, 1);
  if (module === undefined) throw unknown('has no module for browsers');
  const code = await readFile(module, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new CommandError(`${sdkName} is damaged, install it again: ${module} cannot be read (${cause.code}).`, 1);
  });
  let written = '';
  let position = 0;
  for (const { specifier, start, end } of await staticImports(code)) {
    const beside = Object.hasOwn(sdkImports, specifier) ? sdkImports[specifier] : undefined;
    if (beside === undefined) throw unknown(`imports "${specifier}"`);
    written += `${code.slice(position, start)}./${beside}`;
    position = end;
  }
  return Buffer.from(written + code.slice(position));
}

async function termsOf({ folder }: InstalledSdk): Promise<readonly HostedFile[]> {
  const names = (await readdir(folder)).filter((name) => /^(licen[cs]e|notices?)(\.(txt|md))?$/i.test(name));
  return Promise.all(
    names.sort().map(async (name) => ({
      path: `communication-calling.${name.replace(/\.\w+$/, '')}.txt`,
      content: await readFile(join(folder, name)),
    })),
  );
}
