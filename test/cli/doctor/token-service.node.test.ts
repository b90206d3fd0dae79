import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { wrongToken } from '../../../src/cli/doctor/wrong-token.js';
import { Website, withHeaders, type Faults } from './a-website.js';

type Change = (good: Response, request: Request) => Response | Promise<Response>;

describe('what teams-embed doctor says of a token service', () => {
  let website: Website;

  before(async () => {
    website = await Website.open();
  });
  after(() => website.close());

  const wrong = async (faults: Faults, settings: Readonly<Record<string, string>> = {}) =>
    (await website.examined(faults, { settings })).filter(({ verdict }) => verdict !== 'ok');

  /** A fault in the answers to some requests only. */
  const only =
    (applies: (request: Request) => boolean, change: Change): Change =>
    (good, request) =>
      applies(request) ? change(good, request) : good;
  const token = ({ headers }: Request): boolean => headers.has('authorization');
  const stranger = ({ headers }: Request): boolean => headers.get('origin') !== website.url;
  const method =
    (name: string) =>
    (request: Request): boolean =>
      request.method === name;
  const later = (seconds: number) => new Date(Date.now() + seconds * 1000).toUTCString();

  const faults: readonly (readonly [string, 'failure' | 'warning', RegExp, () => Change])[] = [
    [
      'gives tokens to whoever comes',
      'failure',
      /with a wrong token, it answers with 200: anybody gets a token/,
      () =>
        only(
          (request) => token(request) && !stranger(request),
          (good) => Response.json({ token: 'a.b.c' }, { headers: good.headers }),
        ),
    ],
    [
      'cannot get the keys',
      'failure',
      /with a wrong token, it answers with 503: it cannot check tokens/,
      () =>
        only(
          (request) => token(request) && !stranger(request),
          (good) => new Response(good.body, { status: 503, headers: good.headers }),
        ),
    ],
    [
      'may be cached',
      'failure',
      /answers with 401 that a cache may keep/,
      () => only((request) => token(request) && !stranger(request), withHeaders({ 'cache-control': 'max-age=60' })),
    ],
    [
      'answers with a page',
      'failure',
      /without a token, it answers with 401 as text\/html, not as JSON/,
      () =>
        only((request) => request.method === 'POST' && !token(request), withHeaders({ 'content-type': 'text/html' })),
    ],
    [
      'takes GET',
      'failure',
      /GET is answered with 200 and a page: something else answers/,
      () => only(method('GET'), () => new Response('<p>', { headers: { 'content-type': 'text/html' } })),
    ],
    [
      'lets every website ask',
      'failure',
      /lets every website ask/,
      () => only((request) => !stranger(request), withHeaders({ 'access-control-allow-origin': '*' })),
    ],
    [
      'forgets CORS with its answer',
      'failure',
      /answer is shared with no website/,
      () => only(token, withHeaders({ 'access-control-allow-origin': '' })),
    ],
    [
      'forgets the header in a preflight',
      'failure',
      /hears nothing of the header authorization/,
      () => only(method('OPTIONS'), withHeaders({ 'access-control-allow-headers': '*' })),
    ],
    [
      'refuses preflights',
      'failure',
      /A preflight from http:\/\/localhost:\d+ gets 405/,
      () => only(method('OPTIONS'), (good) => new Response(null, { status: good.ok ? 405 : 403 })),
    ],
    [
      'lets cookies come along',
      'warning',
      /lets cookies come along/,
      () => only(token, withHeaders({ 'access-control-allow-credentials': 'true' })),
    ],
    [
      'lets a stranger ask',
      'failure',
      /lets the website https:\/\/teams-embed-doctor\.invalid ask/,
      () =>
        only(stranger, (good, { headers }) =>
          withHeaders({ 'access-control-allow-origin': headers.get('origin') ?? '' })(good),
        ),
    ],
    [
      'answers a stranger',
      'warning',
      /answers the website https:\S+ with 401, not with 403/,
      () => only(stranger, (good) => new Response(good.body, { status: 401, headers: good.headers })),
    ],
    [
      'has a slow clock',
      'warning',
      /clock is \d+ seconds behind this machine’s/,
      () => withHeaders({ date: later(-100) }),
    ],
    [
      'has a fast clock',
      'failure',
      /clock is \d+ seconds ahead of this machine’s/,
      () => withHeaders({ date: later(1000) }),
    ],
  ];
  for (const [name, verdict, saw, fault] of faults) {
    it(`tells of one that ${name}`, async () => {
      const findings = await wrong({ '/token': fault() });
      assert.equal(findings.length, 1, JSON.stringify(findings, undefined, 2));
      assert.equal(findings[0]?.verdict, verdict);
      assert.match(findings[0]?.saw ?? '', saw);
      assert.match(findings[0]?.remedy ?? '', /^[A-Z].+\.$/);
    });
  }

  it('tells of one that refuses the page’s own origin', async () => {
    const refused = (): Response => Response.json({ error: 'origin_not_allowed' }, { status: 403 });
    const findings = await wrong({ '/token': refused });
    assert.ok(findings.every(({ check, verdict }) => check === 'token-service' && verdict === 'failure'));
    assert.ok(findings.some(({ remedy }) => remedy === 'Add the page’s origin to allowedOrigins.'));
  });

  it('tells of one that sends on to a sign-in', async () => {
    const login = (): Response => new Response(null, { status: 302, headers: { location: '/login' } });
    const [finding, ...others] = await wrong({ '/token': login });
    assert.match(finding?.saw ?? '', /sends on to \/login; browsers lose the token/);
    assert.deepEqual(others, []);
  });

  it('tells of one that is not there', async () => {
    const closed = await Website.open();
    const { tokens } = closed;
    await closed.close();
    const findings = await wrong({}, { 'token-url': `${tokens}/token` });
    assert.ok(findings.some(({ saw }) => /\/token cannot be reached: nothing listens there/.test(saw)));
  });

  it('asks no preflight of one on the page’s own origin', async () => {
    const asked: (string | null)[] = [];
    const refuse: Change = (_good, { method, headers }) => {
      asked.push(headers.get('authorization'));
      const status = headers.get('origin') !== website.url ? 403 : method === 'POST' ? 401 : 405;
      return Response.json({}, { status, headers: { 'cache-control': 'no-store' } });
    };
    assert.deepEqual(await wrong({ '/own': refuse }, { 'token-url': '/own' }), []);
    const [tokenSent = ''] = asked.filter((header) => header !== null);
    const [, claims = ''] = tokenSent.split('.');
    const { exp, oid } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
    assert.ok(Number(exp) * 1000 > Date.now(), 'it is wrong for its signature alone');
    assert.equal(oid, '00000000-0000-4000-8000-000000000000');
  });

  it('sends a token that is wrong for its signature alone, in every cloud', () => {
    for (const [cloud, login, audience] of [
      ['public', 'https://login.microsoftonline.com/', 'https://auth.msft.communication.azure.com'],
      ['gcch', 'https://login.microsoftonline.us/', 'https://auth.msft.communication.azure.us'],
      ['dod', 'https://login.microsoftonline.us/', 'https://auth.msft.communication.azure.us'],
    ] as const) {
      const [, claims = ''] = wrongToken('c0ffee00-0000-4000-8000-00000000c11e', cloud).split('.');
      const { aud, iss } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, string>;
      assert.equal(aud, audience);
      assert.ok(iss?.startsWith(login), iss);
    }
  });
});
