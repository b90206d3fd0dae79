import { basename } from 'node:path';
import { CommandError } from '../command.js';
import { redirectFile } from './hosted-file.js';

/** Where a folder will be hosted, and which pages load the script from it. */
export interface Place {
  /** The folder's address, with a slash at its end: a path, or a whole URL. */
  readonly base: string;
  /** The origins of the pages. */
  readonly origins: readonly string[];
}

/** Reads `--base-url` and `--origin`; without them the folder is taken to be hosted by its name, at the pages' origin. */
export function readPlace(folder: string, baseUrl: string | undefined, origins: readonly string[]): Place {
  const base = baseUrl === undefined ? `/${encodeURIComponent(basename(folder))}/` : readBase(baseUrl);
  const own = base.startsWith('/') ? [] : [new URL(base).origin];
  return { base, origins: origins.length > 0 ? origins.map(readOrigin) : own };
}

/** The folder's address for a page of this origin. */
export function redirectUri({ base }: Place, origin: string): string {
  if (base.startsWith('/')) return `${origin}${base}${redirectFile}`;
  return new URL(base).origin === origin ? `${base}${redirectFile}` : `${origin}/${redirectFile}`;
}

/** What a Content Security Policy has to name for the script to be loaded. */
export function scriptSource({ base, origins }: Place): string {
  if (base.startsWith('/')) return "'self'";
  const { origin } = new URL(base);
  return origins.every((page) => page === origin) ? "'self'" : origin;
}

/** Whether a page of this origin gets the script from elsewhere. */
export function isElsewhere({ base }: Place, origin: string): boolean {
  return !base.startsWith('/') && new URL(base).origin !== origin;
}

function readBase(text: string): string {
  const slashed = text.endsWith('/') ? text : `${text}/`;
  if (/^\/(?!\/)/.test(slashed) && !/[?#\s"<>]/.test(slashed)) return slashed;
  if (URL.canParse(slashed)) {
    const { protocol, search, hash, href } = new URL(slashed);
    if (/^https?:$/.test(protocol) && !search && !hash) return href;
  }
  throw new CommandError(`--base-url has to be a path such as /teams-embed/, or a URL with https, not "${text}".`, 2);
}

function readOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href) return url.origin;
  throw new CommandError(`--origin has to be an origin such as https://crm.contoso.com, not "${text}".`, 2);
}
