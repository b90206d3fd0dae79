import type { HostSignIn } from '../../src/model/host-sign-in.js';
import type { Feature } from '../../src/model/permissions.js';
import type { Account, IdentityPort } from '../../src/ports/identity.js';
import type { CallingEvents, CallingPort, DialRequest } from '../../src/ports/calling.js';
import type { Ports } from '../../src/ports/ports.js';
import type { CommunicationToken } from '../../src/ports/token-service.js';
import type { ServiceCall } from '../../src/model/call.js';
import { TeamsError, type TeamsErrorDetail } from '../../src/model/teams-error.js';
import { Session } from '../../src/session/session.js';
import { HandClock, settle } from './hand-clock.js';

export { settle } from './hand-clock.js';

export const ALICE = '11111111-0000-4000-8000-000000000001';
export const MEGAN = '22222222-0000-4000-8000-000000000002';

/** Settings that can work. */
export const SETTINGS = {
  clientId: 'c0ffee00-0000-4000-8000-00000000c11e',
  tokenUrl: 'https://crm.example/token',
  country: 'US',
};

/** The world around a session, played by hand: what was asked of it, and what it says. */
export class AWorld {
  readonly clock = new HandClock();
  readonly asked: string[] = [];
  readonly log: string[] = [];
  readonly events: Event[] = [];
  account: Account | undefined;
  /** What the person was asked to allow, window after window. */
  readonly askedToAllow: Feature[] = [];
  /** Whom tokens were asked for, and whether the page had to stay while people were asked. */
  readonly tokensFor: (string | undefined)[] = [];
  readonly stayed: boolean[] = [];
  /** What the page signs in with itself. */
  host: HostSignIn | undefined;
  /** What the next requests of a kind are refused with. */
  readonly refusals: Record<string, (() => unknown)[]> = {};
  tokenLifetime = 3_600_000;
  phonePlan: boolean | undefined;
  dialled: DialRequest | undefined;
  /** How often the weight of calling was loaded. */
  callingLoads = 0;
  calling: CallingEvents | undefined;
  callingSignal: AbortSignal | undefined;
  token: ((signal?: AbortSignal) => Promise<CommunicationToken>) | undefined;
  #follower: ((account: Account | undefined) => void) | undefined;
  #tokens = 0;
  readonly #listening = new AbortController();

