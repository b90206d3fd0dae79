import type { ConnectionState, ConnectionStateChangedReason } from '@azure/communication-calling';
import type { CallEvent, EndReason, HubEvent } from '../hub/protocol.js';
import type { CallLine, CallOptions } from './call-line.js';
import { CallingError } from './calling-error.js';
import type { DeviceManager } from './device-manager.js';
import { Emitter } from './emitter.js';
import { HubSocket } from './hub-socket.js';
import { identifierOf, rawIdOf, type Callee } from './identifier.js';
import { TeamsIncomingCall } from './incoming-call.js';
import { TeamsCall } from './teams-call.js';
import type { Updated } from './updated.js';
import { TokenWatch, type AccessToken, type TokenCredential } from './token-watch.js';

export interface TeamsCallAgentOptions {
  readonly hubUrl: string;
  /** The user's raw identifier. */
  readonly rawId: string;
  readonly credential: TokenCredential;
  readonly token: AccessToken;
  readonly devices: DeviceManager;
  readonly disposed: () => void;
}

interface Events {
  readonly incomingCall: { readonly incomingCall: TeamsIncomingCall };
  readonly callsUpdated: Updated<TeamsCall>;
  readonly connectionStateChanged: {
    readonly newValue: ConnectionState;
    readonly oldValue: ConnectionState;
    readonly reason?: ConnectionStateChangedReason;
  };
}

/** A call that rings here, and how its caller's media is to be reached, for when it is accepted. */
interface Ringing {
  readonly incomingCall: TeamsIncomingCall;
  readonly signals: CallEvent[];
}

/** What happened to calls that the hub does not remember. */
const lostReason: EndReason = { code: 496, subCode: 7, message: 'Call dropped because the network was lost.' };

/** What a call is started with. A thread is for several only. */
export interface StartOptions extends CallOptions {
  readonly threadId?: string;
}

/** A signed-in user who can call and be called. */
export class TeamsCallAgent extends Emitter<Events> {
  readonly kind = 'TeamsCallAgent';
  /** Settles when the hub has answered for the first time, or cannot be reached. */
  readonly settled: Promise<void>;
  readonly #options: TeamsCallAgentOptions;
  readonly #socket: HubSocket;
  readonly #line: CallLine;
  readonly #tokens: TokenWatch;
  readonly #incoming = new Map<string, Ringing>();
  #calls: readonly TeamsCall[] = [];
  #connectionState: ConnectionState = 'Disconnected';
  #tokenExpired = false;
  #disposed = false;

