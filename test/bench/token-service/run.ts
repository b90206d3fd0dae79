// Measurements, not tests: how many tokens a second the token service gives out here and now, beside a bare Node server
// with the same check of the signature, in the same run. Loopback only; ends by itself.
import { existsSync } from 'node:fs';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { startRedis } from '../../tools/redis.js';
import { startChild, type Child } from './child.js';
import { load } from './load.js';

const rounds = Number(process.argv[2] ?? 10);
if (!Number.isInteger(rounds) || rounds < 1 || rounds > 100) {
  console.error('Say how many rounds: npm run bench:token-service -- 10.');
  process.exit(2);
}
if (!existsSync(new URL('../../../dist/server/index.js', import.meta.url))) {
  console.error('What is measured is what was built, and dist/ is empty. Run `npm run build` first.');
  process.exit(1);
}

const tenantId = '11111111-aaaa-4aaa-8aaa-111111111111';
const clientId = 'c0ffee00-0000-4000-8000-00000000c11e';
const audience = '1fd5118e-2576-4263-8130-9503064c837a';
const origin = 'https://crm.contoso.com';
const connections = 32;
/** Of load for each in each round. Short, so that what else the machine does meets all alike. */
const seconds = 0.5;
const users = 200;

const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
const jwk = { ...(await exportJWK(publicKey)), kid: 'key', use: 'sig' };
const requests = await Promise.all(Array.from({ length: users }, (_, index) => requestOf(index)));
const microsoft = await startChild('microsoft.mjs', { BENCH_KEYS: JSON.stringify({ keys: [jwk] }) });
const redis = await startRedis();

interface Case {
  readonly name: string;
  readonly kind: 'bare' | 'ours';
  readonly instances: number;
  readonly redisUrl?: string;
}

interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpu: number;
  readonly megabytes: number;
}

const cases: readonly Case[] = [
  { name: 'bare Node server', kind: 'bare', instances: 1 },
  { name: 'token service', kind: 'ours', instances: 1 },
  { name: 'token service, Redis', kind: 'ours', instances: 1, redisUrl: redis.url },
  { name: '2 bare Node servers', kind: 'bare', instances: 2 },
  { name: '2 token services, one Redis', kind: 'ours', instances: 2, redisUrl: redis.url },
];

try {
  for (const exchange of [false, true]) {
    console.log(`\n${exchange ? 'With' : 'Without'} the exchange at (a local stub of) Communication Services`);
    const servers = await Promise.all(cases.map((one) => start(one, exchange)));
    const measured = new Map(cases.map(({ name }): [string, Measured[]] => [name, []]));
    for (let round = -1; round < rounds; round += 1) {
      for (const [index, one] of cases.entries()) {
        const taken = await measure(one, servers[index] ?? [], exchange);
        if (round >= 0) measured.get(one.name)?.push(taken); // the first round warms up
      }
    }
    await Promise.all(servers.flat().map((child) => child.end()));
    report(measured);
  }
} finally {
  await Promise.all([microsoft.end(), redis.close()]);
}

function start({ kind, instances, redisUrl }: Case, exchange: boolean): Promise<readonly Child[]> {
  const url = `http://127.0.0.1:${microsoft.port}`;
  const settings = { kind, exchange, redisUrl, microsoft: url, clientId, tenantId, audience, origin };
  const one = (): Promise<Child> => startChild('instance.mjs', { BENCH_INSTANCE: JSON.stringify(settings) });
  return Promise.all(Array.from({ length: instances }, one));
}

async function measure({ kind }: Case, children: readonly Child[], exchange: boolean): Promise<Measured> {
  const ports = children.map(({ port }) => port);
  // Ours is told to refuse last of all where nothing is to be exchanged.
  const status = kind === 'ours' && !exchange ? 403 : 200;
  const before = await Promise.all(children.map((child) => child.used()));
  const { requests: count, seconds: took, latencies } = await load(ports, requests, status, { connections, seconds });
  const after = await Promise.all(children.map((child) => child.used()));
  const sum = (used: typeof after, of: 'cpu' | 'rss'): number => used.reduce((total, each) => total + each[of], 0);
  const at = (share: number): number => latencies[Math.floor((count - 1) * share)] ?? NaN;
  return {
    perSecond: count / took,
    p50: at(0.5),
    p99: at(0.99),
    cpu: (sum(after, 'cpu') - sum(before, 'cpu')) / count,
    megabytes: sum(after, 'rss') / 2 ** 20 / children.length,
  };
}

function report(measured: ReadonlyMap<string, readonly Measured[]>): void {
  console.log('medians                        requests/s   p50 ms   p99 ms   CPU µs/request   MB/instance   of bare');
  const median = (name: string, of: keyof Measured): number => {
    const sorted = (measured.get(name) ?? []).map((one) => one[of]).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? NaN;
  };
  for (const { name, kind, instances } of cases) {
    const reference = cases.find((one) => one.kind === 'bare' && one.instances === instances)?.name ?? '';
    const share = kind === 'bare' ? '' : `${(medianRatio(measured, name, reference) * 100).toFixed(0)} %`;
    const columns = [
      median(name, 'perSecond').toFixed(0).padStart(10),
      median(name, 'p50').toFixed(1).padStart(8),
      median(name, 'p99').toFixed(1).padStart(8),
      median(name, 'cpu').toFixed(0).padStart(16),
      median(name, 'megabytes').toFixed(0).padStart(13),
      share.padStart(9),
    ];
    console.log(name.padEnd(31) + columns.join(' '));
  }
}

/** Of the rates of one and the other, round by round: what else the machine does changes from one round to the next. */
function medianRatio(measured: ReadonlyMap<string, readonly Measured[]>, name: string, reference: string): number {
  const references = measured.get(reference) ?? [];
  const ratios = (measured.get(name) ?? []).map(
    ({ perSecond }, index) => perSecond / (references[index]?.perSecond ?? NaN),
  );
  return ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)] ?? NaN;
}

async function requestOf(index: number): Promise<Buffer> {
  const now = Math.floor(Date.now() / 1000);
  const oid = `aaaaaaaa-0000-4000-8000-${String(index).padStart(12, '0')}`;
  const token = await new SignJWT({
    aud: audience,
    iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
    azp: clientId,
    oid,
    tid: tenantId,
    scp: 'Teams.ManageCalls Teams.ManageChats',
    // As much as Entra's have besides.
    name: 'Somebody Or Other',
    preferred_username: 'somebody@contoso.com',
    rh: 'x'.repeat(120),
    uti: 'x'.repeat(24),
    ver: '2.0',
  })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'key' })
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + 3_600)
    .sign(privateKey);
  return Buffer.from(
    `POST /token HTTP/1.1\r\nHost: tokens.contoso.com\r\nOrigin: ${origin}\r\nAuthorization: Bearer ${token}\r\n` +
      'Accept: application/json\r\nSec-Fetch-Mode: cors\r\nUser-Agent: Mozilla/5.0\r\nContent-Length: 0\r\n\r\n',
  );
}
