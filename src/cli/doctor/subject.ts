import { scriptFile } from '../assets/hosted-file.js';
import type { Answer } from './ask.js';
import type { Script } from './csp/permits.js';
import { policiesOf, type Policy } from './csp/policy.js';
import { baseOf, tagsOf, type Tag } from './html.js';
import { configured, type Configured } from './settings.js';

/** What the doctor was told. */
export interface Given {
  readonly page: string;
  readonly script?: string;
  readonly embeddedIn?: string;
  /** Settings given by hand, by the names of their attributes. */
  readonly settings: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** What is examined: the page, and all that can be read from it. */
export interface Subject {
  readonly given: Given;
  /** Where the page is. */
  readonly url: string;
  readonly origin: string;
  /** The page itself; undefined where it cannot be read, such as behind a sign-in. */
  readonly page: Answer | undefined;
  readonly tags: readonly Tag[];
  readonly policies: readonly Policy[];
  /** Our script, as the page has it; undefined where it comes by other ways, such as a bundler. */
  readonly script: Script | undefined;
  readonly settings: Configured;
}

/** Reads all there is to know from a page; from the options alone where the page cannot be read. */
export function subjectOf(given: Given, page: Answer | undefined): Subject {
  const url = page?.url ?? given.page;
  const tags = page ? tagsOf(page.body.toString()) : [];
  const base = baseOf(tags, url);
  const script = scriptOf(tags, base, given.script);
  return {
    given,
    url,
    origin: new URL(url).origin,
    page,
    tags,
    policies: page ? policiesOf(page.headers, tags) : [],
    script,
    settings: configured(tags, given.settings, base, script?.url),
  };
}

/** The page's tag for the script; one that was named by hand may have another file name. */
function scriptOf(tags: readonly Tag[], base: string, named: string | undefined): Script | undefined {
  const wanted = named === undefined ? undefined : new URL(named, base).href;
  const scripts = tags.flatMap(({ name, attributes }): readonly Required<Script>[] => {
    const { src } = attributes;
    if (name !== 'script' || src === undefined || !URL.canParse(src, base)) return [];
    return [{ url: new URL(src, base).href, attributes }];
  });
  const found = scripts.find(({ url }) =>
    wanted === undefined ? new URL(url).pathname.endsWith(`/${scriptFile}`) : url === wanted,
  );
  return found ?? (wanted === undefined ? undefined : { url: wanted });
}
