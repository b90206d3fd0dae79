import type { CallEnd } from '../model/call.js';
import type { TeamsErrorCode } from '../model/error-codes.js';
import type { Settings } from '../model/settings.js';
import { TeamsError } from '../model/teams-error.js';
import type { CallingPort } from '../ports/calling.js';
import { CallBook } from './call-book.js';
import type { Consent } from './consent.js';
import type { Context } from './context.js';
import { DialRequests, type DialOptions } from './dial-request.js';
import type { People } from './people.js';
import { needsOtherLine } from './read-settings.js';
import { IN_BACKGROUND, retry, within } from './retry.js';
import { once } from './services.js';
import type { SignedIn } from './signed-in.js';
import { activeCall, failureOf, isSignedIn } from './state.js';

const SIGNED_OUT: CallEnd = { reason: 'completed', by: 'local', code: 0, subCode: undefined, error: undefined };

/** How long a person who calls waits for what calling needs to be loaded, in milliseconds. */
const LOAD_LIMIT = 12_000;

/** What a person can do with calls. */
export class Calls {
  readonly #context: Context;
  readonly #signedIn: SignedIn;
  readonly #book: CallBook;
  readonly #requests: DialRequests;
  #connecting: Promise<CallingPort> | undefined;
  #closing = new AbortController();
  #loaded: { readonly settings: Settings; readonly port: () => Promise<CallingPort> } | undefined;
  /** Why it was not possible to listen: cleared when it is. */
  #toldOf: TeamsErrorCode | undefined;
  #claimed = false;

  constructor(context: Context, signedIn: SignedIn, people: People, consent: Consent) {
    this.#context = context;
    this.#signedIn = signedIn;
    this.#book = new CallBook(context, people);
    this.#requests = new DialRequests(context, people, consent);
  }

