import type { Cloud, CommunicationServices } from '../../server/index.js';
import { CommandError } from '../command.js';
import { variables, type Variable } from './environment.js';

/** What the environment says about the token service to run. */
export interface Settings {
  readonly clientId: string;
  readonly tenants: readonly string[];
  readonly origins: readonly string[];
  /** An endpoint alone is for a managed identity; undefined is the emulator's. */
  readonly resource:
    Extract<CommunicationServices, { connectionString: string }> | { readonly endpoint: string } | undefined;
  readonly cloud: Cloud;
  readonly rateLimit: { readonly requests: number; readonly seconds: number } | false;
  readonly redisUrl: string | undefined;
  readonly path: string;
  readonly host: string | undefined;
  readonly port: number;
  readonly emulator: string | undefined;
}

const id = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const local = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\]):\d+$/;

/**
 * Reads the environment. Everything that is wrong is said at once, each thing in a line with its remedy. What a variable
 * holds is never repeated: it may be a secret, if only by mistake.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const problems: string[] = [];
  const value = (name: Variable): string | undefined => env[name]?.trim() || undefined;
  const list = (name: Variable): string[] => (value(name) ?? '').split(/[\s,;]+/).filter(Boolean);
  const expect = (right: boolean, name: Variable, remedy: string): void => {
    if (!right) problems.push(`${name} ${value(name) === undefined ? 'is missing' : 'is not right'}: ${remedy}`);
  };

  const strange = Object.keys(env).filter((name) => name.startsWith('TEAMS_EMBED_') && !Object.hasOwn(variables, name));
  for (const name of strange) problems.push(`${name} is not known: take it away, or look in --help how it is spelled.`);

  const emulator = value('TEAMS_EMBED_EMULATOR')?.replace(/\/$/, '');
  expect(
    emulator === undefined || local.test(emulator),
    'TEAMS_EMBED_EMULATOR',
    'set it to an address of this machine, such as http://localhost:4100; leave it out in production.',
  );

  const clientId = value('TEAMS_EMBED_CLIENT_ID') ?? '';
  expect(id.test(clientId), 'TEAMS_EMBED_CLIENT_ID', 'set it to the application (client) id registered in Entra ID.');

  const tenants = list('TEAMS_EMBED_TENANTS');
  expect(
    tenants.length > 0 && tenants.every((tenant) => id.test(tenant)),
    'TEAMS_EMBED_TENANTS',
    'set it to the ids of the tenants to serve, with commas between; ids, not domains.',
  );

  const origins = list('TEAMS_EMBED_ORIGINS');
  expect(
    origins.length > 0 && origins.every(isOrigin),
    'TEAMS_EMBED_ORIGINS',
    'set it to the websites that may ask, with commas between, as https://crm.contoso.com without a path.',
  );

  const cloud = value('TEAMS_EMBED_CLOUD') ?? 'public';
  expect(isCloud(cloud), 'TEAMS_EMBED_CLOUD', 'set it to public, gcch or dod.');

  const limit = value('TEAMS_EMBED_RATE_LIMIT') ?? '30/60';
  const [, requests, seconds] = /^([1-9]\d{0,5})\/([1-9]\d{0,5})$/.exec(limit) ?? [];
  expect(
    limit === 'off' || requests !== undefined,
    'TEAMS_EMBED_RATE_LIMIT',
    'set it to requests/seconds, as 30/60, or off.',
  );

  const redisUrl = value('REDIS_URL');
  expect(
    redisUrl === undefined || (URL.canParse(redisUrl) && /^rediss?:$/.test(new URL(redisUrl).protocol)),
    'REDIS_URL',
    'set it to an address that begins with redis:// or rediss://.',
  );

  const path = value('TEAMS_EMBED_PATH') ?? '/token';
  expect(/^(\/[\w.~-]+)+$/.test(path), 'TEAMS_EMBED_PATH', 'set it to a path, as /token.');

  const port = value('PORT') ?? '8080';
  expect(/^\d+$/.test(port) && Number(port) <= 65_535, 'PORT', 'set it to a number from 0 to 65535.');

  const resource = readResource(value, emulator !== undefined, expect, problems);
  if (problems.length > 0) throw new CommandError(problems.join('\n'), 2);
  return {
    clientId,
    tenants,
    origins,
    resource,
    cloud: isCloud(cloud) ? cloud : 'public',
    rateLimit: limit === 'off' ? false : { requests: Number(requests), seconds: Number(seconds) },
    redisUrl,
    path,
    host: value('HOST'),
    port: Number(port),
    emulator,
  };
}

function readResource(
  value: (name: Variable) => string | undefined,
  withEmulator: boolean,
  expect: (right: boolean, name: Variable, remedy: string) => void,
  problems: string[],
): Settings['resource'] {
  const connectionString = value('COMMUNICATION_SERVICES_CONNECTION_STRING');
  const endpoint = value('COMMUNICATION_SERVICES_ENDPOINT');
  const [withKey, withIdentity] = [
    'COMMUNICATION_SERVICES_CONNECTION_STRING',
    'COMMUNICATION_SERVICES_ENDPOINT',
  ] as const;
  if (connectionString !== undefined && endpoint !== undefined) {
    problems.push(`${withKey} and ${withIdentity} are both there: take one away.`);
    return undefined;
  }
  if (connectionString !== undefined) {
    const right =
      /(^|;)\s*endpoint=https?:\/\/[^;]+/i.test(connectionString) && /;\s*accesskey=[^;]+/i.test(connectionString);
    expect(right, withKey, 'copy it from Keys in the Azure portal: endpoint=https://…;accesskey=….');
    return { connectionString };
  }
  if (endpoint !== undefined) {
    const right = URL.canParse(endpoint) && new URL(endpoint).protocol === 'https:';
    expect(right, withIdentity, 'set it to the resource’s address, as https://contoso.communication.azure.com.');
    return { endpoint };
  }
  if (!withEmulator) problems.push(`${withKey} is missing: set it, or ${withIdentity} for a managed identity.`);
  return undefined;
}

function isCloud(text: string): text is Cloud {
  return ['public', 'gcch', 'dod'].includes(text);
}

function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}
