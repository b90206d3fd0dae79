import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { variables } from '../../src/cli/token-service/environment.js';
import { startEmulator } from '../../src/emulator/index.js';
import type { Emulator } from '../../src/emulator/index.js';
import { accessToken, callingScopes, person } from '../emulator/sign-in.js';
import { serve } from '../server/served.js';
import { until } from '../until.js';
import { runToEnd, startService } from './running-service.js';
import type { Environment } from './running-service.js';

const crm = 'https://crm.contoso.com';
const secret = 'SECRETSECRETSECRET';
const connectionString = `endpoint=https://contoso.communication.azure.com/;accesskey=${secret}`;
const anId = 'c0ffee00-0000-4000-8000-00000000c11e';
const enough = {
  TEAMS_EMBED_CLIENT_ID: anId,
  TEAMS_EMBED_TENANTS: anId,
  TEAMS_EMBED_ORIGINS: crm,
  COMMUNICATION_SERVICES_CONNECTION_STRING: connectionString,
};

describe('teams-embed token-service', () => {
  describe('says in a line, with the remedy,', () => {
    const fails = async (environment: Environment, code: number, ...lines: readonly RegExp[]): Promise<void> => {
      const ended = await runToEnd(environment);
      assert.equal(ended.code, code, ended.err);
      assert.equal(ended.out, '');
      const said = ended.err.trimEnd().split('\n');
      assert.equal(said.length, lines.length, ended.err);
      for (const [index, line] of lines.entries()) assert.match(said[index] ?? '', line);
      assert.doesNotMatch(ended.err, /SECRET|fabrikam|tokens\.example|mars|much|70000/, 'no value is repeated');
    };

    it('everything that is missing', () =>
      fails(
        {},
        2,
        /^teams-embed: TEAMS_EMBED_CLIENT_ID is missing: set it to /,
        /^teams-embed: TEAMS_EMBED_TENANTS is missing: set it to /,
        /^teams-embed: TEAMS_EMBED_ORIGINS is missing: set it to /,
        /^teams-embed: COMMUNICATION_SERVICES_CONNECTION_STRING is missing: set it, or COMMUNICATION_SERVICES_ENDPOINT /,
      ));

    it('everything that is wrong', () =>
      fails(
        {
          TEAMS_EMBED_TENANT: 'contoso.com',
          TEAMS_EMBED_EMULATOR: 'https://tokens.example',
          TEAMS_EMBED_CLIENT_ID: secret,
          TEAMS_EMBED_TENANTS: `${anId}, fabrikam.example`,
          TEAMS_EMBED_ORIGINS: 'https://crm.contoso.com/',
          TEAMS_EMBED_CLOUD: 'mars',
          TEAMS_EMBED_RATE_LIMIT: 'much',
          REDIS_URL: `http://:${secret}@redis`,
          TEAMS_EMBED_PATH: 'token',
          PORT: '70000',
          COMMUNICATION_SERVICES_CONNECTION_STRING: `accesskey=${secret}`,
        },
        2,
        /: TEAMS_EMBED_TENANT is not known: take it away/,
        /: TEAMS_EMBED_EMULATOR is not right: set it to an address of this machine/,
        /: TEAMS_EMBED_CLIENT_ID is not right: set it to/,
        /: TEAMS_EMBED_TENANTS is not right: .* ids, not domains/,
        /: TEAMS_EMBED_ORIGINS is not right: .* without a path/,
        /: TEAMS_EMBED_CLOUD is not right: set it to public, gcch or dod/,
        /: TEAMS_EMBED_RATE_LIMIT is not right: set it to requests\/seconds/,
        /: REDIS_URL is not right: set it to an address that begins with redis:/,
        /: TEAMS_EMBED_PATH is not right: set it to a path/,
        /: PORT is not right: set it to a number from 0 to 65535/,
        /: COMMUNICATION_SERVICES_CONNECTION_STRING is not right: copy it from Keys/,
      ));

    it('that there are two resources, or one without https', async () => {
      const { COMMUNICATION_SERVICES_CONNECTION_STRING: _, ...rest } = enough;
      const both = { ...enough, COMMUNICATION_SERVICES_ENDPOINT: 'https://contoso.communication.azure.com' };
      await fails(both, 2, /are both there: take one away/);
      const plain = { ...rest, COMMUNICATION_SERVICES_ENDPOINT: 'http://contoso.communication.azure.com' };
      await fails(plain, 2, /: COMMUNICATION_SERVICES_ENDPOINT is not right: set it to .*https:/);
    });

    it('that its port is taken', async () => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as AddressInfo;
      await fails(
        { ...enough, HOST: '127.0.0.1', PORT: String(port) },
        1,
        new RegExp(`: Port ${port} is taken by another program: set PORT to another one`),
      );
      other.close();
    });
  });

  it('lists each variable in its help', () => {
    const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'token-service', '--help'], {
      encoding: 'utf8',
    });
    for (const [name, sentence] of Object.entries(variables)) {
      assert.ok(
        stdout.split('\n').some((line) => line.includes(`  ${name} `) && line.endsWith(sentence)),
        name,
      );
    }
  });

  describe('with an emulator', () => {
    let emulator: Emulator;
    let environment: Environment;
    let token: string;

    before(async () => {
      emulator = await startEmulator({ port: 0 });
      const alice = person(emulator, 'alice');
      token = await accessToken(emulator, alice, callingScopes);
      environment = {
        TEAMS_EMBED_EMULATOR: emulator.url,
        TEAMS_EMBED_CLIENT_ID: emulator.world().clientId,
        TEAMS_EMBED_TENANTS: `${alice.tenantId}, ${anId}`,
        TEAMS_EMBED_ORIGINS: `${crm} https://intranet.contoso.com`,
      };
    });
    after(() => emulator.close());

    const ask = (url: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
      fetch(url, { method: 'POST', headers: { authorization: `Bearer ${token}`, origin: crm, ...headers } });

    it('gives tokens to those who may have them, and logs in JSON without a token', async () => {
      const service = await startService({
        ...environment,
        TEAMS_EMBED_RATE_LIMIT: '2/60',
        TEAMS_EMBED_PATH: '/api/token',
      });
      const answer = await ask(`${service.url}/api/token`);
      assert.equal(answer.status, 200);
      const given = (await answer.json()) as { readonly token: string };
      assert.equal((await ask(`${service.url}/api/token`, { origin: 'https://evil.example' })).status, 403);
      assert.equal((await ask(`${service.url}/api/token`)).status, 200);
      assert.equal((await ask(`${service.url}/api/token`)).status, 429);
      assert.equal((await ask(`${service.url}/token`)).status, 404);
      assert.equal((await ask(`${service.url}/health`)).status, 404, 'no token under another name');

      const ready = await fetch(`${service.url}/health/ready`);
      assert.deepEqual([ready.status, await ready.json()], [200, { status: 'ok', keys: 'ok', rateLimit: 'ok' }]);
      assert.deepEqual(await (await fetch(`${service.url}/health`)).json(), { status: 'ok' });

      assert.deepEqual(await service.stop(), [0, null]);
      const { lines } = service;
      assert.deepEqual(
        lines.map(({ level, event, status, error }) => [level, event, status, error]),
        [
          ['info', 'listening', undefined, undefined],
          ['info', 'token', 200, undefined],
          ['info', 'token', 403, 'origin_not_allowed'],
          ['info', 'token', 200, undefined],
          ['info', 'token', 429, 'too_many_requests'],
          ['info', 'closing', undefined, undefined],
        ],
      );
      assert.equal(lines[1]?.['requestId'], answer.headers.get('x-request-id'));
      const printed = JSON.stringify(lines) + service.err();
      for (const part of [...token.split('.'), ...given.token.split('.'), 'accesskey']) {
        assert.ok(!printed.includes(part), 'nothing secret is printed');
      }
      assert.equal(service.err(), '');
    });

    it('finishes what it was asked before it was told to end, and takes nothing more', async () => {
      let answerNow = (): void => undefined;
      const released = new Promise<void>((resolve) => (answerNow = resolve));
      let reached = false;
      const acs = await serve(async () => {
        reached = true;
        await released;
        return Response.json({ token: 'a.communication.token', expiresOn: '2030-01-01T00:00:00.000Z' });
      });
      const key = Buffer.from('a key').toString('base64');
      const service = await startService({
        ...environment,
        COMMUNICATION_SERVICES_CONNECTION_STRING: `endpoint=${acs.url};accesskey=${key}`,
      });
      const agent = new Agent({ keepAlive: true });
      const answered = new Promise<number | undefined>((resolve, reject) => {
        const headers = { authorization: `Bearer ${token}` };
        const asked = request(`${service.url}/token`, { method: 'POST', headers, agent }, (response) => {
          response.resume().once('end', () => resolve(response.statusCode));
        });
        asked.once('error', reject).end();
      });
      await until(() => reached, 'the request is on its way');
      const ended = service.stop();
      await until(() => service.lines.some(({ event }) => event === 'closing'), 'it was told to end');
      await until(
        () =>
          fetch(`${service.url}/health`).then(
            () => false,
            () => true,
          ),
        'it takes nothing more',
      );
      answerNow();
      assert.equal(await answered, 200);
      assert.deepEqual(await ended, [0, null]);
      agent.destroy();
      await acs.close();
    });

    it('serves without the Redis it was told of, and says that it is not there', async () => {
      const url = `redis://:${secret}@127.0.0.1:1`;
      const service = await startService({ ...environment, REDIS_URL: url, TEAMS_EMBED_RATE_LIMIT: '1/60' });
      await until(() => service.lines.some(({ event }) => event === 'redis-unreachable'), 'it says so');
      assert.equal((await ask(`${service.url}/token`)).status, 200);
      assert.equal((await ask(`${service.url}/token`)).status, 429);
      const ready = await fetch(`${service.url}/health/ready`);
      assert.deepEqual([ready.status, await ready.json()], [200, { status: 'ok', keys: 'ok', rateLimit: 'degraded' }]);
      assert.deepEqual(await service.stop(), [0, null]);
      assert.equal(
        service.lines.filter(({ event }) => event === 'redis-unreachable').length,
        1,
        'once, not at each try',
      );
      assert.ok(service.lines.find(({ status }) => status === 200)?.['rateLimitFailure']);
      assert.doesNotMatch(JSON.stringify(service.lines) + service.err(), /SECRET/);
    });
  });
});