  /** Registers for incoming calls, and goes on trying where that does not work at once. */
  async listen(): Promise<void> {
    const { signal } = this.#closing;
    const { clock, log } = this.#context.ports;
    const tell = (error: TeamsError): void => {
      this.#toldOf = error.code;
      if (this.#context.state.error?.code !== error.code) this.#context.fail(error);
    };
    try {
      await retry(() => this.#connected(), { policy: IN_BACKGROUND, clock, signal, failed: tell });
    } catch (cause) {
      if (!signal.aborted) tell(TeamsError.from(cause));
      else log.debug('no longer listening for calls');
    }
  }

  /** Calls somebody. Resolves with the call's id when the service has taken the call. */
  dial(to: string, options: DialOptions): Promise<string> {
    const { dialling } = this.#context.state;
    if (dialling.includes(to)) return Promise.reject(new TeamsError('aborted', 'This call is being placed already.'));
    const warned = failureOf(this.#context.state, `dial:${to}`)?.code === 'call-warned';
    this.#context.store.update({ dialling: [...dialling, to], endedCall: undefined });
    return this.#context
      .command(`dial:${to}`, options.from, () => this.#dial(to, options, warned))
      .finally(() => {
        this.#context.store.update({ dialling: this.#context.state.dialling.filter((other) => other !== to) });
      });
  }

  answer(id: string, video: boolean): Promise<void> {
    return this.#act(id, (port) => this.#claim(() => port.answer(id, video)));
  }

  /** Asks the service to do something with one call. `id` defaults to the active call. */
  async act(id: string | undefined, run: (port: CallingPort, id: string) => Promise<void>): Promise<void> {
    const callId = id ?? activeCall(this.#context.state)?.id;
    if (callId === undefined) throw new TeamsError('call-unknown', 'There is no call.');
    await this.#act(callId, (port) => run(port, callId));
  }

  async stream(callId: string, participantId: string): Promise<MediaStream> {
    return (await this.#begun()).stream(callId, participantId);
  }

  /** Hangs up whatever is on and disconnects. */
  async close(): Promise<void> {
    const ids = this.#context.state.calls.map(({ id }) => id);
    // By what they were made with: the settings may name another place by now.
    const port = ids.length > 0 ? await this.#loaded?.port().catch(() => undefined) : undefined;
    if (port) await Promise.allSettled(ids.map((id) => port.hangUp(id)));
    this.disconnect();
  }

  disconnect(): void {
    this.#closing.abort();
    this.#closing = new AbortController();
    this.#connecting = undefined;
    this.#book.endAll(SIGNED_OUT);
    this.#context.store.update({ connected: false });
  }

  async #dial(to: string, options: DialOptions, warned: boolean): Promise<string> {
    const { signal } = this.#context.services;
    if (signal.aborted || !isSignedIn(this.#context.state)) throw new TeamsError('sign-in-required');
    return this.#claim(() => this.#place(to, options, warned));
  }

  async #place(to: string, options: DialOptions, warned: boolean): Promise<string> {
    const { signal } = this.#closing;
    const party = await this.#requests.party(to, options, warned);
    const [port, threadId] = await Promise.all([this.#begun(), this.#requests.threadId(party)]);
    const id = crypto.randomUUID();
    const { name, record, from, video = false } = options;
    this.#book.expect(id, { to, name, record, threadId, from });
    try {
      await port.dial({ id, party, video, threadId }, signal);
      return id;
    } catch (cause) {
      this.#book.unexpect(id);
      throw cause;
    }
  }

  /** One call at a time: whoever places or takes one has the line from the wish until the service has the call. */
  async #claim<Result>(run: () => Promise<Result>): Promise<Result> {
    if (this.#claimed || activeCall(this.#context.state)) throw new TeamsError('call-busy');
    this.#claimed = true;
    try {
      return await run();
    } finally {
      this.#claimed = false;
    }
  }

  #act(id: string, run: (port: CallingPort) => Promise<void>): Promise<void> {
    return this.#context.command(`call:${id}`, this.#book.origin(id), async () => {
      if (!this.#context.state.calls.some((call) => call.id === id))
        throw new TeamsError('call-unknown', `There is no call ${id}.`);
      await run(await this.#begun());
    });
  }

  /** A call can be asked for as soon as the connection is begun: where it does not come about, the call says why. */
  async #begun(): Promise<CallingPort> {
    const { ports } = this.#context;
    this.#connected().catch(() => {}); // the call itself says what is wrong
    return within(LOAD_LIMIT, this.#port(), ports.clock).catch((cause: unknown) => {
      const error = TeamsError.from(cause);
      throw error.code === 'timed-out' ? new TeamsError('call-service-unreachable', error.message, { cause }) : error;
    });
  }

  #connected(): Promise<CallingPort> {
    if (this.#connecting) return this.#connecting;
    const connecting = this.#connect(this.#closing.signal).catch((cause: unknown) => {
      // The next command, or the retry, tries again; unless another connection took this one's place meanwhile.
      if (this.#connecting === connecting) this.#connecting = undefined;
      throw cause;
    });
    this.#connecting = connecting;
    return connecting;
  }

  /** Loads what calls are made with, without connecting. */
  async load(): Promise<void> {
    await this.#port();
  }

  /** The adapter is kept as long as calls are made in the same place: it has one client and one agent. */
  #port(): Promise<CallingPort> {
    const { services, ports } = this.#context;
    const { settings } = services;
    if (!this.#loaded || needsOtherLine(this.#loaded.settings, settings)) {
      this.#loaded = { settings, port: once(() => ports.calling(settings)) };
    }
    return this.#loaded.port();
  }

  async #connect(signal: AbortSignal): Promise<CallingPort> {
    const { store, ports } = this.#context;
    const port = await this.#port();
    await port.connect(
      (waiting) => this.#signedIn.token(waiting),
      {
        call: (call) => this.#book.deliver(call),
        connected: (connected) => {
          store.update({ connected });
          if (connected) this.#healed();
        },
        tokenRejected: () => this.#signedIn.rejectToken(),
        failure: (callId, error) => this.#context.failed(`call:${callId}`, error, this.#book.origin(callId)),
      },
      signal,
    );
    ports.log.info('connected to the call service');
    this.#healed();
    return port;
  }

  /** Takes back what was said of a connection that did not come about. */
  #healed(): void {
    const { store } = this.#context;
    if (store.state.error && store.state.error.code === this.#toldOf) store.update({ error: undefined });
    this.#toldOf = undefined;
  }
}
