import { CommunicationIdentityClient } from '@azure/communication-identity';
import type { CommunicationIdentityClientOptions } from '@azure/communication-identity';
import { Refusal } from './refusal.js';

/** The Communication Services resource: its connection string, or its endpoint and one of its keys. */
export type CommunicationServices =
  { readonly connectionString: string } | { readonly endpoint: string; readonly accessKey: string };

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
    try {
      return await client.getTokenForTeamsUser({
        teamsUserAadToken: token,
        clientId,
        userObjectId: userId,
        abortSignal: AbortSignal.any([signal, AbortSignal.timeout(timeLimitMs)]),
      });
    } catch (cause) {
      // The person left: there is nobody to answer, and nothing went wrong.
      if (signal.aborted) throw cause;
      throw refusalOf(cause);
    }
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
  const options: CommunicationIdentityClientOptions = {
    // A person waits in front of a page: it is better told soon than served late.
    retryOptions: { maxRetries: 2, retryDelayInMs: 300, maxRetryDelayInMs: 1_000 },
    ...(isLocal(endpointOf(resource))
      ? { allowInsecureConnection: true, additionalPolicies: [{ policy: withoutProxy, position: 'perRetry' }] }
      : {}),
  };
  return 'connectionString' in resource
    ? new CommunicationIdentityClient(resource.connectionString, options)
    : new CommunicationIdentityClient(resource.endpoint, { key: resource.accessKey }, options);
}

function endpointOf(resource: CommunicationServices): string {
  if ('endpoint' in resource) return resource.endpoint;
  const endpoint = /(?:^|;)\s*endpoint=([^;]+)/i.exec(resource.connectionString)?.[1];
  if (!endpoint) throw new TypeError('The connection string of Communication Services has no endpoint.');
  return endpoint;
}

/** Only on the same machine may the resource's key be used without TLS. */
function isLocal(endpoint: string): boolean {
  const { protocol, hostname } = new URL(endpoint);
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

/** What the SDK throws: a `RestError`, of which these fields are all that matters here. */
interface ServiceFailure {
  readonly statusCode?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly response?: { readonly headers?: { get(name: string): string | undefined } };
}

function refusalOf(cause: unknown): Refusal {
  const failure: ServiceFailure = typeof cause === 'object' && cause !== null ? cause : {};
  const status = typeof failure.statusCode === 'number' ? failure.statusCode : undefined;
  if (status === 403 && /licen[cs]e/i.test([failure.code, failure.message].join(' '))) {
    return new Refusal('license_required', 'The user has no licence for Teams.', { cause });
  }
  if (status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429) {
    const code = typeof failure.code === 'string' ? ` (${failure.code})` : '';
    return new Refusal('acs_rejected', `Communication Services refused the exchange with ${status}${code}.`, { cause });
  }
  const retryAfter = Number(failure.response?.headers?.get('retry-after'));
  return new Refusal('acs_unavailable', 'Communication Services could not be reached or could not answer.', {
    cause,
    retryAfter: Number.isInteger(retryAfter) && retryAfter > 0 ? retryAfter : 5,
  });
}
