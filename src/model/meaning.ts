import type { TeamsErrorCode } from './error-codes.js';
import { said } from './said.js';
import { TeamsError } from './teams-error.js';

/** What a foreign error means: a row of the tables that the adapters have, one for each foreign vocabulary. */
export interface Meaning {
  readonly code: TeamsErrorCode;
  /** A sentence for the developer of the page: what most often is behind it, and what to do. */
  readonly hint: string;
}

export function means(code: TeamsErrorCode, hint: string): Meaning {
  return { code, hint };
}

/** Several names of one meaning. */
export function all<Name extends string | number>(
  names: readonly Name[],
  code: TeamsErrorCode,
  hint: string,
): Record<Name, Meaning> {
  return Object.fromEntries(names.map((name) => [name, means(code, hint)])) as Record<Name, Meaning>;
}

/** A foreign error in our words. Its message is what the service said, then the hint; the original is the cause. */
export function explained({ code, hint }: Meaning, words: string, cause: unknown): TeamsError {
  const sentence = /[.!?)\]:]$/.test(words) ? words : `${words}.`;
  return new TeamsError(code, hint ? `${sentence} ${hint}` : words, { cause });
}

/** A foreign error that is in no table. It stays readable; the original is the cause. */
export function unexplained(cause: unknown, code: TeamsErrorCode): TeamsError {
  return explained({ code, hint: '' }, said(cause), cause);
}
