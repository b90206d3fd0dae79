import { CommunicationIdentityClient } from '@azure/communication-identity';
import type { CommunicationIdentityClientOptions } from '@azure/communication-identity';
import { Refusal } from './refusal.js';

/** The Communication Services resource: its connection string, or its endpoint and who we are there. */
export type CommunicationServices =
  | { readonly connectionString: string }
  | { readonly endpoint: string; readonly accessKey: string }
  | { readonly endpoint: string; readonly credential: AzureCredential };

/** A credential of `@azure/identity`, such as a managed identity: then there is no key to keep. */
export interface AzureCredential {
  getToken(
    scopes: string | string[],
    options?: { readonly abortSignal?: unknown },
  ): Promise<{ readonly token: string; readonly expiresOnTimestamp: number } | null>;
}

/** What the browser gets: a token of the call service. */
export interface CommunicationToken {
  readonly token: string;
  readonly expiresOn: Date;
}

export interface Exchange {
  readonly token: string;
  readonly clientId: string;
  readonly userId: string;
  readonly signal: AbortSignal;
}

const timeLimitMs = 15_000;

/** Makes the exchange of a checked Entra token for a token of the call service. */
export function communicationServicesExchange(
  resource: CommunicationServices,
): (exchange: Exchange) => Promise<CommunicationToken> {
  const client = identityClient(resource);

  return async ({ token, clientId, userId, signal }) => {
    const limit = timeLimit(signal);
    try {
      return await client.getTokenForTeamsUser({
        teamsUserAadToken: token,
        clientId,
        userObjectId: userId,
        abortSignal: limit.signal,
      });
    } catch (cause) {
      // The person left: there is nobody to answer, and nothing went wrong.
      if (signal.aborted) throw cause;
      throw refusalOf(cause);
    } finally {
      limit.end();
    }
  };
}

/** Aborts with the other signal, or when it takes too long. `AbortSignal.any` would cost as much as a signature. */
function timeLimit(signal: AbortSignal): { readonly signal: AbortSignal; readonly end: () => void } {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const timer = setTimeout(abort, timeLimitMs);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort);
  return {
    signal: controller.signal,
    end() {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    },
  };
}

type PipelinePolicy = NonNullable<CommunicationIdentityClientOptions['additionalPolicies']>[number]['policy'];

/** A proxy set for the whole machine would be asked for the local Teams, too, and cannot reach it. */
const withoutProxy: PipelinePolicy = {
  name: 'withoutProxy',
  sendRequest(request, next) {
    delete request.agent;
    return next(request);
  },
};

function identityClient(resource: CommunicationServices): CommunicationIdentityClient {
  const endpoint = endpointOf(resource);
  const local = isLocal(endpoint);
  if (endpoint.protocol !== 'https:' && (!local || 'credential' in resource)) {
    throw new TypeError('The endpoint of Communication Services has to be https: what is sent there is secret.');
  }
  const options: CommunicationIdentityClientOptions = {
    // A person waits in front of a page: it is better told soon than served late.
    retryOptions: { maxRetries: 2, retryDelayInMs: 300, maxRetryDelayInMs: 1_000 },
    ...(local
      ? { allowInsecureConnection: true, additionalPolicies: [{ policy: withoutProxy, position: 'perRetry' }] }
      : {}),
  };
  if ('connectionString' in resource) return new CommunicationIdentityClient(resource.connectionString, options);
  if ('accessKey' in resource) {
    return new CommunicationIdentityClient(resource.endpoint, { key: resource.accessKey }, options);
  }
  return new CommunicationIdentityClient(resource.endpoint, resource.credential, options);
}

function endpointOf(resource: CommunicationServices): URL {
  const endpoint =
    'endpoint' in resource
      ? resource.endpoint
      : /(?:^|;)\s*endpoint=([^;]+)/i.exec(resource.connectionString ?? '')?.[1];
  if (!endpoint) throw new TypeError('The connection string of Communication Services has no endpoint.');
  if (!URL.canParse(endpoint)) throw new TypeError('The endpoint of Communication Services is no URL.');
  return new URL(endpoint);
}

/** Only on the same machine may the resource's key be used without TLS. */
function isLocal({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

/** What the SDK throws: a `RestError`, or an error of the credential. These fields are all that matters here. */
interface ServiceFailure {
  readonly name?: unknown;
  readonly statusCode?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly response?: { readonly headers?: { get(name: string): string | undefined } };
}

const credentialFailures = /^(Aggregate)?Authentication(Required)?Error$|^CredentialUnavailableError$/;

function refusalOf(cause: unknown): Refusal {
  const failure: ServiceFailure = typeof cause === 'object' && cause !== null ? cause : {};
  // It has a status, too, but that is what Entra said to the service, and not what Communication Services said.
  if (typeof failure.name === 'string' && credentialFailures.test(failure.name)) {
    return new Refusal('acs_unavailable', 'The token service could not sign in to Communication Services.', {
      cause,
      retryAfter: 5,
    });
  }
  const status = typeof failure.statusCode === 'number' ? failure.statusCode : undefined;
  if (status === 403 && /licen[cs]e/i.test([failure.code, failure.message].join(' '))) {
    return new Refusal('license_required', 'The user has no licence for Teams.', { cause });
  }
  if (status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429) {
    const code = typeof failure.code === 'string' && /^\w{1,64}$/.test(failure.code) ? ` (${failure.code})` : '';
    return new Refusal('acs_rejected', `Communication Services refused the exchange with ${status}${code}.`, { cause });
  }
  const retryAfter = Number(failure.response?.headers?.get('retry-after'));
  return new Refusal('acs_unavailable', 'Communication Services could not be reached or could not answer.', {
    cause,
    retryAfter: Number.isInteger(retryAfter) && retryAfter > 0 ? retryAfter : 5,
  });
}
