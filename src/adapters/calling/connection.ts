import type { ConnectionStateChangedEvent } from '@azure/communication-calling';
import type { CommunicationTokenCredential } from '@azure/communication-common';
import type { ServiceCall } from '../../model/call.js';
import { TeamsError } from '../../model/teams-error.js';
import type { CallingEvents, DialRequest } from '../../ports/calling.js';
import type { Log } from '../../ports/ports.js';
import { CallCommands } from './call-commands.js';
import type { CallClient, CallingBackend, TeamsCall, TeamsCallAgent, TeamsIncomingCall } from './calling-backend.js';
import { type CallDevices, Devices } from './devices.js';
import { Listeners } from './listeners.js';
import { OwnVideo } from './own-video.js';
import { SdkCall } from './sdk-call.js';
import type { TimeLimits } from './time-limits.js';
import { toCallee } from './to-callee.js';
import { absent, toCaller } from './to-participant.js';
import { toNewCall } from './to-service-call.js';
import { toTeamsError } from './to-teams-error.js';
import { within } from './within.js';

/** What a connection is made of. */
export interface ConnectionParts {
  readonly backend: CallingBackend;
  readonly credential: CommunicationTokenCredential;
  readonly events: CallingEvents;
  readonly log: Log;
  readonly limits: TimeLimits;
}

/** One user's line to the call service: one client, one agent, and the calls that are up. */
export class Connection {
  readonly devices: Devices;
  readonly #parts: ConnectionParts;
  readonly #client: CallClient;
  readonly #listeners = new Listeners();
  readonly #calls = new Map<string, SdkCall>();
  #agent: TeamsCallAgent | undefined;
  #connected = false;
  #wasConnected = false;
  #closed = false;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    this.#client = new parts.backend.CallClient();
    this.devices = new Devices(this.#client, parts.log, parts.limits.devices);
  }

  /** Resolves when calls can be placed and received: not when there is an agent, which says nothing of that. */
  async open(signal: AbortSignal): Promise<void> {
    const late = (): TeamsError =>
      new TeamsError('call-service-unreachable', 'The call agent did not connect in time.');
    try {
      await within(this.#start(), { milliseconds: this.#parts.limits.connect, late, signal });
    } catch (cause) {
      throw toTeamsError(cause, 'call-service-unreachable');
    }
  }

  commands(id: string): CallCommands {
    const call = this.#calls.get(id);
    if (!call) throw new TeamsError('call-unknown', 'This call is over.');
    return new CallCommands(call, this.devices, this.#parts.limits);
  }

  /** Whether calls can be placed right now. */
  get connected(): boolean {
    return this.#connected && !this.#closed;
  }

  dial({ id, party }: DialRequest, { camera }: CallDevices): void {
    if (!this.#agent || !this.connected) throw new TeamsError('call-service-unreachable');
    const call = this.#newCall(toNewCall(id, 'Outgoing', 'None', [absent(party.id)]));
    try {
      // One callee, always with options: the SDK takes a thread only for several, and fails without options.
      call.follow(this.#agent.startCall(toCallee(party), call.ownVideo.options(camera)));
    } catch (cause) {
      this.#calls.delete(id);
      call.ownVideo.close();
      throw toTeamsError(cause, 'service-failed');
    }
  }

  /** Tells of what a call has to do without. */
  report(callId: string, failure: TeamsError | undefined): void {
    if (failure) this.#tell(() => this.#parts.events.failure(callId, failure));
  }

  /** Lets everything go. From here on nothing is told to anybody. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#listeners.end();
    const farewells = [...this.#calls.values()].map((call) => call.leave());
    this.#calls.clear();
    const said = Promise.allSettled(farewells);
    await within(said, { milliseconds: this.#parts.limits.farewell }).catch(
      this.#note('calls were not hung up in time'),
    );
    await this.#client.dispose().catch(this.#note('call client was not disposed'));
    this.#parts.credential.dispose();
  }

  async #start(): Promise<void> {
    const agent = await this.#client.createTeamsCallAgent(this.#parts.credential);
    if (this.#closed) return;
    this.#agent = agent;
    await new Promise<void>((resolve, reject) => {
      const changed: ConnectionStateChangedEvent = ({ newValue, reason }) => {
        this.#setConnected(newValue === 'Connected');
        if (newValue === 'Connected') resolve();
        if (reason !== 'invalidToken') return;
        if (this.#wasConnected) this.#tell(() => this.#parts.events.tokenRejected());
        else reject(new TeamsError('token-rejected'));
      };
      this.#listeners.add(agent, 'incomingCall', ({ incomingCall }: { incomingCall: TeamsIncomingCall }) => {
        this.#ring(incomingCall);
      });
      this.#listeners.add(agent, 'callsUpdated', (changes: CallsUpdated) => void this.#update(changes));
      this.#listeners.add(agent, 'connectionStateChanged', changed);
      if (agent.connectionState === 'Connected') changed({ oldValue: 'Disconnected', newValue: 'Connected' });
    });
  }

  #setConnected(connected: boolean): void {
    if (connected === this.#connected) return;
    this.#connected = connected;
    this.#wasConnected ||= connected;
    this.#tell(() => this.#parts.events.connected(connected));
  }

  #ring(incoming: TeamsIncomingCall): void {
    const caller = toCaller(incoming.callerInfo);
    const call = this.#newCall(toNewCall(crypto.randomUUID(), 'Incoming', 'Ringing', caller ? [caller] : []));
    call.ring(incoming);
  }

  /** The agent also lists calls that we know, or are about to know: those that we start and those that we answer. */
  async #update({ added, removed }: CallsUpdated): Promise<void> {
    for (const gone of removed) this.#find(gone)?.look();
    await Promise.allSettled([...this.#calls.values()].flatMap((call) => call.accepting ?? []));
    for (const call of added) {
      if (this.#closed || this.#find(call) || call.state === 'Disconnected') continue;
      const caller = toCaller(call.callerInfo);
      const known = call.direction === 'Incoming' && caller ? [caller] : [];
      this.#newCall(toNewCall(crypto.randomUUID(), call.direction, call.state, known)).follow(call);
    }
  }

  #find(call: TeamsCall): SdkCall | undefined {
    return [...this.#calls.values()].find((one) => one.call === call);
  }

  #newCall(first: ServiceCall): SdkCall {
    const { backend, events, log } = this.#parts;
    const call = new SdkCall(first, new OwnVideo(backend, log), {
      said: (now) => this.#tell(() => events.call(now)),
      ended: () => this.#calls.delete(first.id),
    });
    this.#calls.set(first.id, call);
    return call;
  }

  /** A listener that throws must not end what the SDK was about to tell the others. */
  #tell(tell: () => void): void {
    try {
      tell();
    } catch (cause) {
      this.#parts.log.error('a listener to calls threw', cause);
    }
  }

  #note(line: string): (cause: unknown) => void {
    return (cause) => this.#parts.log.warn(line, cause);
  }
}

interface CallsUpdated {
  readonly added: readonly TeamsCall[];
  readonly removed: readonly TeamsCall[];
}
