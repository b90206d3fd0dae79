import { ask, isAnswer, typeOf, type Answer } from '../ask.js';
import { permits, permitsScript } from '../csp/permits.js';
import { policiesOf } from '../csp/policy.js';
import { failure, orOk, warning, type Finding } from '../finding.js';
import { baseOf, tagsOf } from '../html.js';
import { isSettings } from '../settings.js';
import type { Subject } from '../subject.js';
import { problemsOf } from './script.js';

const check = 'redirect-page';
const scriptName = 'teams-embed-redirect.js';

/** Whether the page that a sign-in ends on is there and can do its work, in a window as in a frame. */
export async function checkRedirectPage(subject: Subject): Promise<readonly Finding[]> {
  const { settings, given, origin } = subject;
  // Where the page's own application signs in, nothing of ours ends on a page of its own.
  if (!isSettings(settings) || settings.signIn === 'host') return [];
  const address = settings.redirectUri;
  const answer = await ask(address, { timeoutMs: given.timeoutMs });
  const host = `Host teams-embed-redirect.html and ${scriptName} at ${origin}, and say where with redirect-uri.`;
  if (!isAnswer(answer)) return [failure(check, `${address} ${answer.failed}.`, host)];
  if (answer.status >= 300 && answer.status < 400) {
    const saw = `${address} sends on to ${answer.headers.get('location')}: a sign-in may end there in vain.`;
    return [failure(check, saw, 'Let it answer at the very address that is registered.')];
  }
  if (answer.status !== 200) return [failure(check, `${address} answers with ${answer.status}.`, host)];
  if (typeOf(answer) !== 'text/html') {
    const saw = `${address} is ${typeOf(answer) || 'of no type'}, not text/html.`;
    return [failure(check, saw, 'Serve it as text/html.')];
  }
  const problems = [
    ...frameProblems(subject, answer),
    ...openerProblems(answer),
    ...(await scriptProblems(subject, answer)),
  ];
  return orOk(check, problems, `${address} answers, may be framed by the page, and runs its script.`);
}

/** A silent sign-in ends in a frame of the page; every page around it has to be welcome, too. */
function frameProblems({ origin, given }: Subject, { headers }: Answer): readonly Finding[] {
  const around = [origin, ...(given.embeddedIn === undefined ? [] : [new URL(given.embeddedIn).origin])];
  const policies = policiesOf(headers).filter(({ reportOnly }) => !reportOnly);
  const withAncestors = policies.filter(({ directives }) => directives.has('frame-ancestors'));
  for (const policy of withAncestors) {
    const stranger = around.find((ancestor) => !permits(policy, 'frame-ancestors', `${ancestor}/`, origin));
    if (stranger === undefined) continue;
    const written = policy.directives.get('frame-ancestors')?.join(' ');
    const needed = ["'self'", ...around.slice(1)].join(' ');
    return [
      failure(
        check,
        `Its frame-ancestors ${written} keeps it out of a frame of ${stranger}, where a silent sign-in ends.`,
        `Send frame-ancestors ${needed} with this page.`,
      ),
    ];
  }
  // Where a policy has frame-ancestors, browsers do not look at the older header.
  const frameOptions = headers.get('x-frame-options')?.trim().toUpperCase();
  const strangers = around.some((ancestor) => ancestor !== origin);
  if (withAncestors.length === 0 && (frameOptions === 'DENY' || (frameOptions === 'SAMEORIGIN' && strangers))) {
    const saw = `Its X-Frame-Options ${frameOptions} keeps it out of the frame where a silent sign-in ends.`;
    const remedy = strangers
      ? `Send Content-Security-Policy: frame-ancestors 'self' ${around.slice(1).join(' ')} instead, with this page.`
      : 'Send X-Frame-Options: SAMEORIGIN with this page.';
    return [failure(check, saw, remedy)];
  }
  return [];
}

function openerProblems({ headers }: Answer): readonly Finding[] {
  const policy = headers.get('cross-origin-opener-policy')?.split(';', 1).join('').trim();
  if (policy !== 'same-origin') return [];
  const saw = 'Its Cross-Origin-Opener-Policy same-origin cuts the sign-in window off from the page that opened it.';
  return [failure(check, saw, 'Send no Cross-Origin-Opener-Policy with this page.')];
}

async function scriptProblems({ origin, given }: Subject, answer: Answer): Promise<readonly Finding[]> {
  const tags = tagsOf(answer.body.toString());
  const base = baseOf(tags, answer.url);
  const scripts = tags.flatMap(({ name, attributes }) => {
    const { src } = attributes;
    return name === 'script' && src && URL.canParse(src, base) ? [{ url: new URL(src, base).href, attributes }] : [];
  });
  const script = scripts.find(({ url }) => new URL(url).pathname.endsWith(`/${scriptName}`));
  if (!script) {
    const saw = `${answer.url} is another page: it does not load ${scriptName}.`;
    const remedy = 'Host the file as it is; a page of your own has to broadcast the answer itself, as MSAL documents.';
    return [warning(check, saw, remedy)];
  }
  const forbidding = policiesOf(answer.headers, tags).filter((policy) => !permitsScript(policy, script, origin));
  const forbidden = forbidding
    .filter(({ reportOnly }) => !reportOnly)
    .map(() =>
      failure(check, 'Its Content Security Policy forbids its own script.', "Permit script-src 'self' there."),
    );
  const loaded = await ask(script.url, { timeoutMs: given.timeoutMs, follow: true });
  return [...forbidden, ...problemsOf(script.url, loaded, origin).map((problem) => ({ ...problem, check }))];
}
