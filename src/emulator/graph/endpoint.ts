import type { World } from '../world/world.js';
import type { Caller } from './caller.js';
import { GraphError } from './graph-error.js';

/** A request to Graph, alone or out of a batch. */
export interface GraphRequest {
  readonly method: string;
  /** Below `/v1.0`, such as `/users/alice@fabrikam.example`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  /** The JSON that was sent; undefined where there was none. */
  readonly body: unknown;
  readonly world: World;
  readonly caller: Caller;
}

/** An answer of Graph, before it is written as HTTP or into a batch. */
export interface GraphAnswer {
  readonly status: number;
  /** Sent as JSON, or as it is where it is a picture. */
  readonly body?: object;
  readonly picture?: Uint8Array<ArrayBuffer>;
}

/** One thing that Graph can be asked. */
export interface GraphEndpoint {
  readonly method: 'GET' | 'POST';
  /** Names in braces match one segment each: `/users/{user}/photo/$value`. */
  readonly path: string;
  /** Any one of these permissions is enough. */
  readonly scopes: readonly string[];
  /** Those that are enough for the caller's own things, where `{user}` is the caller. */
  readonly ownScopes?: readonly string[];
  readonly answer: (request: GraphRequest, parameters: Parameters) => GraphAnswer;
}

/** What stood in the place of the names in braces. */
export type Parameters = (name: string) => string;

/** The parameters of a path that fits the pattern, or undefined where it does not. */
export function matchPath(pattern: string, path: string): Parameters | undefined {
  const expected = pattern.split('/');
  const given = path.split('/');
  if (expected.length !== given.length) return undefined;
  const found = new Map<string, string>();
  for (const [index, segment] of expected.entries()) {
    const actual = given[index] ?? '';
    const name = /^\{(.+)\}$/.exec(segment)?.[1];
    if (name !== undefined && actual !== '') found.set(name, decoded(actual));
    else if (segment.toLowerCase() !== decoded(actual).toLowerCase()) return undefined;
  }
  return (name) => found.get(name) ?? '';
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    // A lone `%` is no encoding; nothing here is named so, and the caller is told what was asked for.
    if (cause instanceof URIError) return segment;
    throw cause;
  }
}

/** Throws unless the caller consented to one of the scopes. Each part of Graph refuses in words of its own. */
export function requireScope({ scopes }: Caller, enough: readonly string[], path: string): void {
  if (enough.some((scope) => scopes.includes(scope))) return;
  if (path.startsWith('/chats')) {
    throw new GraphError(
      403,
      'Forbidden',
      `Missing scope permissions on the request. API requires one of '${enough.join(', ')}'. Scopes on the request '${scopes.join(', ')}'`,
    );
  }
  if (path.includes('/photo')) {
    throw new GraphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
  }
  throw new GraphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}
