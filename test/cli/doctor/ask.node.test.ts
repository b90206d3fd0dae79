import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ask, reasonOf } from '../../../src/cli/doctor/ask.js';
import { Website } from './a-website.js';

const coded = (code: string, cause?: unknown): Error =>
  Object.assign(new Error('as Node says it', { cause }), { code });

describe('a question of the doctor’s', () => {
  let website: Website;

  before(async () => {
    website = await Website.open();
  });
  after(() => website.close());

  it('goes where it is sent on to, when it may, and not for ever', async () => {
    const sendOn = (location: string) => () => new Response('', { status: 302, headers: { location } });
    website.faults = { '/a': sendOn('/te/teams-embed.js'), '/b': sendOn('/b'), '/c': sendOn('http://[') };
    const follow = { follow: true, timeoutMs: 5_000 };
    const answer = await ask(`${website.url}/a`, follow);
    assert.ok('status' in answer);
    assert.deepEqual([answer.status, answer.url], [200, `${website.url}/te/teams-embed.js`]);
    assert.deepEqual(await ask(`${website.url}/b`, follow), { failed: 'sends on more than 5 times' });
    assert.deepEqual(await ask(`${website.url}/c`, follow), { failed: 'sends on to "http://[", which is no address' });
    const stayed = await ask(`${website.url}/a`, { timeoutMs: 5_000 });
    assert.ok('status' in stayed && stayed.status === 302);
  });

  it('says in words why nothing came', async () => {
    const { failed } = (await ask(`${website.url.replace('http', 'https')}/`, { timeoutMs: 5_000 })) as {
      failed: string;
    };
    assert.match(failed, /^cannot be reached: it does not speak TLS at this port/);
    const of = (cause: unknown): string => reasonOf(new TypeError('fetch failed', { cause }));
    assert.match(of(coded('CERT_HAS_EXPIRED')), /^its TLS certificate has expired \(/);
    assert.match(of(coded('SELF_SIGNED_CERT_IN_CHAIN')), /NODE_EXTRA_CA_CERTS/);
    assert.match(of(new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')])), /^nothing listens there/);
    assert.equal(of(coded('EWHATEVER')), 'as Node says it (EWHATEVER)');
    assert.equal(reasonOf(new Error('outer', { cause: new Error('bad port') })), 'bad port');
  });
});