  constructor(options: TeamsCallAgentOptions) {
    super(['incomingCall', 'callsUpdated', 'connectionStateChanged'], { on: 40205, off: 40206 });
    this.#options = options;
    let settle = (): void => {};
    this.settled = new Promise((settled) => (settle = settled));
    this.#socket = new HubSocket({
      url: options.hubUrl,
      token: async () => (await options.credential.getToken()).token,
      event: (event) => this.#receive(event),
      lost: () => this.#endAll(lostReason),
      connection: (connected, reason) => {
        this.#setConnectionState(connected && !this.#tokenExpired, reason);
        settle();
      },
    });
    this.#line = {
      devices: options.devices,
      connected: () => this.#socket.connected,
      request: (request) => this.#socket.request(request),
      ended: (call) => this.#remove(call),
    };
    this.#tokens = new TokenWatch(options.credential, options.token, (token) => this.#renew(token));
  }

  get connectionState(): ConnectionState {
    return this.#connectionState;
  }

  get calls(): readonly TeamsCall[] {
    return this.#calls;
  }

  /** Returns at once. How the call fares, its state says. */
  startCall(participant: Callee | readonly Callee[], options?: StartOptions): TeamsCall {
    const to = rawIdOf(calleeOf(participant, options));
    const clientCallId = crypto.randomUUID();
    const call = new TeamsCall(this.#line, clientCallId, 'Outgoing', { identifier: undefined }, options ?? {});
    this.#add(call);
    // The page gets its call in state None, and can listen before anything happens.
    queueMicrotask(() => call.begin((muted, video) => ({ kind: 'start', clientCallId, to, muted, video })));
    return call;
  }

  async dispose(): Promise<void> {
    if (this.#disposed) throw new CallingError(409, 40204, 'This call agent was disposed already.');
    this.#disposed = true;
    this.#options.disposed();
    this.#tokens.stop();
    this.#socket.close();
    this.#endAll({ code: 0, subCode: 0, message: 'Call ended because the call agent was disposed.' });
    this.#setConnectionState(false);
  }

  #receive(event: HubEvent): void {
    switch (event.kind) {
      case 'tokenExpired':
      case 'tokenAccepted':
        this.#tokenExpired = event.kind === 'tokenExpired';
        return this.#setConnectionState(!this.#tokenExpired, this.#tokenExpired ? 'invalidToken' : undefined);
      case 'incoming':
        return this.#ring(event);
      case 'incomingEnded':
        this.#incoming.get(event.callId)?.incomingCall.end(event.reason);
        this.#incoming.delete(event.callId);
        return undefined;
      case 'placed': {
        const call = this.#calls.find(({ id }) => id === event.clientCallId);
        if (call) return call.receive(event);
        // It ended here before the hub had a name for it.
        this.#socket.request({ kind: 'hangUp', callId: event.callId }).catch(() => undefined);
        return undefined;
      }
      case 'signal':
        this.#incoming.get(event.callId)?.signals.push(event);
        return this.#calls.find(({ id }) => id === event.callId)?.receive(event);
      default:
        return this.#calls.find(({ id }) => id === event.callId)?.receive(event);
    }
  }

  #ring({ callId, from }: Extract<HubEvent, { readonly kind: 'incoming' }>): void {
    const { rawId, displayName } = from;
    const callerInfo = { identifier: identifierOf(rawId), ...(displayName !== undefined && { displayName }) };
    const incomingCall = new TeamsIncomingCall(
      {
        accept: (incoming, options) => this.#accept(incoming, options),
        reject: async ({ id }) => {
          await this.#socket.request({ kind: 'reject', callId: id });
        },
      },
      callId,
      callerInfo,
    );
    this.#incoming.set(callId, { incomingCall, signals: [] });
    this.emit('incomingCall', { incomingCall });
  }

  #accept({ id, callerInfo }: TeamsIncomingCall, options: CallOptions): TeamsCall {
    const signals = this.#incoming.get(id)?.signals ?? [];
    this.#incoming.delete(id);
    const call = new TeamsCall(this.#line, id, 'Incoming', callerInfo, options);
    this.#add(call);
    call.begin((muted, video) => ({ kind: 'accept', callId: id, muted, video }));
    for (const signal of signals) call.receive(signal);
    return call;
  }

  #add(call: TeamsCall): void {
    this.#calls = [...this.#calls, call];
    queueMicrotask(() => this.emit('callsUpdated', { added: [call], removed: [] }));
  }

  #remove(call: TeamsCall): void {
    if (!this.#calls.includes(call)) return;
    this.#calls = this.#calls.filter((one) => one !== call);
    this.emit('callsUpdated', { added: [], removed: [call] });
  }

  #endAll(reason: EndReason): void {
    for (const call of this.#calls) call.finish(reason);
    for (const { incomingCall } of this.#incoming.values()) incomingCall.end(reason);
    this.#incoming.clear();
  }

  #renew(token: string): void {
    // A token that is not accepted shows in the connection state; without a line the next hello carries it.
    if (this.#socket.connected) this.#socket.request({ kind: 'renew', token }).catch(() => undefined);
  }

  #setConnectionState(connected: boolean, reason?: ConnectionStateChangedReason): void {
    const oldValue = this.#connectionState;
    const newValue = connected ? 'Connected' : 'Disconnected';
    // An agent that never connected has no other way to say that it is the token.
    if (newValue === oldValue && reason !== 'invalidToken') return;
    this.#connectionState = newValue;
    this.emit('connectionStateChanged', { newValue, oldValue, ...(reason && { reason }) });
  }
}

/** The one who is called. Calls to several come with the first element that makes them. */
function calleeOf(participant: Callee | readonly Callee[] | undefined, options: StartOptions | undefined): Callee {
  if (typeof participant !== 'object') throw new CallingError(400, 40226, 'There is nobody to call.');
  if (!('length' in participant)) return participant;
  const [callee] = participant;
  // The SDK trips over what is not there, as it reads the thread of the options.
  if (!callee || (participant.length > 1 && !options)) throw new CallingError(500, 41001, 'StartCall failed');
  if (options?.threadId !== undefined) throw new CallingError(400, 40213, 'A call to one has no thread.');
  return callee;
}
