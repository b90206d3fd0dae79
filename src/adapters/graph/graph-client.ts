// Deep imports: the package's index brings tasks and pagers along, a third of its weight, that are not used here.
import { Client } from '@microsoft/microsoft-graph-client/lib/es/src/Client.js';
import type { GraphRequest } from '@microsoft/microsoft-graph-client/lib/es/src/GraphRequest.js';
import { AuthenticationHandler } from '@microsoft/microsoft-graph-client/lib/es/src/middleware/AuthenticationHandler.js';
import { HTTPMessageHandler } from '@microsoft/microsoft-graph-client/lib/es/src/middleware/HTTPMessageHandler.js';
import { AuthenticationHandlerOptions } from '@microsoft/microsoft-graph-client/lib/es/src/middleware/options/AuthenticationHandlerOptions.js';
import { RetryHandlerOptions } from '@microsoft/microsoft-graph-client/lib/es/src/middleware/options/RetryHandlerOptions.js';
import { RetryHandler } from '@microsoft/microsoft-graph-client/lib/es/src/middleware/RetryHandler.js';
import { TelemetryHandler } from '@microsoft/microsoft-graph-client/lib/es/src/middleware/TelemetryHandler.js';
import { CLOUD_ENDPOINTS } from '../../model/cloud-endpoints.js';
import type { Feature } from '../../model/permissions.js';
import type { Settings } from '../../model/settings.js';
import { TeamsError } from '../../model/teams-error.js';
import type { GraphToken } from '../../ports/ports.js';
import { unlessAborted } from '../unless-aborted.js';
import { EmulatorMiddleware } from './emulator-middleware.js';
import { toTeamsError } from './to-teams-error.js';

/** Seconds before the first retry where Graph does not say how long to wait, and how often to try again. */
const RETRY_DELAY = 1;
const MAX_RETRIES = 3;

/** Microsoft Graph as the person who is signed in. Shared by everything that asks it. */
export class GraphClient {
  /** Where Graph is in the cloud of these people: links to them begin with it. */
  readonly origin: string;
  readonly #client: Client;
  readonly #token: GraphToken;
  readonly #emulator: string | undefined;

  constructor({ cloud, emulator }: Pick<Settings, 'cloud' | 'emulator'>, token: GraphToken) {
    this.origin = CLOUD_ENDPOINTS[cloud].graph;
    this.#emulator = emulator;
    this.#token = token;
    this.#client = Client.initWithMiddleware({
      baseUrl: `${this.origin}/`,
      middleware: [
        new AuthenticationHandler({ getAccessToken: () => Promise.reject(new TeamsError('sign-in-required')) }),
        new RetryHandler(new RetryHandlerOptions(RETRY_DELAY, MAX_RETRIES, mayRepeat)),
        new TelemetryHandler(),
        emulator ? new EmulatorMiddleware(this.origin, emulator) : new HTTPMessageHandler(),
      ],
    });
  }

  /** Sends what `send` makes of a request to this path, by the permission of one feature, and gives the answer's body. */
  async ask(
    feature: Feature,
    path: string,
    send: (request: GraphRequest) => Promise<unknown>,
    signal?: AbortSignal,
  ): Promise<unknown> {
    // Fetched first: the client would make a nameless failure of a sign-in error.
    const token = await unlessAborted(this.#token(feature), signal);
    const request = this.#client
      .api(path)
      .middlewareOptions([new AuthenticationHandlerOptions({ getAccessToken: () => Promise.resolve(token) })]);
    if (signal) request.option('signal', signal);
    try {
      // Not by the signal alone: the client sleeps between retries without looking at it.
      return await unlessAborted(send(request), signal);
    } catch (cause) {
      throw toTeamsError(cause, this.#emulator);
    }
  }
}

/** A POST that met a busy gateway may have been carried out: sent again, it would be done twice. */
function mayRepeat(_delay: number, _attempt: number, _request: unknown, options: unknown, response: Response): boolean {
  return method(options) !== 'POST' || response.status === 429;
}

function method(options: unknown): string {
  return options && typeof options === 'object' && 'method' in options ? String(options.method).toUpperCase() : 'GET';
}
