import { ask, isAnswer, typeOf, type Answer, type NoAnswer } from '../ask.js';
import { failure, ok, orOk, warning, type Finding } from '../finding.js';
import { isSettings } from '../settings.js';
import type { Subject } from '../subject.js';
import { wrongToken } from '../wrong-token.js';

const check = 'token-service';
const remedyForAnswers =
  'Serve it with createTokenHandler of teams-embed/server, and let nothing in front of it answer.';

/** A website that nobody runs: the top-level domain is reserved for that. */
const foreignOrigin = 'https://teams-embed-doctor.invalid';

/** A service whose clock is further off takes tokens that have ended, or refuses ones that have just begun. */
const clockSkew = { warning: 60, failure: 300 };

/** Whether the token service answers the page, and refuses whom it has to refuse. */
export async function checkTokenService(subject: Subject): Promise<readonly Finding[]> {
  const { settings, given, origin } = subject;
  if (!isSettings(settings)) return [];
  const { tokenUrl, clientId, cloud, authority } = settings;
  const send = (method: string, headers: Readonly<Record<string, string>>): Promise<Answer | NoAnswer> =>
    ask(tokenUrl, { method, headers, timeoutMs: given.timeoutMs });
  const asking = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' };
  const wrong = `Bearer ${wrongToken(clientId, cloud)}`;

  // The first question alone: where nothing answers, one sentence says so.
  const without = await send('POST', { origin });
  if (!isAnswer(without)) return [failure(check, `${tokenUrl} ${without.failed}.`, 'Start it, or mend token-url.')];
  if (without.status >= 300 && without.status < 400) {
    const saw = `${tokenUrl} sends on to ${without.headers.get('location')}; browsers lose the token on the way.`;
    return [failure(check, saw, 'Give the very address as token-url; keep it out of any sign-in of the website.')];
  }
  const [withWrong, got, preflight, foreign, foreignPreflight] = await Promise.all([
    send('POST', { origin, authorization: wrong }),
    send('GET', { origin }),
    send('OPTIONS', { origin, ...asking }),
    send('POST', { origin: foreignOrigin, authorization: wrong }),
    send('OPTIONS', { origin: foreignOrigin, ...asking }),
  ]);
  const isElsewhere = new URL(tokenUrl).origin !== origin;
  return [
    ...orOk(
      check,
      [
        ...refusalProblems('without a token', without, authority),
        ...refusalProblems('with a wrong token', withWrong, authority),
      ],
      'Refuses with 401, as JSON that no cache keeps, whoever has no token or a wrong one.',
    ),
    ...orOk(check, methodProblems(got), 'Takes POST only.'),
    ...(isElsewhere ? orOk(check, preflightProblems(origin, preflight, withWrong), `Lets ${origin} ask.`) : []),
    ...orOk(check, foreignProblems(foreign, foreignPreflight), 'Refuses other websites.'),
    ...clock(without),
  ];
}

/** What a refusal has to be. */
function refusalProblems(how: string, answer: Answer | NoAnswer, authority: string): readonly Finding[] {
  if (!isAnswer(answer)) return [failure(check, `Asked ${how}, it ${answer.failed}.`, remedyForAnswers)];
  const { status, headers } = answer;
  const saw = `Asked ${how}, it answers with ${status}`;
  if (status >= 200 && status < 300) {
    return [
      failure(
        check,
        `${saw}: anybody gets a token of the call service.`,
        'Take it off the network now; then check every token.',
      ),
    ];
  }
  if (status === 503) {
    const saw503 = `${saw}: it cannot check tokens.`;
    return [
      failure(check, saw503, `Let it reach ${new URL(authority).origin}, for the keys that tokens are signed with.`),
    ];
  }
  if (status === 403) {
    return [
      failure(check, `${saw}: it refuses the page’s origin, or all.`, 'Add the page’s origin to allowedOrigins.'),
    ];
  }
  if (status !== 401) return [failure(check, `${saw}, not 401.`, remedyForAnswers)];
  const problems: Finding[] = [];
  if (typeOf(answer) !== 'application/json') {
    problems.push(failure(check, `${saw} as ${typeOf(answer) || 'no type'}, not as JSON.`, remedyForAnswers));
  }
  if (!/\bno-store\b/i.test(headers.get('cache-control') ?? '')) {
    problems.push(failure(check, `${saw} that a cache may keep.`, 'Send Cache-Control: no-store with every answer.'));
  }
  return problems;
}

