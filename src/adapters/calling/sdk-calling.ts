import { TeamsError } from '../../model/teams-error.js';
import type { CallingEvents, CallingPort, DialRequest } from '../../ports/calling.js';
import type { Log } from '../../ports/ports.js';
import type { CommunicationToken } from '../../ports/token-service.js';
import type { CallCommands } from './call-commands.js';
import type { CallingBackend } from './calling-backend.js';
import { Connection } from './connection.js';
import { createCredential } from './credential.js';
import { type TimeLimits, usualLimits } from './time-limits.js';
import { within } from './within.js';

/** Calls through the Calling SDK, or through another module of its shape. */
export class SdkCalling implements CallingPort {
  readonly #backend: CallingBackend;
  readonly #log: Log;
  readonly #limits: TimeLimits;
  #opening: Promise<Connection> | undefined;
  #connection: Connection | undefined;
  #begunAt = 0;
  /** The SDK gives one agent per user, so the next connection waits until the one before is gone. */
  #closed: Promise<void> = Promise.resolve();

  constructor(backend: CallingBackend, log: Log, limits: TimeLimits = usualLimits) {
    this.#backend = backend;
    this.#log = log;
    this.#limits = limits;
  }

  /**
   * One client, one agent and one credential per person, however often this is asked: a connection that was late is
   * waited for again. It ends with the signal that it began with, or when it cannot come about.
   */
  async connect(
    token: (signal?: AbortSignal) => Promise<CommunicationToken>,
    events: CallingEvents,
    signal: AbortSignal,
  ): Promise<void> {
    if (this.#stale) this.#close(this.#connection);
    const opening = (this.#opening ??= this.#open(token, events, signal));
    let connection: Connection | undefined;
    try {
      connection = await within(opening, { signal });
      await connection.untilConnected(signal);
      this.#log.info('call service connected');
    } catch (cause) {
      const error = TeamsError.from(cause);
      if (error.code !== 'call-service-unreachable' && this.#opening === opening) {
        this.#opening = undefined;
        this.#close(connection);
      }
      throw error;
    }
  }

  async dial(request: DialRequest, signal: AbortSignal): Promise<void> {
    const late = (): TeamsError => new TeamsError('call-service-unreachable', 'The connection was not begun in time.');
    if (!this.#opening) throw new TeamsError('call-service-unreachable', 'The call service is not connected.');
    const connection = await within(this.#opening, { milliseconds: this.#limits.dial, late, signal });
    await connection.dial(request, signal);
  }

  async answer(id: string, video: boolean): Promise<void> {
    const connection = this.#connection;
    connection?.report(id, await this.#commands(id).answer(video));
  }

  async reject(id: string): Promise<void> {
    await this.#commands(id).reject();
  }

  async hangUp(id: string): Promise<void> {
    await this.#commands(id).hangUp();
  }

  async mute(id: string): Promise<void> {
    await this.#commands(id).mute();
  }

  async unmute(id: string): Promise<void> {
    await this.#commands(id).unmute();
  }

  async startVideo(id: string): Promise<void> {
    await this.#commands(id).startVideo();
  }

  async stopVideo(id: string): Promise<void> {
    await this.#commands(id).stopVideo();
  }

  async stream(callId: string, participantId: string): Promise<MediaStream> {
    return this.#commands(callId).picture(participantId);
  }

  #commands(id: string): CallCommands {
    if (!this.#connection) throw new TeamsError('call-unknown', 'The call service is not connected.');
    return this.#connection.commands(id);
  }

  async #open(
    token: (signal?: AbortSignal) => Promise<CommunicationToken>,
    events: CallingEvents,
    signal: AbortSignal,
  ): Promise<Connection> {
    await within(this.#closed, { signal });
    const credential = createCredential(await within(token(signal), { signal }), token, signal);
    const connection = new Connection({
      backend: this.#backend,
      credential,
      events,
      log: this.#log,
      limits: this.#limits,
    });
    this.#connection = connection;
    this.#begunAt = performance.now();
    signal.addEventListener('abort', () => this.#close(connection), { once: true });
    return connection;
  }

  /** Whether the connection never came about in all this time: what was made without a network is then made anew. */
  get #stale(): boolean {
    return this.#connection?.idle === true && performance.now() - this.#begunAt > this.#limits.stale;
  }

  #close(connection: Connection | undefined): void {
    if (!connection) return;
    if (this.#connection === connection) this.#connection = this.#opening = undefined;
    this.#closed = Promise.all([this.#closed, connection.close()]).then(() => undefined);
  }
}
