import { installedSdk, sdkFile, sdkInstall, sdkName, sdkVersionProblem } from '../../hosting/calling-sdk.js';
import { staticImports } from '../../hosting/imports.js';
import { integrityOf, manifestFile, readManifest, type Manifest } from '../../hosting/manifest.js';
import { ownPackage } from '../../hosting/package.js';
import { ask, isAnswer, type Answer } from '../ask.js';
import { failure, ok, warning, type Finding } from '../finding.js';
import { isSettings } from '../settings.js';
import type { Subject } from '../subject.js';
import { problemsOf } from './script.js';

const check = 'calling-sdk';
const writeAgain = 'Run `npx teams-embed assets` where the SDK is installed, and host all that it writes.';

/** Whether the Calling SDK is where the script looks for it, and a version that does. */
export async function checkCallingSdk(subject: Subject): Promise<readonly Finding[]> {
  const { script, settings, given } = subject;
  const emulated = isSettings(settings) && settings.emulator !== undefined;
  const installed = await installedSdk(process.cwd());
  if (!script) {
    if (emulated) return [];
    if (!installed) {
      const saw = `${sdkName} is not installed in ${process.cwd()}.`;
      return [warning(check, saw, `With a bundler, run ${await sdkInstall()}; else see the script.`)];
    }
    return version(installed.version, `${sdkName} ${installed.version} is installed in ${installed.folder}.`);
  }
  if (!emulated && /^(127\.|\[)/.test(new URL(subject.url).hostname)) {
    const saw = `The Calling SDK runs on no page of ${subject.origin}: on this machine it takes localhost alone.`;
    return [failure(check, saw, 'Open the page at http://localhost.')];
  }
  const manifest = await hostedManifest(subject);
  const url = new URL(sdkFile, script.url).href;
  const answer = await ask(url, { timeoutMs: given.timeoutMs, follow: true, headers: { origin: subject.origin } });
  const unusable = problemsOf(url, answer, subject.origin);
  if (unusable.length > 0 || !isAnswer(answer)) {
    if (emulated)
      return [
        ok(check, 'There is no Calling SDK beside the script, and the emulator needs none.'),
        ...stale(manifest, await ownPackage()),
      ];
    return unusable.map((problem) => ({ ...problem, check, remedy: writeAgain }));
  }
  const problems = await contentProblems(answer, url, manifest);
  if (problems.length > 0) return problems;
  const hosted = hostedVersion(answer, manifest);
  if (hosted === undefined) {
    return [warning(check, `${url} does not say which version it is.`, writeAgain)];
  }
  const differs = installed && installed.version !== hosted;
  return [
    ...(await version(hosted, `The Calling SDK ${hosted} is beside the script.`)),
    ...(differs
      ? [warning(check, `${sdkName} ${installed.version} is installed here, and ${hosted} is hosted.`, writeAgain)]
      : []),
    ...stale(manifest, await ownPackage()),
  ];
}

async function version(found: string, saw: string): Promise<readonly Finding[]> {
  const problem = await sdkVersionProblem(found);
  return problem === undefined ? [ok(check, saw)] : [failure(check, `${saw} ${problem}`, `Run ${await sdkInstall()}.`)];
}

async function hostedManifest({ script, given }: Subject): Promise<Manifest | undefined> {
  if (!script) return undefined;
  const answer = await ask(new URL(manifestFile, script.url).href, { timeoutMs: given.timeoutMs, follow: true });
  return isAnswer(answer) && answer.status === 200 ? readManifest(answer.body.toString()) : undefined;
}

/** Whether a browser can run the file: no name of a package is left in it, and it is the one that was written. */
async function contentProblems(
  answer: Answer,
  url: string,
  manifest: Manifest | undefined,
): Promise<readonly Finding[]> {
  const imports = await staticImports(answer.body.toString()).catch(() => undefined);
  if (!imports) return [failure(check, `${url} is no module that can be read.`, writeAgain)];
  const bare = imports.find(({ specifier }) => !/^(\.{0,2}\/|https?:)/.test(specifier));
  if (bare) {
    const saw = `${url} imports "${bare.specifier}", which no browser finds: it was copied as it is.`;
    return [failure(check, saw, writeAgain)];
  }
  const written = manifest?.files[sdkFile];
  if (written === undefined || written === integrityOf(answer.body)) return [];
  return [warning(check, `${url} is another file than ${manifestFile} says.`, writeAgain)];
}

/** As the manifest has it; where somebody hosts a file of their own, as the SDK calls itself in it. */
function hostedVersion(answer: Answer, manifest: Manifest | undefined): string | undefined {
  return manifest?.callingSdk ?? /"(\d+\.\d+\.\d+)\.\d+_(?:stable|beta)"/.exec(answer.body.toString())?.[1];
}

/** Whether the hosted files are of this very version. */
function stale(manifest: Manifest | undefined, own: { readonly version: string }): readonly Finding[] {
  if (!manifest || manifest.teamsEmbed === own.version) return [];
  const saw = `The hosted files are of teams-embed ${manifest.teamsEmbed}, and this is ${own.version}.`;
  return [warning('script', saw, writeAgain)];
}
