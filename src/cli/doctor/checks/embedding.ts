import { devicePermissions, iframeAllow } from '../../hosting/page-policy.js';
import { ask, isAnswer } from '../ask.js';
import { permits } from '../csp/permits.js';
import { policiesOf } from '../csp/policy.js';
import { failure, orOk, warning, type Finding } from '../finding.js';
import { baseOf, tagsOf, type Tag } from '../html.js';
import { frameAllows, headerPermits } from '../permissions-policy.js';
import type { Subject } from '../subject.js';

const check = 'embedding';

/** What a frame with `sandbox` has to be given back. */
const sandboxNeeds = ['allow-scripts', 'allow-same-origin', 'allow-popups', 'allow-forms'];

/** Whether the page may be in a frame of another one, and gets there what it needs. */
export async function checkEmbedding(subject: Subject): Promise<readonly Finding[]> {
  const { embeddedIn, timeoutMs } = subject.given;
  if (embeddedIn === undefined) return [];
  const parent = await ask(embeddedIn, { timeoutMs, follow: true });
  if (!isAnswer(parent)) return [failure(check, `${embeddedIn} ${parent.failed}.`, 'Mend the address.')];
  if (parent.status !== 200) {
    return [failure(check, `${embeddedIn} answers with ${parent.status}.`, 'Mend the address, or check an open page.')];
  }
  const tags = tagsOf(parent.body.toString());
  const parentOrigin = new URL(parent.url).origin;
  const header = parent.headers.get('permissions-policy');
  const headerProblems = devicePermissions
    .filter(({ name }) => {
      const handed = (origin: string): boolean => headerPermits(header, name, origin, parentOrigin);
      return !handed(parentOrigin) || !handed(subject.origin);
    })
    .map(({ name, without, vital }) => {
      const saw = `The Permissions-Policy of ${parent.url} hands no ${name} on to ${subject.origin}: ${without}.`;
      return finding(vital, saw, `Write ${name}=(self "${subject.origin}") there.`);
    });
  const frame = frameOf(tags, baseOf(tags, parent.url), subject.url);
  const frameSource = policiesOf(parent.headers, tags)
    .filter((policy) => !policy.reportOnly && !permits(policy, 'frame-src', subject.url, parentOrigin))
    .map(() =>
      failure(
        check,
        `The Content Security Policy of ${parent.url} forbids the frame.`,
        `Add ${subject.origin} to its frame-src.`,
      ),
    );
  const problems = [...headerProblems, ...frameSource, ...ancestorProblems(subject, parentOrigin)];
  if (!frame) {
    const remedy = `Where a script makes the frame, give it allow="${iframeAllow}".`;
    return [...problems, warning(check, `The HTML of ${parent.url} has no frame of ${subject.url}.`, remedy)];
  }
  problems.push(...allowProblems(frame, subject.origin, parentOrigin), ...sandboxProblems(frame));
  return orOk(check, problems, `The frame in ${parent.url} hands microphone, camera and the rest on.`);
}

/** The very page's frame, else one of its origin: what comes behind the address may differ. */
function frameOf(tags: readonly Tag[], base: string, url: string): Tag | undefined {
  const frames = tags.flatMap((tag) => {
    const { src } = tag.attributes;
    return tag.name === 'iframe' && src && URL.canParse(src, base) ? [{ tag, url: new URL(src, base) }] : [];
  });
  const exact = frames.find((frame) => frame.url.href === url);
  return (exact ?? frames.find((frame) => frame.url.origin === new URL(url).origin))?.tag;
}

function allowProblems({ attributes }: Tag, origin: string, parentOrigin: string): readonly Finding[] {
  return devicePermissions
    .filter(({ name }) => !frameAllows(attributes['allow'] ?? '', name, origin, parentOrigin))
    .map(({ name, without, vital }) =>
      finding(vital, `The frame’s allow hands no ${name} on: ${without}.`, `Write <iframe allow="${iframeAllow}">.`),
    );
}

function sandboxProblems({ attributes }: Tag): readonly Finding[] {
  if (attributes['sandbox'] === undefined) return [];
  const given = attributes['sandbox'].toLowerCase().split(/\s+/);
  const missing = sandboxNeeds.filter((word) => !given.includes(word));
  if (missing.length === 0) return [];
  return [failure(check, `The frame’s sandbox lacks ${missing.join(', ')}.`, `Add ${missing.join(' ')} to it.`)];
}

/** Whether the page lets itself be framed. */
function ancestorProblems({ page, policies, origin }: Subject, parentOrigin: string): readonly Finding[] {
  if (!page) return [];
  const remedy = `Send frame-ancestors 'self' ${parentOrigin} with the page.`;
  const withAncestors = policies.filter(
    ({ directives, reportOnly }) => !reportOnly && directives.has('frame-ancestors'),
  );
  if (withAncestors.some((policy) => !permits(policy, 'frame-ancestors', `${parentOrigin}/`, origin))) {
    return [failure(check, `The page’s frame-ancestors keeps it out of ${parentOrigin}.`, remedy)];
  }
  const frameOptions = page.headers.get('x-frame-options')?.trim().toUpperCase();
  const kept = frameOptions === 'DENY' || (frameOptions === 'SAMEORIGIN' && parentOrigin !== origin);
  if (withAncestors.length > 0 || !kept) return [];
  return [failure(check, `The page’s X-Frame-Options ${frameOptions} keeps it out of ${parentOrigin}.`, remedy)];
}

function finding(vital: boolean, saw: string, remedy: string): Finding {
  return vital ? failure(check, saw, remedy) : warning(check, saw, remedy);
}
