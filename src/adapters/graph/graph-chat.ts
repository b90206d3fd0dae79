import { TeamsError } from '../../model/teams-error.js';
import type { ChatPort } from '../../ports/chat.js';
import type { GraphClient } from './graph-client.js';

/** Chats of Teams, through Graph. */
export class GraphChat implements ChatPort {
  readonly #graph: GraphClient;

  constructor(graph: GraphClient) {
    this.#graph = graph;
  }

  /** Graph answers the same pair with the same chat, so nothing has to be looked up first. */
  async createOneOnOne(userId: string, otherUserId: string, signal?: AbortSignal): Promise<string> {
    const chat = { chatType: 'oneOnOne', members: [userId, otherUserId].map((id) => member(id, this.#graph.origin)) };
    const answer = await this.#graph.ask('chat', '/chats', (request) => request.post(chat), signal);
    if (typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string') {
      return answer.id;
    }
    throw new TeamsError('service-failed', 'Graph created a chat but gave it no id.');
  }
}

function member(userId: string, graph: string): Readonly<Record<string, unknown>> {
  return {
    '@odata.type': '#microsoft.graph.aadUserConversationMember',
    roles: ['owner'],
    'user@odata.bind': `${graph}/v1.0/users('${userId.replaceAll("'", "''")}')`,
  };
}
