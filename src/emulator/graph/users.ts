import type { World, WorldUser } from '../world/world.js';
import type { Caller } from './caller.js';
import type { GraphAnswer, GraphEndpoint, GraphRequest } from './endpoint.js';
import { GraphError, userNotFound } from './graph-error.js';
import { filterTest, ordered, searchTest } from './user-query.js';
import { userBody } from './user-properties.js';

const root = 'https://graph.microsoft.com/v1.0';
const others = ['User.ReadBasic.All', 'User.Read.All'];
const own = ['User.Read', ...others];
const usualPage = 100;
const largestPage = 999;

export const userEndpoints: readonly GraphEndpoint[] = [
  {
    method: 'GET',
    path: '/me',
    scopes: own,
    answer: ({ caller, query }) => oneUser(caller.user, query),
  },
  { method: 'GET', path: '/users', scopes: others, answer: listUsers },
  {
    method: 'GET',
    path: '/users/{user}',
    scopes: others,
    ownScopes: own,
    answer: ({ world, caller, query }, parameter) => oneUser(knownUser(world, caller, parameter('user')), query),
  },
];

/** A user of the caller's own tenant, by id or address; a 404 as Graph answers it where there is none. */
export function knownUser(world: World, caller: Caller, key: string): WorldUser {
  const user = findInTenant(world, caller.user.tenantId, key);
  if (!user) throw userNotFound(key);
  return user;
}

export function findInTenant(world: World, tenantId: string, key: string): WorldUser | undefined {
  const wanted = key.toLowerCase();
  return world.users.find(
    (user) => user.tenantId === tenantId && (user.id === wanted || user.userPrincipalName.toLowerCase() === wanted),
  );
}

function oneUser(user: WorldUser, query: URLSearchParams): GraphAnswer {
  return {
    status: 200,
    body: { '@odata.context': `${root}/$metadata#users/$entity`, ...userBody(user, query.get('$select')) },
  };
}

function listUsers({ world, caller, query, headers }: GraphRequest): GraphAnswer {
  if (caller.user.userType === 'Guest') {
    throw new GraphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
  }
  // Graph answers searches, and sorted filters, only to those who say that they can live with slightly old results.
  const eventual = headers.get('consistencylevel')?.toLowerCase() === 'eventual';
  refuseUnsupported(query, eventual);

  const members = world.users.filter(({ tenantId }) => tenantId === caller.user.tenantId);
  const search = query.get('$search');
  const filter = query.get('$filter');
  const tests = [...(search === null ? [] : [searchTest(search)]), ...(filter === null ? [] : [filterTest(filter)])];
  const found = ordered(
    members.filter((user) => tests.every((test) => test(user))),
    query.get('$orderby'),
  );

  const start = startOf(query);
  const end = start + pageSize(query);
  return {
    status: 200,
    body: {
      '@odata.context': `${root}/$metadata#users`,
      ...(eventual && query.get('$count') === 'true' ? { '@odata.count': found.length } : {}),
      ...(end < found.length ? { '@odata.nextLink': nextLink(query, end) } : {}),
      value: found.slice(start, end).map((user) => userBody(user, query.get('$select'))),
    },
  };
}

function refuseUnsupported(query: URLSearchParams, eventual: boolean): void {
  if (query.has('$skip')) {
    throw new GraphError(400, 'Request_BadRequest', "'$skip' is not supported by the service.");
  }
  if (eventual) return;
  const sortedFilter = query.has('$filter') && query.has('$orderby');
  if (!query.has('$search') && !sortedFilter) return;
  const parameter = query.has('$search') ? '$search' : '$orderby';
  throw new GraphError(
    400,
    'Request_UnsupportedQuery',
    `Request with ${parameter} query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'`,
  );
}

function pageSize(query: URLSearchParams): number {
  const asked = query.get('$top');
  if (asked === null) return usualPage;
  const size = Number(asked);
  if (Number.isInteger(size) && size >= 1 && size <= largestPage) return size;
  throw new GraphError(
    400,
    'Request_UnsupportedQuery',
    `Invalid page size specified: '${asked}'. Must be between 1 and ${largestPage} inclusive.`,
  );
}

/** Where the page begins: a `$skiptoken` is nothing that a client should be able to read. */
function startOf(query: URLSearchParams): number {
  const token = query.get('$skiptoken');
  if (token === null) return 0;
  const start = /^from:(\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1];
  if (start !== undefined) return Number(start);
  throw new GraphError(
    400,
    'Directory_ExpiredPageToken',
    'The specified page token value has expired and can no longer be included in your request.',
  );
}

/** Always to Graph's own address: the client library reads no other. */
function nextLink(query: URLSearchParams, start: number): string {
  const next = new URLSearchParams(query);
  next.set('$skiptoken', Buffer.from(`from:${start}`).toString('base64url'));
  return `${root}/users?${next.toString().replaceAll('%24', '$').replaceAll('+', '%20')}`;
}
