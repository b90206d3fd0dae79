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
  readonly #agent: Promise<TeamsCallAgent>;
  /** Settles with the first connection, or when there will be none. */
  readonly #up: Promise<void>;
  #connected = false;
  #wasConnected = false;
  /** Whether the service does not take our token right now. */
  #refused = false;
  #closed = false;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    this.#client = new parts.backend.CallClient();
    this.devices = new Devices(this.#client, parts.log, parts.limits.devices);
    this.#agent = this.#client.createTeamsCallAgent(parts.credential);
    this.#up = this.#connect();
    this.#up.catch(() => {}); // whoever waits for it is told
  }

  /**
   * Resolves when calls can be placed and received: not when there is an agent, which says nothing of that. It may be
   * waited for again after it was late: the agent goes on trying.
   */
  async untilConnected(signal: AbortSignal): Promise<void> {
    const late = (): TeamsError => unreachable('The call agent did not connect in time.');
    await asTeamsError(within(this.#up, { milliseconds: this.#parts.limits.connect, late, signal }));
  }

  commands(id: string): CallCommands {
    const call = this.#calls.get(id);
    if (!call) throw new TeamsError('call-unknown', 'This call is over.');
    return new CallCommands(call, this.devices, this.#parts.limits);
  }

  /** Whether there is nothing to keep: an agent that never worked, and no call. */
  get idle(): boolean {
    return !this.#wasConnected && this.#calls.size === 0;
  }

  /**
   * Places a call, also while the agent is not connected: the SDK then ends it in a few seconds, and says why. Only an
   * agent that is not there yet cannot be asked, and it is not waited for longer than a person would.
   */
  async dial(request: DialRequest, signal: AbortSignal): Promise<void> {
    const late = (): TeamsError => unreachable('There was no call agent in time.');
    const [agent, devices] = await Promise.all([
      asTeamsError(within(this.#agent, { milliseconds: this.#parts.limits.dial, late, signal })),
      within(this.devices.forCall(request.video), { signal }),
    ]);
    if (this.#closed) throw new TeamsError('aborted');
    if (this.#refused) throw new TeamsError('token-rejected');
    this.#start(agent, request, devices);
    this.report(request.id, devices.failure);
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

  #start(agent: TeamsCallAgent, { id, party }: DialRequest, { camera }: CallDevices): void {
    const call = this.#newCall(toNewCall(id, 'Outgoing', 'None', [absent(party.id)]));
    try {
      // One callee, always with options: the SDK takes a thread only for several, and fails without options.
      call.follow(agent.startCall(toCallee(party), call.ownVideo.options(camera)));
    } catch (cause) {
      this.#calls.delete(id);
      call.ownVideo.close();
      throw toTeamsError(cause, 'service-failed');
    }
  }

  async #connect(): Promise<void> {
    const agent = await this.#agent;
    if (this.#closed) return;
    await new Promise<void>((resolve, reject) => {
      const changed: ConnectionStateChangedEvent = ({ newValue, reason }) => {
        this.#refused = reason === 'invalidToken';
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

function unreachable(message: string): TeamsError {
  return new TeamsError('call-service-unreachable', message);
}

async function asTeamsError<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (cause) {
    throw toTeamsError(cause, 'call-service-unreachable');
  }
}

interface CallsUpdated {
  readonly added: readonly TeamsCall[];
  readonly removed: readonly TeamsCall[];
}
