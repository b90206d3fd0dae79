import { resolve } from 'node:path';
import { firstChunks, ownFiles } from './assets/hosted-file.js';
import { instructions } from './assets/instructions.js';
import { readPlace } from './assets/place.js';
import { sdkFiles } from './assets/sdk-files.js';
import { writeFolder, type Written } from './assets/write-folder.js';
import { CommandError, textOf, textsOf, type Command } from './command.js';
import { integrityOf } from './hosting/manifest.js';
import { ownPackage } from './hosting/package.js';
import { cloudNames, isCloud } from './hosting/services.js';
import type { Cloud } from '../model/cloud.js';

export const assets: Command = {
  usage: 'DIR [--base-url URL] [--origin ORIGIN]… [--token-url URL] [--cloud NAME] [--without-sdk]',
  summary: 'Writes all that the script tag needs into a folder to host, and says what to put into your page.',
  words: 1,
  options: {
    'base-url': { type: 'string' },
    origin: { type: 'string', multiple: true },
    'token-url': { type: 'string' },
    cloud: { type: 'string' },
    'without-sdk': { type: 'boolean' },
  },
  help: {
    '--base-url URL': 'Where the folder will be hosted: a path or a whole URL. Usually its name, at the root.',
    '--origin ORIGIN': 'The origin of your pages, such as https://crm.contoso.com; once for each.',
    '--token-url URL': 'Where your token service answers, for the Content Security Policy.',
    '--cloud NAME': `Whose services the page uses: ${cloudNames.join(', ')}. Usually public.`,
    '--without-sdk': 'Leave the Calling SDK out: enough for pages that use the emulator only.',
  },
  async run(values, [directory]) {
    if (directory === undefined) throw new CommandError('Say which folder to write into: teams-embed assets DIR.', 2);
    const folder = resolve(directory);
    const place = readPlace(folder, textOf(values['base-url']), textsOf(values['origin']));
    const cloud = readCloud(textOf(values['cloud']));
    const tokenService = readTokenService(textOf(values['token-url']));

    const sdk = values['without-sdk'] === true ? undefined : await sdkFiles(process.cwd());
    const files = [...(sdk?.files ?? []), ...(await ownFiles())];
    const { version } = await ownPackage();
    const written = await writeFolder(folder, files, { teamsEmbed: version, callingSdk: sdk?.version ?? null });

    console.log(`${summary(folder, written, sdk?.version)}\n`);
    console.log(
      instructions({
        place,
        cloud,
        tokenService,
        files: Object.fromEntries(files.map(({ path, content }) => [path, integrityOf(content)])),
        firstChunks: await firstChunks(files),
      }),
    );
  },
};

function summary(folder: string, { written, unchanged, removed, kept }: Written, sdk: string | undefined): string {
  return [
    `${folder} has all ${written.length + unchanged.length} files: ${written.length} written, ` +
      `${unchanged.length} as they were, ${removed.length} of an earlier version removed.`,
    ...(kept.length > 0 ? [`Not removed, because they were changed: ${kept.join(', ')}.`] : []),
    sdk === undefined
      ? 'The Calling SDK was left out: only calls of the emulator can be made.'
      : `The Calling SDK ${sdk} is Microsoft's, and yours to host under the licence beside it.`,
  ].join('\n');
}

function readCloud(name = 'public'): Cloud {
  if (isCloud(name)) return name;
  throw new CommandError(`--cloud has to be one of ${cloudNames.join(', ')}, not "${name}".`, 2);
}

function readTokenService(text: string | undefined): string {
  if (text === undefined) return '<your token service>';
  if (/^\/(?!\/)/.test(text)) return "'self'";
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text).origin;
  throw new CommandError(`--token-url has to be a URL, not "${text}".`, 2);
}
