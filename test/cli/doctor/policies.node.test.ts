import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { matchesSource } from '../../../src/cli/doctor/csp/match-source.js';
import { permits, permitsScript } from '../../../src/cli/doctor/csp/permits.js';
import { policiesOf } from '../../../src/cli/doctor/csp/policy.js';
import { tagsOf } from '../../../src/cli/doctor/html.js';
import { frameAllows, headerPermits } from '../../../src/cli/doctor/permissions-policy.js';
import { page, Website, withHeaders, withText } from './a-website.js';

const origin = 'https://crm.contoso.com';
const policyOf = (text: string) => {
  const [policy] = policiesOf(new Headers({ 'content-security-policy': text }));
  assert(policy);
  return policy;
};

describe('a source of a Content Security Policy', () => {
  const cases: readonly (readonly [source: string, matches: readonly string[], others: readonly string[]])[] = [
    [
      "'self'",
      ['https://crm.contoso.com/a', 'wss://crm.contoso.com/'],
      ['https://contoso.com/', 'http://crm.contoso.com/', 'https://crm.contoso.com:8443/'],
    ],
    ['*', ['https://a.example/', 'wss://a.example/'], ['blob:https://crm.contoso.com/1', 'data:,']],
    ['https:', ['https://a.example:8443/'], ['http://a.example/', 'wss://a.example/', 'blob:https://a.example/1']],
    ['http:', ['https://a.example/', 'http://a.example/'], ['ws://a.example/']],
    ['blob:', ['blob:https://crm.contoso.com/1'], ['https://crm.contoso.com/']],
    [
      'https://*.skype.com',
      ['https://api.flightproxy.skype.com/'],
      ['https://skype.com/', 'wss://edge.skype.com/', 'https://notskype.com/', 'https://a.skype.com:8443/'],
    ],
    ['wss://*.skype.com', ['wss://edge.skype.com/'], ['ws://edge.skype.com/', 'https://edge.skype.com/']],
    ['a.example', ['https://a.example/'], ['http://a.example/', 'https://b.a.example/']],
    ['http://a.example', ['http://a.example/', 'https://a.example/'], ['http://a.example:8080/']],
    ['http://a.example:80', ['https://a.example/'], ['https://a.example:8080/']],
    ['https://a.example:*', ['https://a.example:8443/'], ['http://a.example/']],
    ['https://a.example/te/', ['https://a.example/te/x.js'], ['https://a.example/', 'https://a.example/tea']],
    ['https://a.example/te', ['https://a.example/te'], ['https://a.example/te/x.js']],
    ['HTTPS://A.EXAMPLE', ['https://a.example/'], []],
    ["'none'", [], ['https://crm.contoso.com/']],
    ["'unsafe-inline'", [], ['https://crm.contoso.com/']],
  ];
  for (const [source, matches, others] of cases) {
    it(`${source} matches what it should`, () => {
      for (const url of matches) assert.ok(matchesSource(source, url, origin), url);
      for (const url of others) assert.ok(!matchesSource(source, url, origin), url);
    });
  }
});

describe('a Content Security Policy', () => {
  it('counts the nearest directive that it has', () => {
    const own = `${origin}/`;
    assert.ok(!permits(policyOf("default-src 'none'"), 'connect-src', own, origin));
    assert.ok(permits(policyOf("default-src 'none'; child-src 'self'"), 'frame-src', own, origin));
    assert.ok(!permits(policyOf("frame-src 'none'; child-src 'self'"), 'frame-src', own, origin));
    assert.ok(permits(policyOf("default-src 'none'; script-src blob:"), 'worker-src', 'blob:a', origin));
    assert.ok(!permits(policyOf("child-src 'self'; script-src blob:"), 'worker-src', 'blob:a', origin));
    assert.ok(permits(policyOf("default-src 'none'"), 'frame-ancestors', own, origin), 'it has no fallback');
    assert.ok(!permits(policyOf("connect-src 'none'; connect-src *"), 'connect-src', own, origin), 'the first counts');
    assert.ok(!permits(policyOf('connect-src'), 'connect-src', own, origin), 'an empty list permits nothing');
  });

  it('takes a script for its address, its nonce or its hash, and what a trusted one imports', () => {
    const url = 'https://cdn.example/te/teams-embed.js';
    const tag = (attributes: Record<string, string>) => ({ url, attributes });
    assert.ok(permitsScript(policyOf("script-src 'none'; script-src-elem https://cdn.example"), tag({}), origin));
    assert.ok(permitsScript(policyOf("script-src 'nonce-a'"), tag({ nonce: 'a' }), origin));
    assert.ok(!permitsScript(policyOf("script-src 'nonce-a'"), tag({ nonce: 'b' }), origin));
    assert.ok(permitsScript(policyOf("script-src 'sha384-a'"), tag({ integrity: 'sha384-a' }), origin));
    assert.ok(!permitsScript(policyOf("script-src 'sha384-a'"), tag({ integrity: 'sha384-a sha384-b' }), origin));
    const dynamic = policyOf("script-src 'strict-dynamic' 'nonce-a' https://cdn.example");
    assert.ok(!permitsScript(dynamic, tag({}), origin), 'addresses count for nothing');
    assert.ok(permitsScript(dynamic, { url }, origin));
  });

  it('is read from each header and from the head of the page', () => {
    const headers = new Headers({ 'content-security-policy': "default-src 'self', frame-ancestors 'none'" });
    headers.set('content-security-policy-report-only', "script-src 'none'");
    const meta = (content: string) => `<meta http-equiv="Content-Security-Policy" content="${content}">`;
    const tags = tagsOf(
      `<head>${meta("img-src &#39;self&#39;; frame-ancestors 'none'")}</head><body>${meta('img-src a')}<template>${meta('img-src b')}</template>`,
    );
    const policies = policiesOf(headers, tags).map(({ directives, reportOnly }) => [
      [...directives.keys()].join(),
      reportOnly,
    ]);
    assert.deepEqual(policies, [
      ['default-src', false],
      ['frame-ancestors', false],
      ['script-src', true],
      ['img-src', false],
    ]);
    assert.deepEqual(policiesOf(headers, tags)[3]?.directives.get('img-src'), ["'self'"]);
  });
});