  readonly ports: Ports = {
    identity: (_settings, host) => {
      this.host = host;
      return Promise.resolve(this.#identity);
    },
    tokenService: () => Promise.resolve({ exchange: (entraToken) => this.#exchange(entraToken) }),
    calling: () => {
      this.callingLoads += 1;
      return this.#answer('load calling', () => this.#calling);
    },
    people: () =>
      Promise.resolve({
        me: () =>
          this.#answer('me', () => ({
            id: this.account?.id ?? ALICE,
            displayName: 'Alice',
            userPrincipalName: 'alice@fabrikam.example',
            mail: undefined,
            jobTitle: 'Sales',
            usageLocation: 'US',
            phonePlan: this.phonePlan,
          })),
        person: (id) =>
          this.#answer(`person ${id}`, () => ({
            id: MEGAN,
            displayName: 'Megan Bowen',
            userPrincipalName: 'megan@fabrikam.example',
            mail: undefined,
            jobTitle: undefined,
          })),
        photo: (id) => this.#answer(`photo ${id}`, () => undefined),
      }),
    chat: () => Promise.resolve({ createOneOnOne: (a, b) => this.#answer(`chat ${a} ${b}`, () => '19:chat') }),
    numbers: () =>
      Promise.resolve({
        parse: (input) => {
          if (!/^[+\d ]+$/.test(input)) throw new TeamsError('number-invalid');
          return { phoneNumber: input === '911' ? input : `+${input.replace(/\D/g, '')}`, emergency: input === '911' };
        },
        format: (phoneNumber) => phoneNumber,
      }),
    log: {
      debug: (line) => this.log.push(`debug ${line}`),
      info: (line) => this.log.push(`info ${line}`),
      warn: (line) => this.log.push(`warn ${line}`),
      error: (line) => this.log.push(`error ${line}`),
    },
    clock: this.clock,
  };

  readonly session = new Session(this.ports);

  constructor() {
    for (const type of [
      'teams-session-change',
      'teams-sign-in-required',
      'teams-before-dial',
      'teams-call-started',
      'teams-call-ringing',
      'teams-call-connected',
      'teams-call-changed',
      'teams-call-ended',
      'teams-error',
    ]) {
      document.addEventListener(type, (event) => this.events.push(event), { signal: this.#listening.signal });
    }
  }

  close(): void {
    this.#listening.abort();
    localStorage.removeItem('teams-embed.signed-in');
  }

  refuse(what: string, ...errors: TeamsError[]): void {
    (this.refusals[what] ??= []).push(...errors.map((error) => () => Promise.reject(error)));
  }

  names(...types: string[]): string[] {
    return this.events.map(({ type }) => type).filter((type) => types.length === 0 || types.includes(type));
  }

  errors(): TeamsErrorDetail['code'][] {
    return this.events
      .filter((event) => event.type === 'teams-error')
      .map((event) => (event as unknown as TeamsErrorDetail).code);
  }

  /** Signs in and waits until the session is ready for calls. */
  async signedIn(): Promise<Session> {
    this.session.configure(SETTINGS);
    await settle();
    const signingIn = this.session.signIn();
    await this.clock.pass(0);
    await signingIn;
    await settle();
    return this.session;
  }

  signInLate(): void {
    this.account = this.#alice;
    this.#follower?.(this.#alice);
  }

  /** Somebody signs in or out elsewhere. */
  changeAccount(account: Account | undefined): void {
    this.account = account;
    this.#follower?.(account);
  }

  /** Lets the service say something of a call. */
  tell(call: Partial<ServiceCall> & { readonly id: string }): void {
    this.calling?.call({ ...A_CALL, ...call });
  }

  readonly #alice: Account = {
    id: ALICE,
    tenantId: 't',
    displayName: 'Alice',
    userPrincipalName: 'alice@fabrikam.example',
  };
  /** Whom the next window signs in. */
  signsInAs = this.#alice;

  readonly #identity: IdentityPort = {
    restore: () => this.#answer('restore', () => this.account),
    signIn: (features, { signal, stay = false } = {}) => {
      this.stayed.push(stay);
      return Promise.race([
        this.#answer('sign in', () => {
          this.askedToAllow.push(...features);
          return (this.account = this.signsInAs);
        }),
        aborted(signal),
      ]);
    },
    consent: (features) => this.#answer('consent', () => void this.askedToAllow.push(...features)),
    signOut: () => this.#answer('sign out', () => void (this.account = undefined)),
    token: (feature, options) => {
      this.tokensFor.push(options?.userId);
      return this.#answer(`token ${feature}${options?.renew ? ' renewed' : ''}`, () => `entra ${feature}`);
    },
    followAccount: (follower) => {
      this.#follower = follower;
      return () => (this.#follower = undefined);
    },
  };

  readonly #calling: CallingPort = {
    connect: async (token, events, signal) => {
      await this.#answer('connect', () => undefined);
      this.calling = events;
      this.token = token;
      this.callingSignal = signal;
      events.connected(true);
    },
    dial: async (request) => {
      await this.#answer(`dial ${request.party.id}`, () => undefined);
      this.dialled = request;
      this.tell({ id: request.id, participants: [aParticipant(request.party.id)] });
    },
    answer: (id, video) => this.#answer(`answer ${id}${video ? ' with video' : ''}`, () => undefined),
    reject: (id) => this.#answer(`reject ${id}`, () => undefined),
    hangUp: (id) => this.#answer(`hang up ${id}`, () => undefined),
    mute: (id) => this.#answer(`mute ${id}`, () => undefined),
    unmute: (id) => this.#answer(`unmute ${id}`, () => undefined),
    startVideo: (id) => this.#answer(`start video ${id}`, () => undefined),
    stopVideo: (id) => this.#answer(`stop video ${id}`, () => undefined),
    stream: (id, participant) => this.#answer(`stream ${id} ${participant}`, () => new MediaStream()),
  };

  async #exchange(entraToken: string): Promise<CommunicationToken> {
    return this.#answer(`exchange ${entraToken}`, () => {
      this.#tokens += 1;
      return { token: `token ${this.#tokens}`, expiresOn: this.clock.now() + this.tokenLifetime };
    });
  }

  async #answer<Result>(what: string, run: () => Result): Promise<Result> {
    this.asked.push(what);
    const refusal = this.refusals[what]?.shift() ?? this.refusals[what.split(' ')[0] ?? '']?.shift();
    if (refusal) return (await refusal()) as Result;
    return run();
  }
}

/** A call that has just been dialled. */
export const A_CALL: Omit<ServiceCall, 'id'> = {
  direction: 'Outgoing',
  kind: 'teams',
  state: 'Connecting',
  participants: [],
  muted: false,
  video: false,
  end: undefined,
};

export function aParticipant(id: string): ServiceCall['participants'][number] {
  return { id, displayName: undefined, state: 'Connecting', muted: false, speaking: false, video: false };
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) =>
    signal?.addEventListener('abort', () => reject(new TeamsError('aborted')), { once: true }),
  );
}
