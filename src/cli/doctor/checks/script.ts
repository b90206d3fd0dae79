import { integrityOf } from '../../hosting/manifest.js';
import { staticImports } from '../../hosting/imports.js';
import { ask, isAnswer, typeOf, type Answer, type NoAnswer } from '../ask.js';
import { failure, orOk, warning, type Finding } from '../finding.js';
import { baseOf } from '../html.js';
import type { Subject } from '../subject.js';

const javascript = ['text/javascript', 'application/javascript', 'application/ecmascript', 'text/ecmascript'];
const remedyForHost = 'Host the whole folder that `npx teams-embed assets` writes, each file with its type.';

/** Whether the script's file and what it loads at once are there, as a browser takes them. */
export async function checkScript(subject: Subject): Promise<readonly Finding[]> {
  const { script, page, given, origin } = subject;
  if (!script) {
    if (!page) return [];
    const remedy = 'That is right with a bundler; else add the tag that `npx teams-embed assets` prints.';
    return [warning('script', 'The page’s HTML has no <script> with teams-embed.js.', remedy)];
  }
  const problems: Finding[] = [];
  const { attributes } = script;
  if (attributes && attributes['type']?.trim().toLowerCase() !== 'module') {
    problems.push(failure('script', 'The script’s tag lacks type="module".', 'Write <script type="module" …>.'));
  }
  const loaded = await loadModules(script.url, given.timeoutMs, origin);
  problems.push(...[...loaded].flatMap(([url, answer]) => problemsOf(url, answer, origin)));
  problems.push(...integrityProblems(subject, loaded));
  return orOk('script', problems, `${script.url} and what it loads at once are there: ${loaded.size} files.`);
}

/** A module and all that it imports at once. */
async function loadModules(
  entry: string,
  timeoutMs: number,
  origin: string,
): Promise<ReadonlyMap<string, Answer | NoAnswer>> {
  const loaded = new Map<string, Answer | NoAnswer>();
  const load = async (url: string): Promise<void> => {
    if (loaded.has(url)) return;
    const answer = await ask(url, { timeoutMs, follow: true, headers: { origin } });
    loaded.set(url, answer);
    if (!isAnswer(answer) || !javascript.includes(typeOf(answer))) return;
    const imports = await staticImports(answer.body.toString()).catch(() => []); // its hash or its type tells
    for (const { specifier } of imports) if (URL.canParse(specifier, url)) await load(new URL(specifier, url).href);
  };
  await load(entry);
  return loaded;
}

/** Why a browser does not run what came. */
export function problemsOf(url: string, answer: Answer | NoAnswer, origin: string): readonly Finding[] {
  if (!isAnswer(answer)) return [failure('script', `${url} ${answer.failed}.`, remedyForHost)];
  if (answer.status !== 200) return [failure('script', `${url} answers with ${answer.status}.`, remedyForHost)];
  const type = typeOf(answer);
  if (!javascript.includes(type)) {
    return [
      failure('script', `${url} is ${type || 'of no type'}, and no browser runs that as a module.`, remedyForHost),
    ];
  }
  const shared = answer.headers.get('access-control-allow-origin');
  if (new URL(url).origin !== origin && shared !== '*' && shared !== origin) {
    const saw = `${url} is on another origin and does not share itself with ${origin}.`;
    return [failure('script', saw, `Send Access-Control-Allow-Origin: ${origin} (or *) with the files of the folder.`)];
  }
  return [];
}

/** Whether the hashes in the page are those of the files. */
function integrityProblems(
  { tags, script, url }: Subject,
  loaded: ReadonlyMap<string, Answer | NoAnswer>,
): readonly Finding[] {
  const base = baseOf(tags, url);
  const preloads = tags.flatMap(({ name, attributes: { rel, href, integrity } }) => {
    const isPreload = name === 'link' && rel?.toLowerCase() === 'modulepreload';
    return isPreload && href && URL.canParse(href, base) ? [{ url: new URL(href, base).href, integrity }] : [];
  });
  return [{ url: script?.url ?? '', integrity: script?.attributes?.['integrity'] }, ...preloads].flatMap((tag) => {
    const answer = loaded.get(tag.url);
    if (!tag.integrity?.includes('sha384-') || !answer || !isAnswer(answer) || answer.status !== 200) return [];
    if (tag.integrity.split(/\s+/).includes(integrityOf(answer.body))) return [];
    const remedy = 'Take the tags that `npx teams-embed assets` prints for the files that are hosted.';
    return [failure('script', `The integrity in the page is not that of ${tag.url}: browsers refuse it.`, remedy)];
  });
}
