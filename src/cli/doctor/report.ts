import type { Finding, Verdict } from './finding.js';

const marks: Readonly<Record<Verdict, string>> = { ok: 'ok', warning: 'WARNING', failure: 'FAILURE' };

/** The findings as a person reads them. */
export function asText(page: string, findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ check, verdict, saw, remedy }) => [
    `  ${marks[verdict].padEnd(9)}${check.padEnd(15)}${saw}`,
    ...(remedy === undefined ? [] : [`${' '.repeat(26)}→ ${remedy}`]),
  ]);
  return [`Teams Embed in ${page}`, '', ...lines, '', summary(findings)].join('\n');
}

/** The findings as a program reads them. */
export function asJson(page: string, findings: readonly Finding[]): string {
  return JSON.stringify({ page, verdict: worst(findings), findings }, undefined, 2);
}

/** The verdict on all. */
export function worst(findings: readonly Finding[]): Verdict {
  const verdicts: readonly Verdict[] = ['failure', 'warning'];
  return verdicts.find((verdict) => findings.some((finding) => finding.verdict === verdict)) ?? 'ok';
}

function summary(findings: readonly Finding[]): string {
  const count = (verdict: Verdict): number => findings.filter((finding) => finding.verdict === verdict).length;
  const plural = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
  return `${count('ok')} ok, ${plural(count('warning'), 'warning')}, ${plural(count('failure'), 'failure')}`;
}
