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
  #connection: Connection | undefined;
  /** The SDK gives one agent per user, so the next connection waits until the one before is gone. */
  #closed: Promise<void> = Promise.resolve();

  constructor(backend: CallingBackend, log: Log, limits: TimeLimits = usualLimits) {
    this.#backend = backend;
    this.#log = log;
    this.#limits = limits;
  }

  async connect(
    token: (signal?: AbortSignal) => Promise<CommunicationToken>,
    events: CallingEvents,
    signal: AbortSignal,
  ): Promise<void> {
    this.#close();
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
    signal.addEventListener('abort', () => this.#close(connection), { once: true });
    try {
      await connection.open(signal);
      this.#log.info('call service connected');
    } catch (cause) {
      this.#close(connection);
      throw cause;
    }
  }

  async dial(request: DialRequest, signal: AbortSignal): Promise<void> {
    const connection = this.#connection;
    if (!connection?.connected) throw new TeamsError('call-service-unreachable', 'The call service is not connected.');
    const devices = await within(connection.devices.forCall(request.video), { signal });
    connection.dial(request, devices);
    connection.report(request.id, devices.failure);
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

  #close(connection = this.#connection): void {
    if (!connection) return;
    if (this.#connection === connection) this.#connection = undefined;
    this.#closed = Promise.all([this.#closed, connection.close()]).then(() => undefined);
  }
}
