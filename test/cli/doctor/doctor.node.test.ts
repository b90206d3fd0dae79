import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startDemo } from '../../../demo/demo-server.mjs';
import type { Finding } from '../../../src/cli/doctor/finding.js';
import { runCli } from '../run-cli.js';
import { page, Website, withHeaders, withText, type Faults } from './a-website.js';

/** Somewhere in what it says there is this one fault, and nothing else is wrong. */
function assertOnly(findings: readonly Finding[], verdict: Finding['verdict'], check: string, saw: RegExp): void {
  const wrong = findings.filter((finding) => finding.verdict !== 'ok');
  assert.equal(wrong.length, 1, JSON.stringify(wrong, undefined, 2));
  assert.match(`${wrong[0]?.verdict} ${wrong[0]?.check}`, new RegExp(`^${verdict} ${check}$`));
  assert.match(wrong[0]?.saw ?? '', saw);
  assert.match(wrong[0]?.remedy ?? '', /^[A-Z`<].+\.$/, 'the remedy is one sentence');
}

describe('teams-embed doctor', () => {
  let website: Website;

  before(async () => {
    website = await Website.open();
  });
  after(() => website.close());

  it('finds nothing wrong with a page that has all it needs', async () => {
    const findings = await website.examined();
    assert.deepEqual(
      findings.filter(({ verdict }) => verdict !== 'ok'),
      [],
    );
    const checks = ['page', 'settings', 'script', 'calling-sdk', 'redirect-page', 'token-service', 'clock', 'csp'];
    assert.deepEqual([...new Set(findings.map(({ check }) => check))], [...checks, 'permissions', 'isolation']);
  });

  /** One fault each: what is wrong, what is said of it. */
  const faults: readonly (readonly [Finding['verdict'], string, RegExp, Faults, string?])[] = [
    ['failure', 'page', /answers with 500/, { '/': () => new Response(null, { status: 500 }) }],
    [
      'failure',
      'settings',
      /no <teams-session>/,
      { '/': withText(/<teams-session client-id=c.*/, '') },
      'a page without elements',
    ],
    ['failure', 'settings', /client-id is no GUID/, { '/': withText(/client-id=c\S+/, 'client-id=crm') }],
    [
      'failure',
      'settings',
      /has to be on the origin/,
      { '/': withText('token-url', 'redirect-uri="https://a.example/" token-url') },
    ],
    ['warning', 'settings', /has 2 <teams-session>/, { '/': withText(/$/, '<teams-session></teams-session>') }],
    ['failure', 'script', /lacks type="module"/, { '/': withText('type="module"', '') }],
    [
      'failure',
      'script',
      /teams-embed\.js answers with 404/,
      { '/te/teams-embed.js': () => new Response(null, { status: 404 }) },
    ],
    [
      'failure',
      'script',
      /teams-embed\.js is text\/plain/,
      { '/te/teams-embed.js': withHeaders({ 'content-type': 'text/plain' }) },
    ],
    ['failure', 'script', /integrity in the page is not/, { '/': withText('sha384-', 'sha384-AAAA') }],
    [
      'warning',
      'script',
      /hosted files are of teams-embed 0\.0\.1/,
      { '/te/teams-embed.json': withText(/"teamsEmbed":"[^"]+"/, '"teamsEmbed":"0.0.1"') },
    ],
    [
      'failure',
      'calling-sdk',
      /communication-calling\.js answers with 404/,
      { '/te/communication-calling.js': () => new Response(null, { status: 404 }) },
    ],
    [
      'failure',
      'calling-sdk',
      /calling\.js is text\/html/,
      { '/te/communication-calling.js': () => page('<p>Home</p>') },
      'a website that sends its home page for all',
    ],
    [
      'failure',
      'calling-sdk',
      /imports "@azure\/logger", which no browser finds/,
      { '/te/communication-calling.js': withText('./azure-logger.js', '@azure/logger') },
    ],
    [
      'warning',
      'calling-sdk',
      /another file than teams-embed\.json says/,
      { '/te/communication-calling.js': withText(/$/, '//') },
    ],
    [
      'failure',
      'redirect-page',
      /redirect\.html answers with 404/,
      { '/te/teams-embed-redirect.html': () => new Response(null, { status: 404 }) },
    ],
    [
      'failure',
      'redirect-page',
      /sends on to \/login/,
      { '/te/teams-embed-redirect.html': () => new Response(null, { status: 302, headers: { location: '/login' } }) },
    ],
    [
      'failure',
      'redirect-page',
      /is application\/octet-stream/,
      { '/te/teams-embed-redirect.html': withHeaders({ 'content-type': 'application/octet-stream' }) },
    ],
    [
      'failure',
      'redirect-page',
      /X-Frame-Options DENY keeps it out/,
      { '/te/teams-embed-redirect.html': withHeaders({ 'x-frame-options': 'deny' }) },
    ],
    [
      'failure',
      'redirect-page',
      /frame-ancestors 'none' keeps it out/,
      { '/te/teams-embed-redirect.html': withHeaders({ 'content-security-policy': "frame-ancestors 'none'" }) },
    ],
    [
      'failure',
      'redirect-page',
      /Cross-Origin-Opener-Policy same-origin/,
      { '/te/teams-embed-redirect.html': withHeaders({ 'cross-origin-opener-policy': 'same-origin' }) },
    ],
    [
      'failure',
      'redirect-page',
      /forbids its own script/,
      { '/te/teams-embed-redirect.html': withHeaders({ 'content-security-policy': "script-src 'nonce-a'" }) },
    ],
    [
      'failure',
      'redirect-page',
      /redirect\.js answers with 404/,
      { '/te/teams-embed-redirect.js': () => new Response(null, { status: 404 }) },
    ],
    ['warning', 'redirect-page', /is another page/, { '/te/teams-embed-redirect.html': () => page('<p>Home</p>') }],
    [
      'warning',
      'isolation',
      /Opener-Policy is same-origin/,
      { '/': withHeaders({ 'cross-origin-opener-policy': 'same-origin; report-to="a"' }) },
    ],
    [
      'warning',
      'isolation',
      /Embedder-Policy is require-corp/,
      { '/': withHeaders({ 'cross-origin-embedder-policy': 'require-corp' }) },
    ],
    [
      'failure',
      'permissions',
      /forbids microphone/,
      { '/': withHeaders({ 'permissions-policy': 'camera=(self), microphone=()' }) },
    ],
    [
      'failure',
      'permissions',
      /forbids camera/,
      { '/': withHeaders({ 'permissions-policy': 'camera=("https://a.example"), microphone=*' }) },
    ],
    ['warning', 'permissions', /forbids autoplay/, { '/': withHeaders({ 'permissions-policy': 'autoplay=()' }) }],
  ];
  for (const [verdict, check, saw, fault, name] of faults) {
    it(`tells of ${check}: ${name ?? saw.source}`, async () => {
      assertOnly(await website.examined(fault), verdict, check, saw);
    });
  }

  it('minds no X-Frame-Options where frame-ancestors says otherwise, and no COOP that lets windows be', async () => {
    const headers = { 'x-frame-options': 'DENY', 'content-security-policy': "frame-ancestors 'self'" };
    const findings = await website.examined({
      '/te/teams-embed-redirect.html': withHeaders({
        ...headers,
        'cross-origin-opener-policy': 'same-origin-allow-popups',
      }),
    });
    assert.deepEqual(
      findings.filter(({ verdict }) => verdict !== 'ok'),
      [],
    );
  });

  it('looks for nothing of a sign-in where the page’s own application signs in', async () => {
    const policy = `default-src 'self' blob: ${website.tokens} https://graph.microsoft.com https: wss:; frame-src 'none'`;
    const findings = await website.examined({
      '/': async (good) => {
        const page = await withText('token-url', 'sign-in="host" token-url')(good);
        return withHeaders({ 'content-security-policy': policy })(page);
      },
      '/te/teams-embed-redirect.html': () => new Response(null, { status: 404 }),
    });
    assert.deepEqual(
      findings.filter(({ verdict }) => verdict !== 'ok'),
      [],
    );
  });

  it('knows that the SDK takes no page of 127.0.0.1', async () => {
    const findings = await website.examined({}, { page: `${website.numericUrl}/` });
    assert.ok(findings.some(({ check, saw }) => check === 'calling-sdk' && /takes localhost alone/.test(saw)));
  });

  it('knows a page behind a sign-in, and checks what it is told of', async () => {
    const behind: Faults = {
      '/': () => new Response(null, { status: 302, headers: { location: `${website.tokens}/keys` } }),
    };
    const settings = { 'client-id': 'c0ffee00-0000-4000-8000-00000000c11e', 'token-url': `${website.tokens}/token` };
    const findings = await website.examined(behind, { settings, script: `${website.url}/te/teams-embed.js` });
    assertOnly(findings, 'warning', 'page', /sends on to http:\/\/localhost:\d+: the page is behind a sign-in/);
    assert.ok(findings.some(({ check, verdict }) => check === 'token-service' && verdict === 'ok'));
    assert.ok(findings.some(({ check, verdict }) => check === 'redirect-page' && verdict === 'ok'));
  });

  it('wants to share a script of another origin with the page', async () => {
    const elsewhere: Faults = { '/': withText('src="te/', `src="${website.tokens}/te/`) };
    const script = (): Response => new Response('', { headers: { 'content-type': 'text/javascript' } });
    const findings = await website.examined({ ...elsewhere, '/te/teams-embed.js': script });
    assert.ok(findings.some(({ saw }) => /is on another origin and does not share itself with/.test(saw)));
    assert.ok(findings.some(({ saw }) => /does not permit .* in script-src/.test(saw)));
  });

  it('says that nothing answers, and ends with 1', async () => {
    const closed = await Website.open();
    const address = `${closed.url}/`;
    await closed.close();
    const { code, out } = await runCli(['doctor', '--page', address]);
    assert.equal(code, 1);
    assert.match(
      out,
      /FAILURE +page +http:\/\/localhost:\d+\/ cannot be reached: nothing listens there \(ECONNREFUSED\)\./,
    );
  });

  it('waits no longer than it is told', async () => {
    const findings = await website.examined({ '/': () => new Promise(() => {}) }, { timeoutMs: 50 });
    assertOnly(findings, 'failure', 'page', /did not answer within 0\.05 seconds/);
  });

  it('speaks to programs', async () => {
    website.faults = { '/': withHeaders({ 'permissions-policy': 'microphone=()' }) };
    const { code, out } = await runCli(['doctor', '--json', '--page', website.url]);
    const said = JSON.parse(out) as { readonly verdict: string; readonly findings: readonly Finding[] };
    assert.deepEqual([code, said.verdict], [1, 'failure']);
    assertOnly(said.findings, 'failure', 'permissions', /microphone/);
  });

  it('says which of its words it cannot use', async () => {
    for (const [words, sentence] of [
      [[], 'Say which page to look at: --page https://crm.contoso.com/.'],
      [['--page', 'crm'], '--page has to be a URL with http or https, not "crm".'],
      [['--page', 'http://a/', '--timeout', '0'], '--timeout has to be a number of seconds up to 600, not "0".'],
    ] as const) {
      const { code, err } = await runCli(['doctor', ...words]);
      assert.deepEqual([code, err], [2, `teams-embed: ${sentence}\n`]);
    }
  });

  it('finds nothing wrong with the demo', async () => {
    const demo = await startDemo({ port: 0, emulatorPort: 0 });
    const { code, out } = await runCli(['doctor', '--page', `${demo.url}/customer.html?id=1`]);
    await demo.close();
    assert.match(out, /\n\d\d ok, 0 warnings, 0 failures\n$/);
    assert.match(out, /ok +token-service +Refuses with 401/);
    assert.equal(code, 0);
  });
});