describe('a Permissions-Policy', () => {
  it('is for the origins that it names', () => {
    const header =
      'camera=(self "https://a.example"), microphone=(), autoplay=*, display-capture=("https://*.b.example"), midi=self';
    const may = (feature: string, other = origin): boolean => headerPermits(header, feature, other, origin);
    assert.deepEqual(
      ['camera', 'microphone', 'autoplay', 'display-capture', 'midi', 'usb'].map((name) => may(name)),
      [true, false, true, false, true, true],
    );
    assert.deepEqual(
      ['camera', 'midi', 'usb'].map((name) => may(name, 'https://a.example')),
      [true, false, true],
    );
    assert.ok(may('display-capture', 'https://x.b.example') && !may('display-capture', 'https://b.example'));
  });

  it('is handed on by a frame to whom its allow names', () => {
    const allows = (allow: string, other = 'https://a.example'): boolean => frameAllows(allow, 'camera', other, origin);
    assert.deepEqual(
      ['camera', 'microphone; camera *', "camera 'src'", 'camera https://a.example'].map((allow) => allows(allow)),
      [true, true, true, true],
    );
    assert.deepEqual(
      ['', 'microphone', "camera 'self'", "camera 'none'", 'camera https://b.example'].map((allow) => allows(allow)),
      [false, false, false, false, false],
    );
    assert.deepEqual([allows('', origin), allows("camera 'none'", origin)], [true, false]);
  });
});

