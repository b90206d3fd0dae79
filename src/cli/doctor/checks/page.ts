import { isAnswer, typeOf, type Answer, type NoAnswer } from '../ask.js';
import { failure, ok, orOk, warning, type Finding } from '../finding.js';
import { isSettings } from '../settings.js';
import type { Subject } from '../subject.js';

/** Whether an address is on this machine: then nothing crosses a network. */
export function isLoopback(address: string): boolean {
  return /^(localhost|.+\.localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(address).hostname);
}

/** Whether the page answers, where a microphone may be used. */
export function checkPage(asked: string, answer: Answer | NoAnswer): Finding {
  if (!isAnswer(answer))
    return failure('page', `${asked} ${answer.failed}.`, 'Start the website, or mend the address.');
  const { url, status } = answer;
  const elsewhere = new URL(url).origin !== new URL(asked).origin;
  if (elsewhere || status === 401 || status === 403) {
    const saw = elsewhere ? `${asked} sends on to ${new URL(url).origin}` : `${asked} answers with ${status}`;
    return warning(
      'page',
      `${saw}: the page is behind a sign-in, and what it holds was not checked.`,
      'Name its parts with --script, --client-id and --token-url, or check a page with the same headers that is open.',
    );
  }
  if (status !== 200) return failure('page', `${url} answers with ${status}.`, 'Mend the address, or the website.');
  if (typeOf(answer) !== 'text/html') {
    return failure(
      'page',
      `${url} is ${typeOf(answer) || 'of no type'}, not text/html.`,
      'Name the address of a page.',
    );
  }
  if (new URL(url).protocol !== 'https:' && !isLoopback(url)) {
    return failure('page', `${url} is not https.`, 'Serve it with https: browsers give no microphone to it otherwise.');
  }
  return ok('page', `${url} answers with text/html${isLoopback(url) ? ', on this machine' : ' over https'}.`);
}

/** Whether the page is one that can be read. */
export function isReadable(asked: string, answer: Answer | NoAnswer): answer is Answer {
  return isAnswer(answer) && answer.status === 200 && new URL(answer.url).origin === new URL(asked).origin;
}

/** Whether the settings can work, as the page's session will read them. */
export function checkSettings({ settings, tags }: Subject): readonly Finding[] {
  if (!isSettings(settings)) {
    const remedy =
      'Mend the attributes of <teams-session>; where a script makes it, name them with --client-id and so on.';
    return [failure('settings', settings.problem, remedy)];
  }
  const sessions = tags.filter(({ name }) => name === 'teams-session').length;
  if (sessions > 1) {
    return [
      warning('settings', `The page has ${sessions} <teams-session>.`, 'Keep one: all elements share its session.'),
    ];
  }
  const { emulator, authority, clientId } = settings;
  return [ok('settings', `Signs in at ${emulator ?? authority}${emulator ? ', an emulator,' : ''} as ${clientId}.`)];
}

/** Whether headers cut the page off from the windows and frames of a sign-in. */
export function checkIsolation({ page }: Subject): readonly Finding[] {
  if (!page) return [];
  const problems: Finding[] = [];
  const opener = page.headers.get('cross-origin-opener-policy')?.split(';', 1).join('').trim();
  if (opener === 'same-origin') {
    problems.push(
      warning(
        'isolation',
        'Cross-Origin-Opener-Policy is same-origin: a closed sign-in window goes unnoticed until the person cancels.',
        'Send same-origin-allow-popups.',
      ),
    );
  }
  const embedder = page.headers.get('cross-origin-embedder-policy')?.split(';', 1).join('').trim();
  if (embedder && embedder !== 'unsafe-none') {
    problems.push(
      warning(
        'isolation',
        `Cross-Origin-Embedder-Policy is ${embedder}: the frame of a silent sign-in is not loaded.`,
        'Send no Cross-Origin-Embedder-Policy, or expect a sign-in window each time.',
      ),
    );
  }
  return orOk('isolation', problems, 'No header cuts the page off from its sign-in window.');
}
