import type { Call, CallEnd, Participant, ServiceCall } from '../src/model/call.js';
import type { Person, User } from '../src/model/person.js';
import type { Settings } from '../src/model/settings.js';
import { TeamsError, type TeamsErrorDetail } from '../src/model/teams-error.js';
import type { TeamsErrorCode } from '../src/model/error-codes.js';
import type { CallingEvents, CallingPort, DialRequest } from '../src/ports/calling.js';
import type { IdentityPort } from '../src/ports/identity.js';
import type { PeoplePort } from '../src/ports/people.js';
import type { Clock, Ports } from '../src/ports/ports.js';
import { Session } from '../src/session/session.js';
import type { SessionState } from '../src/session/state.js';

// Sessions in a state that is written by hand, over ports that record what they are asked. For stories and tests of
// elements; whole flows run against the emulator.

/** When everything in these samples happens: a Monday morning, in milliseconds since 1970. */
export const NOW = Date.UTC(2026, 8, 7, 9, 30);

export const aSettings: Settings = {
  clientId: '11111111-2222-4333-8444-555555555555',
  cloud: 'public',
  authority: 'https://login.example/organizations',
  tokenUrl: 'https://crm.example/token',
  redirectUri: `${globalThis.location?.origin ?? 'https://crm.example'}/teams-embed-redirect.html`,
  loginHint: undefined,
  signIn: 'popup',
  country: 'US',
  locale: undefined,
  inbound: 'ring',
  emulator: undefined,
};

export const aUser: User = {
  id: 'a0000000-0000-4000-8000-000000000001',
  tenantId: 'f0000000-0000-4000-8000-000000000001',
  displayName: 'Alice Vance',
  userPrincipalName: 'alice@fabrikam.example',
  mail: 'alice@fabrikam.example',
  jobTitle: 'Sales',
  usageLocation: 'US',
  phonePlan: true,
};

export const aPerson: Person = {
  id: 'a0000000-0000-4000-8000-000000000002',
  displayName: 'Megan Bowen',
  userPrincipalName: 'megan@fabrikam.example',
  mail: 'megan@fabrikam.example',
  jobTitle: 'Marketing Manager',
};

/** Megan, in a call. */
export const aParticipant: Participant = {
  id: `8:orgid:${aPerson.id}`,
  displayName: undefined,
  state: 'Connected',
  muted: false,
  speaking: false,
  video: false,
};

/** Somebody on the telephone. */
export const aCaller: Participant = { ...aParticipant, id: '4:+14255550100' };

/** Alice's call to Megan, connected for 83 seconds. */
export const aCall: Call = {
  id: 'call-1',
  direction: 'Outgoing',
  kind: 'teams',
  state: 'Connected',
  participants: [aParticipant],
  muted: false,
  video: false,
  end: undefined,
  startedAt: NOW - 90_000,
  connectedAt: NOW - 83_000,
  endedAt: undefined,
  to: aPerson.id,
  name: undefined,
  record: undefined,
  threadId: '19:thread@unq.gbl.spaces',
  toastHidden: false,
};

/** Megan's call to Alice, ringing. */
export const aRingingCall: Call = {
  ...aCall,
  id: 'call-2',
  direction: 'Incoming',
  state: 'Ringing',
  startedAt: NOW - 2_000,
  connectedAt: undefined,
  to: undefined,
  name: undefined,
  threadId: undefined,
};

export const anEnd: CallEnd = { reason: 'completed', by: 'remote', code: 0, subCode: 0, error: undefined };

/** The call with Megan when it was over. */
export const anEndedCall: Call = { ...aCall, state: 'Disconnected', endedAt: NOW, end: anEnd };

/** Somebody is signed in and calls can be made. */
export const signedIn: Partial<SessionState> = {
  settings: aSettings,
  status: 'ready',
  user: aUser,
  connected: true,
  phoneCallsAllowed: true,
  people: { [aPerson.id]: aPerson },
};

export function anError(code: TeamsErrorCode, message?: string): TeamsErrorDetail {
  return new TeamsError(code, message).detail;
}

/** A session that is signed in, but for what `state` says, over the ports of `somePorts`, but for what `ports` says. */
export function aSession(state: Partial<SessionState> = {}, ports: Partial<Ports> = {}): Session {
  return new Session({ ...somePorts(), ...ports }, { ...signedIn, ...state });
}

