import type { Policy } from './policy.js';
import { matchesSource } from './match-source.js';

/** What counts for a directive that a policy does not have: the first of these that it has. */
const fallbacks: Readonly<Record<string, readonly string[]>> = {
  'script-src-elem': ['script-src', 'default-src'],
  'frame-src': ['child-src', 'default-src'],
  'worker-src': ['child-src', 'script-src', 'default-src'],
  // These two forbid nothing unless they are there.
  'frame-ancestors': [],
  'trusted-types': [],
};

/** The sources that count for a directive; undefined where nothing is forbidden. */
export function sourcesFor({ directives }: Policy, directive: string): readonly string[] | undefined {
  const names = [directive, ...(fallbacks[directive] ?? ['default-src'])];
  return names.map((name) => directives.get(name)).find((sources) => sources !== undefined);
}

/** Whether a policy lets a page of this origin load from, connect to or be framed by an address. */
export function permits(policy: Policy, directive: string, address: string, origin: string): boolean {
  const sources = sourcesFor(policy, directive);
  return sources === undefined || sources.some((source) => matchesSource(source, address, origin));
}

/** A script as a page has it. */
export interface Script {
  readonly url: string;
  /** The attributes of its tag; undefined for a module that a script imports. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Whether a policy lets a page of this origin run a script. */
export function permitsScript(policy: Policy, { url, attributes }: Script, origin: string): boolean {
  const sources = sourcesFor(policy, 'script-src-elem');
  if (sources === undefined) return true;
  const { nonce, integrity } = attributes ?? {};
  if (nonce && sources.includes(`'nonce-${nonce}'`)) return true;
  const hashes = integrity?.trim().split(/\s+/) ?? [];
  if (hashes.some(Boolean) && hashes.every((hash) => sources.includes(`'${hash}'`))) return true;
  // What a trusted script imports is trusted with it; addresses then count for nothing.
  if (sources.some((source) => source.toLowerCase() === "'strict-dynamic'")) return attributes === undefined;
  return sources.some((source) => matchesSource(source, url, origin));
}