describe('what teams-embed doctor says of policies and frames', () => {
  let website: Website;

  before(async () => {
    website = await Website.open();
  });
  after(() => website.close());

  const wrong = async (policy: (good: string) => string, more: Record<string, string> = {}) => {
    const headers = { 'content-security-policy': policy(website.policy), ...more };
    const findings = await website.examined({ '/': withHeaders(headers) });
    return findings.filter(({ verdict }) => verdict !== 'ok').map(({ verdict, saw }) => `${verdict}: ${saw}`);
  };
  const without = (directive: string, source: string) => (policy: string) =>
    policy.replace(new RegExp(`(${directive}[^;]*?) ${source.replaceAll('*', '\\*')}(?=[ ;])`), '$1');

  const faults: readonly (readonly [directive: string, source: string, verdict: string])[] = [
    ['script-src', "'self'", 'failure'],
    ['connect-src', 'https://login.microsoftonline.com', 'failure'],
    ['connect-src', 'https://graph.microsoft.com', 'failure'],
    ['connect-src', 'http://localhost:\\d+', 'failure'],
    ['connect-src', 'wss://*.skype.com', 'warning'],
    ['frame-src', "'self'", 'failure'],
    ['frame-src', 'https://login.microsoftonline.com', 'failure'],
    ['worker-src', 'blob:', 'warning'],
  ];
  for (const [directive, source, verdict] of faults) {
    it(`misses ${source} in ${directive}`, async () => {
      // A wildcard of the Calling SDK's would permit what is missing here.
      const narrow =
        source.startsWith('https://graph') || source.startsWith('https://login')
          ? (policy: string) => policy.replaceAll('https://*.microsoft.com', 'https://*.teams.microsoft.com')
          : (policy: string) => policy;
      const said = (await wrong((good) => without(directive, source)(narrow(good)))).filter(
        (text) => !text.includes('the Calling SDK may not'),
      );
      const all = source.includes('*') ? await wrong(without(directive, source)) : said;
      assert.equal(all.length, 1, all.join('\n'));
      assert.match(
        all[0] ?? '',
        new RegExp(`^${verdict}: The Content Security Policy does not permit .* in ${directive}`),
      );
    });
  }

  it('wants each of several policies to permit it, and only warns of one that reports', async () => {
    const second = (good: string): string => `${good}, connect-src 'self'`;
    assert.ok(
      (await wrong(second)).some((text) => /^failure: .* https:\/\/graph\.microsoft\.com in connect-src/.test(text)),
    );
    const reporting = await wrong((good) => good, { 'content-security-policy-report-only': "script-src 'none'" });
    assert.match(reporting[0] ?? '', /^warning: A Content-Security-Policy-Report-Only does not permit/);
  });

  it('knows which Trusted Types the elements and the SDK need', async () => {
    const types = (names: string) => (good: string) =>
      `${good}; require-trusted-types-for 'script'; trusted-types ${names}`;
    assert.match((await wrong(types('other default')))[0] ?? '', /^failure: .* lit-html in trusted-types/);
    assert.match((await wrong(types('lit-html')))[0] ?? '', /^warning: .* does without its worker there/);
    assert.deepEqual(await wrong(types('lit-html default')), []);
  });

  const embedded = async (
    frame: string,
    parentHeaders: Record<string, string> = {},
    pageHeaders: Record<string, string> = {},
  ) => {
    const faults = {
      '/': withHeaders(pageHeaders),
      '/parent': () => page(frame.replace('PAGE', `${website.url}/`), parentHeaders),
      // On the website's other port: a parent of another origin.
      '/te/teams-embed-redirect.html': withHeaders({
        'content-security-policy': `frame-ancestors 'self' ${website.tokens}`,
      }),
    };
    const findings = await website.examined(faults, { embeddedIn: `${website.tokens}/parent` });
    return findings.filter(({ verdict }) => verdict !== 'ok').map(({ verdict, saw }) => `${verdict}: ${saw}`);
  };
  const allow = 'allow="microphone; camera; autoplay; display-capture; speaker-selection"';

  it('is content with a frame that hands all on', async () => {
    assert.deepEqual(await embedded(`<iframe ${allow} src="PAGE"></iframe>`), []);
  });

  const frames: readonly (readonly [string, RegExp, Record<string, string>?, Record<string, string>?])[] = [
    [
      '<iframe src="PAGE" allow="camera; autoplay; display-capture; speaker-selection">',
      /^failure: The frame’s allow hands no microphone on/,
    ],
    [
      '<iframe src="PAGE" allow="microphone; camera; autoplay; display-capture">',
      /^warning: The frame’s allow hands no speaker-selection on/,
    ],
    [
      `<iframe ${allow} src="PAGE" sandbox="allow-scripts allow-same-origin allow-forms">`,
      /^failure: The frame’s sandbox lacks allow-popups/,
    ],
    [`<!-- <iframe src="PAGE"> -->`, /^warning: The HTML of .* has no frame of/],
    [
      `<iframe ${allow} src="PAGE">`,
      /^failure: The Permissions-Policy of .* hands no microphone on/,
      { 'permissions-policy': 'microphone=(self)' },
    ],
    [
      `<iframe ${allow} src="PAGE">`,
      /^failure: The Content Security Policy of .* forbids the frame/,
      { 'content-security-policy': "frame-src 'self'" },
    ],
    [
      `<iframe ${allow} src="PAGE">`,
      /^failure: The page’s X-Frame-Options SAMEORIGIN keeps it out/,
      {},
      { 'x-frame-options': 'SAMEORIGIN' },
    ],
  ];
  for (const [frame, saw, parentHeaders, pageHeaders] of frames) {
    it(`tells of a frame: ${saw.source}`, async () => {
      const said = await embedded(frame, parentHeaders, pageHeaders);
      assert.equal(said.length, 1, said.join('\n'));
      assert.match(said[0] ?? '', saw);
    });
  }

  it('wants the redirect page to be welcome in the frame, too', async () => {
    const faults = {
      '/parent': () => page(`<iframe ${allow} src="${website.url}/">`),
      '/te/teams-embed-redirect.html': withHeaders({ 'x-frame-options': 'SAMEORIGIN' }),
    };
    const findings = await website.examined(faults, { embeddedIn: `${website.tokens}/parent` });
    const [wrongOne] = findings.filter(({ verdict }) => verdict !== 'ok');
    assert.match(wrongOne?.saw ?? '', /^Its X-Frame-Options SAMEORIGIN keeps it out of the frame/);
    assert.match(wrongOne?.remedy ?? '', /frame-ancestors 'self' http:\/\/localhost:\d+ instead/);
  });

  it('reads a policy in the page itself', async () => {
    const meta = withText(
      '<title>',
      '<meta http-equiv="content-security-policy" content="connect-src \'self\'"><title>',
    );
    const findings = await website.examined({ '/': meta });
    assert.ok(
      findings.some(({ verdict, saw }) => verdict === 'failure' && /graph\.microsoft\.com in connect-src/.test(saw)),
    );
  });
});