function methodProblems(answer: Answer | NoAnswer): readonly Finding[] {
  if (!isAnswer(answer)) return [failure(check, `Asked with GET, it ${answer.failed}.`, remedyForAnswers)];
  if (answer.status === 405) return [];
  const what =
    typeOf(answer) === 'text/html' ? `${answer.status} and a page: something else answers` : `${answer.status}`;
  return [failure(check, `GET is answered with ${what}, not with 405.`, remedyForAnswers)];
}

/** What a browser asks before it sends the token to another origin, and what it has to hear with the answer. */
function preflightProblems(
  origin: string,
  preflight: Answer | NoAnswer,
  answer: Answer | NoAnswer,
): readonly Finding[] {
  const remedy = `Add ${origin} to allowedOrigins.`;
  if (!isAnswer(preflight))
    return [failure(check, `Asked by a browser beforehand, it ${preflight.failed}.`, remedyForAnswers)];
  const { status, headers } = preflight;
  const listed = (name: string): readonly string[] => (headers.get(name) ?? '').toLowerCase().split(/\s*,\s*/);
  const problems: Finding[] = [];
  if (status < 200 || status > 299) problems.push(failure(check, `A preflight from ${origin} gets ${status}.`, remedy));
  else if (!listed('access-control-allow-headers').includes('authorization')) {
    const saw = 'A preflight hears nothing of the header authorization.';
    problems.push(failure(check, saw, 'Send Access-Control-Allow-Headers: authorization (* does not cover it).'));
  }
  for (const each of [preflight, answer]) {
    if (!isAnswer(each) || problems.length > 0) continue;
    const shared = each.headers.get('access-control-allow-origin');
    if (shared === '*') {
      problems.push(
        failure(check, 'It lets every website ask (Access-Control-Allow-Origin: *).', `Name ${origin} alone.`),
      );
    } else if (shared !== origin) {
      const saw = `Its answer is shared with ${shared ?? 'no website'}, not with ${origin}.`;
      problems.push(failure(check, saw, remedy));
    }
    if (each.headers.get('access-control-allow-credentials') === 'true') {
      const saw = 'It lets cookies come along (Access-Control-Allow-Credentials).';
      problems.push(warning(check, saw, 'Leave that header out: the token is the only proof that counts.'));
    }
  }
  return problems;
}

/** Another website must neither be told that it may ask, nor be answered. */
function foreignProblems(...answers: readonly (Answer | NoAnswer)[]): readonly Finding[] {
  const seen = answers.filter(isAnswer);
  const remedy = 'Name the origins of your pages in allowedOrigins, and let nothing in front of it add CORS headers.';
  const shared = seen.find(({ headers }) => {
    return ['*', foreignOrigin].includes(headers.get('access-control-allow-origin') ?? '');
  });
  if (shared) return [failure(check, `It lets the website ${foreignOrigin} ask, which is a stranger.`, remedy)];
  const taken = seen.find(({ status }) => status !== 403);
  if (!taken) return [];
  return [warning(check, `It answers the website ${foreignOrigin} with ${taken.status}, not with 403.`, remedy)];
}

function clock({ headers, at }: Answer): readonly Finding[] {
  const date = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(date)) return [];
  const seconds = Math.round((date - at) / 1000);
  const off = Math.abs(seconds);
  const saw = `Its clock is ${off} seconds ${seconds < 0 ? 'behind' : 'ahead of'} this machine’s.`;
  const remedy = 'Set both clocks by NTP: tokens are valid from one moment to another.';
  if (off >= clockSkew.failure) return [failure('clock', saw, remedy)];
  if (off >= clockSkew.warning) return [warning('clock', saw, remedy)];
  return [ok('clock', 'The token service has this machine’s time.')];
}
