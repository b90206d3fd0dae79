import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { EndReason, HubEvent, HubFrame, HubRequest } from '../../../src/emulator/hub/protocol.js';
import type { WorldUser } from '../../../src/emulator/world/world.js';
import { until } from '../../until.js';
import { aToken } from './a-token.js';

type EventOf<K extends HubEvent['kind']> = Extract<HubEvent, { readonly kind: K }>;
type Welcome = Extract<HubFrame, { readonly kind: 'welcome' }>;

/** One page, as the hub sees it: a socket that says hello, asks and is told. */
export class Client {
  readonly frames: HubFrame[] = [];
  readonly socket: WebSocket;

  constructor(url: string) {
    this.socket = new WebSocket(url);
    this.socket.on('message', (data: Buffer) => this.frames.push(JSON.parse(data.toString()) as HubFrame));
    // A refused or broken line closes next, and tests look at that.
    this.socket.on('error', () => undefined);
  }

  get events(): readonly HubEvent[] {
    return this.frames.flatMap((frame) => (frame.kind === 'event' ? [frame.event] : []));
  }

  get welcome(): Welcome | undefined {
    return this.frames.find((frame) => frame.kind === 'welcome');
  }

  get seen(): number {
    return this.frames.reduce((seen, frame) => (frame.kind === 'event' ? frame.number : seen), 0);
  }

  async hello(token: string, resume?: { readonly session: string; readonly seen: number }): Promise<void> {
    if (this.socket.readyState !== WebSocket.OPEN) await once(this.socket, 'open');
    this.socket.send(JSON.stringify({ kind: 'hello', token, seen: 0, ...resume }));
  }

  /** Asks, and gives the reason of a refusal. */
  async request(request: HubRequest, id: string = randomUUID()): Promise<EndReason | undefined> {
    const before = this.frames.length;
    this.socket.send(JSON.stringify({ kind: 'request', id, request }));
    const answer = await until(
      () => this.frames.slice(before).find((frame) => frame.kind === 'answer' && frame.id === id),
      `${request.kind} is answered`,
    );
    return answer.kind === 'answer' ? answer.error : undefined;
  }

  /** The first event of this kind, as soon as it is there; with `like` the first one that is so. */
  told<K extends HubEvent['kind']>(kind: K, like: (event: EventOf<K>) => boolean = () => true): Promise<EventOf<K>> {
    return until(
      () => this.events.filter((event): event is EventOf<K> => event.kind === kind).find(like),
      `the hub tells ${kind}`,
    );
  }

  count(kind: HubEvent['kind']): number {
    return this.events.filter((event) => event.kind === kind).length;
  }

  async dial(to: string): Promise<string> {
    const clientCallId = randomUUID();
    await this.request({ kind: 'start', clientCallId, to, muted: false, video: false });
    return (await this.told('placed', (event) => event.clientCallId === clientCallId)).callId;
  }

  /** How a call ended here, as `code/subCode`. */
  async ended(kind: 'ended' | 'incomingEnded', callId: string): Promise<string> {
    const { reason } = await this.told(kind, (event) => event.callId === callId);
    return `${reason.code}/${reason.subCode}`;
  }
}

/** A page that has been let in. */
export async function signIn(url: string, user: WorldUser, token: string = aToken(user)): Promise<Client> {
  const client = new Client(url);
  await client.hello(token);
  await until(() => client.welcome, `${user.displayName} is let in`);
  return client;
}
