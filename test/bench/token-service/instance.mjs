// @ts-check
// One server to measure: ours as it was built, or a bare one that does the same work with nothing around it.
import { createServer } from 'node:http';
import { CommunicationIdentityClient } from '@azure/communication-identity';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { createClient } from 'redis';

/** What was built, with the types of its sources: those are there before a build is. @type {typeof import('../../../src/server/index.js')} */
const { createTokenHandler, redisStore, toNodeListener } = await import(
  new URL('../../../dist/server/index.js', import.meta.url).href
);

/** @type {{ kind: 'bare' | 'ours', exchange: boolean, redisUrl?: string, microsoft: string, clientId: string, tenantId: string, audience: string, origin: string }} */
const settings = JSON.parse(process.env['BENCH_INSTANCE'] ?? '');
const { kind, exchange, redisUrl, microsoft, clientId, tenantId, audience, origin } = settings;
const accessKey = Buffer.from('a key').toString('base64');

const server = createServer(kind === 'ours' ? await ours() : bare());
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
process.once('disconnect', () => process.exit());
process.on('message', () => process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() }));

async function ours() {
  const limit = { requests: 1_000_000_000, seconds: 60 };
  const redis = redisUrl ? await createClient({ url: redisUrl }).connect() : undefined;
  return toNodeListener(
    createTokenHandler({
      clientId,
      allowedTenants: [tenantId],
      allowedOrigins: [origin],
      communicationServices: { endpoint: microsoft, accessKey },
      authority: {
        keysUrl: `${microsoft}/keys`,
        issuers: () => [`https://login.microsoftonline.com/${tenantId}/v2.0`],
      },
      rateLimit: redis ? { ...limit, store: redisStore(redis) } : limit,
      // The last of all checks: refused there, a request has had everything but the exchange.
      ...(exchange ? {} : { authorize: () => false }),
    }),
  );
}

/** @returns {import('node:http').RequestListener} */
function bare() {
  const keys = createRemoteJWKSet(new URL(`${microsoft}/keys`));
  const client = new CommunicationIdentityClient(microsoft, { key: accessKey }, { allowInsecureConnection: true });
  return async (incoming, outgoing) => {
    const token = incoming.headers.authorization?.slice('Bearer '.length) ?? '';
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['RS256'],
      audience,
      issuer: `https://login.microsoftonline.com/${tenantId}/v2.0`,
    });
    const issued = exchange
      ? await client.getTokenForTeamsUser({
          teamsUserAadToken: token,
          clientId,
          userObjectId: String(payload['oid']),
        })
      : { token: 'checked', expiresOn: new Date() };
    outgoing
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ token: issued.token, expiresOn: issued.expiresOn.toISOString() }));
  };
}
