import { ask } from './ask.js';
import { checkCallingSdk } from './checks/calling-sdk.js';
import { checkContentSecurityPolicy } from './checks/content-security-policy.js';
import { checkEmbedding } from './checks/embedding.js';
import { checkIsolation, checkPage, checkSettings, isReadable } from './checks/page.js';
import { checkPermissions } from './checks/permissions.js';
import { checkRedirectPage } from './checks/redirect-page.js';
import { checkScript } from './checks/script.js';
import { checkTokenService } from './checks/token-service.js';
import type { Finding } from './finding.js';
import { subjectOf, type Given } from './subject.js';

/** What is examined, in the order in which it is told. */
const checks = [
  checkSettings,
  checkScript,
  checkCallingSdk,
  checkRedirectPage,
  checkTokenService,
  checkContentSecurityPolicy,
  checkPermissions,
  checkIsolation,
  checkEmbedding,
] as const;

/** Looks at a page and at all that Teams Embed needs around it. Changes nothing anywhere. */
export async function examine(given: Given): Promise<readonly Finding[]> {
  const answer = await ask(given.page, { timeoutMs: given.timeoutMs, follow: true });
  const page = checkPage(given.page, answer);
  // Of a page that does not answer nothing can be said, and what is around it hardly matters yet.
  if (page.verdict === 'failure' && !isReadable(given.page, answer)) return [page];
  const subject = subjectOf(given, isReadable(given.page, answer) ? answer : undefined);
  const findings = await Promise.all(checks.map(async (check) => check(subject)));
  return [page, ...findings.flat()];
}