/** A clock that stands still until it is moved. */
export class AClock implements Clock {
  #now: number;
  #waiting: { readonly at: number; readonly callback: () => void }[] = [];

  constructor(now = NOW) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const entry = { at: this.#now + milliseconds, callback };
    this.#waiting.push(entry);
    return () => void (this.#waiting = this.#waiting.filter((other) => other !== entry));
  }

  /** How many are waiting for a time to come. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Lets time pass, and calls back whoever waited for it, in order. */
  pass(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const next = this.#waiting.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#now = next.at;
      this.#waiting = this.#waiting.filter((other) => other !== next);
      next.callback();
    }
    this.#now = end;
  }
}

/** A calling service that records what it is asked. What a call does next is told by `deliver`. */
export class ACallingPort implements CallingPort {
  /** What was asked: the command, then what it was asked with. */
  readonly asked: (readonly unknown[])[] = [];
  /** The next command of this name rejects with this error. */
  readonly refusals = new Map<string, TeamsError>();
  stream: CallingPort['stream'] = () => Promise.reject(new TeamsError('video-failed'));
  #events: CallingEvents | undefined;

  connect(_token: unknown, events: CallingEvents): Promise<void> {
    this.#events = events;
    events.connected(true);
    return Promise.resolve();
  }

  /** Tells the session of a call, as the service would. */
  deliver(call: ServiceCall): void {
    this.#told.call(call);
  }

  /** Tells the session whether the line stands, as the service would. */
  tellLine(connected: boolean): void {
    this.#told.connected(connected);
  }

  get #told(): CallingEvents {
    if (!this.#events) throw new Error('Nobody has connected to this calling service.');
    return this.#events;
  }

  dial(request: DialRequest): Promise<void> {
    return this.#ask('dial', request);
  }

  answer(id: string, video: boolean): Promise<void> {
    return this.#ask('answer', id, video);
  }

  reject(id: string): Promise<void> {
    return this.#ask('reject', id);
  }

  hangUp(id: string): Promise<void> {
    return this.#ask('hangUp', id);
  }

  mute(id: string): Promise<void> {
    return this.#ask('mute', id);
  }

  unmute(id: string): Promise<void> {
    return this.#ask('unmute', id);
  }

  startVideo(id: string): Promise<void> {
    return this.#ask('startVideo', id);
  }

  stopVideo(id: string): Promise<void> {
    return this.#ask('stopVideo', id);
  }

  #ask(command: string, ...what: readonly unknown[]): Promise<void> {
    this.asked.push([command, ...what]);
    const refusal = this.refusals.get(command);
    this.refusals.delete(command);
    return refusal ? Promise.reject(refusal) : Promise.resolve();
  }
}

/** Somebody who signs in as soon as they are asked, as Alice. */
export const anIdentity: IdentityPort = {
  restore: () => Promise.resolve(undefined),
  signIn: () => Promise.resolve(aUser),
  signOut: () => Promise.resolve(),
  consent: () => Promise.resolve(),
  token: () => Promise.resolve('token'),
  followAccount: () => () => {},
};

/** A directory of two. */
export const aDirectory: PeoplePort = {
  me: () => Promise.resolve(aUser),
  person: (idOrAddress) =>
    [aPerson.id, aPerson.userPrincipalName].includes(idOrAddress)
      ? Promise.resolve(aPerson)
      : Promise.reject(new TeamsError('person-unknown')),
  photo: () => Promise.resolve(undefined),
};

/** A world in which everything works and nothing happens by itself. */
export function somePorts(): Ports {
  const calling = new ACallingPort();
  return {
    identity: () => Promise.resolve(anIdentity),
    tokenService: () =>
      Promise.resolve({ exchange: () => Promise.resolve({ token: 'acs', expiresOn: NOW + 24 * 3_600_000 }) }),
    calling: () => Promise.resolve(calling),
    people: () => Promise.resolve(aDirectory),
    chat: () => Promise.resolve({ createOneOnOne: () => Promise.resolve('19:thread@unq.gbl.spaces') }),
    numbers: () =>
      Promise.resolve({
        parse: (input) => ({ phoneNumber: input.replace(/[^+\d]/g, ''), emergency: false }),
        format: (phoneNumber) => phoneNumber,
      }),
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    clock: new AClock(),
  };
}
