import { randomBytes } from 'node:crypto';
import { ShapeError, list, matching, oneOf, orNull, text } from '../world/shape.js';
import type { WorldUser } from '../world/world.js';
import type { GraphAnswer, GraphEndpoint, GraphRequest } from './endpoint.js';
import { GraphError } from './graph-error.js';
import { findInTenant } from './users.js';

interface Chat {
  readonly id: string;
  readonly topic: string | null;
  readonly createdDateTime: string;
  readonly lastUpdatedDateTime: string;
  readonly chatType: 'oneOnOne' | 'group';
}

/** The chats that were made since the world began. */
export class Chats {
  readonly #made = new Map<string, Chat>();

  readonly endpoints: readonly GraphEndpoint[] = [
    {
      method: 'POST',
      path: '/chats',
      scopes: ['Chat.Create', 'Chat.ReadWrite'],
      answer: (request) => this.#create(request),
    },
  ];

  clear(): void {
    this.#made.clear();
  }

  #create(request: GraphRequest): GraphAnswer {
    const { chatType, topic, members } = readChat(request);
    if (!members.includes(request.caller.user)) {
      throw new GraphError(403, 'Forbidden', 'The caller has to be one of the members of the new chat.');
    }
    const chat = chatType === 'oneOnOne' ? this.#oneOnOne(members) : this.#make(groupId(), chatType, topic);
    return {
      status: 201,
      body: { '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#chats/$entity', ...chat },
    };
  }

  /** Two people have one chat, however often it is made. */
  #oneOnOne(members: readonly WorldUser[]): Chat {
    const ids = members.map(({ id }) => id).sort();
    const id = `19:${ids.join('_')}@unq.gbl.spaces`;
    return this.#made.get(id) ?? this.#make(id, 'oneOnOne', null);
  }

  #make(id: string, chatType: Chat['chatType'], topic: string | null): Chat {
    const now = new Date().toISOString();
    const chat = { id, topic, createdDateTime: now, lastUpdatedDateTime: now, chatType };
    this.#made.set(id, chat);
    return chat;
  }
}

interface AskedChat {
  readonly chatType: Chat['chatType'];
  readonly topic: string | null;
  readonly members: readonly WorldUser[];
}

const binding = matching(
  /^https:\/\/(?:graph\.microsoft\.com|(?:dod-)?graph\.microsoft\.us)\/(v1\.0|beta)\/users(\('[^']+'\)|\/[^/?]+)$/,
  `an address such as https://graph.microsoft.com/v1.0/users('…')`,
);

function readChat(request: GraphRequest): AskedChat {
  try {
    const body = objectOf(request.body, 'the body');
    const chatType = oneOf(['oneOnOne', 'group'])(body['chatType'], 'chatType');
    const topic = orNull(text)(body['topic'] ?? null, 'topic');
    const members = list((value, path) => readMember(request, objectOf(value, path), path))(body['members'], 'members');
    if (chatType === 'oneOnOne' && new Set(members).size !== 2) {
      throw new ShapeError('members', 'a oneOnOne chat has two different members');
    }
    if (chatType === 'group' && new Set(members).size < 2) {
      throw new ShapeError('members', 'a group chat has two members or more');
    }
    return { chatType, topic, members };
  } catch (cause) {
    if (cause instanceof ShapeError) throw new GraphError(400, 'BadRequest', `Invalid request body. ${cause.message}.`);
    throw cause;
  }
}

function readMember({ world, caller }: GraphRequest, member: Fields, path: string): WorldUser {
  const bound = binding(member['user@odata.bind'], `${path}.user@odata.bind`);
  list(oneOf(['owner', 'guest']))(member['roles'], `${path}.roles`);
  const key = decodeURIComponent(/users(?:\('([^']+)'\)|\/(.+))$/.exec(bound)?.slice(1).find(Boolean) ?? '');
  const tenantId = typeof member['tenantId'] === 'string' ? member['tenantId'] : caller.user.tenantId;
  const user = findInTenant(world, tenantId, key);
  if (user) return user;
  throw new GraphError(404, 'NotFound', `The member '${key}' was not found in the directory.`);
}

type Fields = Readonly<Record<string, unknown>>;

/** Graph leaves fields that it does not know alone, so nothing is said about them here. */
function objectOf(value: unknown, path: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new ShapeError(path, 'expected an object');
}

function groupId(): string {
  return `19:${randomBytes(16).toString('hex')}@thread.v2`;
}
