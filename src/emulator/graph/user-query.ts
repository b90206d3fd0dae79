import type { WorldUser } from '../world/world.js';
import { GraphError } from './graph-error.js';
import { textOf } from './user-properties.js';

type Test = (user: WorldUser) => boolean;

/**
 * Reads `$search`: `"displayName:wa" OR "mail:wa"`, where `AND` binds closer than `OR`.
 *
 * A display name is searched by its words, each of which has to begin one of the name's; any other property has to
 * begin with the whole text.
 */
export function searchTest(search: string): Test {
  const clauses = search.trim().match(/"[^"]*"|\S+/g) ?? [];
  const either = splitAt(clauses, 'OR').map((part) => splitAt(part, 'AND').map(clauseTest));
  return (user) => either.some((all) => all.every((test) => test(user)));
}

function clauseTest(words: readonly string[]): Test {
  const clause = words.length === 1 ? /^"(\w+):([^"]*)"$/.exec(words[0] ?? '') : null;
  const [, name, wanted] = clause ?? [];
  if (name === undefined || wanted === undefined || wanted.trim() === '') {
    throw new GraphError(
      400,
      'Request_BadRequest',
      'Syntax error: a clause of $search has to look like "displayName:text", quotes included.',
    );
  }
  if (name.toLowerCase() !== 'displayname') return (user) => folded(textOf(user, name)).startsWith(folded(wanted));
  const tokens = tokensOf(wanted);
  return (user) => {
    const words = tokensOf(user.displayName);
    return tokens.every((token) => words.some((word) => word.startsWith(token)));
  };
}

/** Reads `$filter`: `startswith(displayName,'al')`, `mail eq '…'`, `id in ('…','…')`, joined by `and` and `or`. */
export function filterTest(filter: string): Test {
  const words =
    filter.match(/\w+\(\s*\w+\s*,\s*'(?:[^']|'')*'\s*\)|\w+ in \([^)]*\)|\w+ eq '(?:[^']|'')*'|\S+/gi) ?? [];
  const either = splitAt(words, 'OR').map((part) => splitAt(part, 'AND').map(conditionTest));
  return (user) => either.some((all) => all.every((test) => test(user)));
}

function conditionTest(words: readonly string[]): Test {
  const condition = words.length === 1 ? (words[0] ?? '') : '';
  const [, beginning, start] = /^startswith\(\s*(\w+)\s*,\s*'((?:[^']|'')*)'\s*\)$/i.exec(condition) ?? [];
  if (beginning !== undefined && start !== undefined) {
    return (user) => folded(textOf(user, beginning)).startsWith(folded(unquoted(start)));
  }
  const [, equal, value] = /^(\w+) eq '((?:[^']|'')*)'$/i.exec(condition) ?? [];
  if (equal !== undefined && value !== undefined) {
    return (user) => folded(textOf(user, equal)) === folded(unquoted(value));
  }
  const [, member, values] = /^(\w+) in \((.*)\)$/i.exec(condition) ?? [];
  if (member !== undefined && values !== undefined) {
    const wanted = [...values.matchAll(/'((?:[^']|'')*)'/g)].map(([, each]) => folded(unquoted(each ?? '')));
    return (user) => wanted.includes(folded(textOf(user, member)));
  }
  throw new GraphError(400, 'Request_UnsupportedQuery', 'Unsupported or invalid query filter clause specified.');
}

/** Sorts by `$orderby`, or as Graph does by itself. */
export function ordered(users: readonly WorldUser[], orderBy: string | null): readonly WorldUser[] {
  const [name = 'displayName', direction = 'asc'] = (orderBy ?? '').trim().split(/\s+/).filter(Boolean);
  if (!['asc', 'desc'].includes(direction) || (orderBy ?? '').includes(',')) {
    throw new GraphError(400, 'Request_UnsupportedQuery', 'Unsupported sort property specified.');
  }
  const sign = direction === 'desc' ? -1 : 1;
  return [...users].sort((one, other) => sign * textOf(one, name).localeCompare(textOf(other, name), 'en'));
}

/** Cuts a list at each occurrence of a word, whatever its case. */
function splitAt(words: readonly string[], word: string): readonly (readonly string[])[] {
  return words.reduce<string[][]>(
    (parts, each) => {
      if (each.toUpperCase() === word) parts.push([]);
      else parts.at(-1)?.push(each);
      return parts;
    },
    [[]],
  );
}

function tokensOf(text: string): readonly string[] {
  return folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** Without case and accents: `zoe` finds `Zoë`. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function unquoted(text: string): string {
  return text.replaceAll("''", "'");
}
