export type Verdict = 'ok' | 'warning' | 'failure';

/** What one look at something has shown. */
export interface Finding {
  /** What was looked at, in a word or two that stay the same. */
  readonly check: string;
  readonly verdict: Verdict;
  /** What was seen: one sentence. */
  readonly saw: string;
  /** What to do about it: one sentence. Absent where nothing has to be done. */
  readonly remedy?: string;
}

export function ok(check: string, saw: string): Finding {
  return { check, verdict: 'ok', saw };
}

export function warning(check: string, saw: string, remedy: string): Finding {
  return { check, verdict: 'warning', saw, remedy };
}

export function failure(check: string, saw: string, remedy: string): Finding {
  return { check, verdict: 'failure', saw, remedy };
}

/** All that is wrong, or the one sentence that all is well. */
export function orOk(check: string, problems: readonly Finding[], saw: string): readonly Finding[] {
  return problems.length > 0 ? problems : [ok(check, saw)];
}
