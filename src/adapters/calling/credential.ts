import { AzureCommunicationTokenCredential, type CommunicationTokenCredential } from '@azure/communication-common';
import type { CommunicationToken } from '../../ports/token-service.js';

/**
 * The SDK's source of tokens.
 *
 * The refresher must never reject: the credential asks for tokens from a timer, where a rejection has nobody to catch
 * it and ends all later refreshing. `token` waits instead until there is one; should it give up all the same, because
 * `signal` aborted, then the credential is about to be disposed and nobody waits for an answer any more.
 */
export function createCredential(
  initial: CommunicationToken,
  token: (signal?: AbortSignal) => Promise<CommunicationToken>,
  signal: AbortSignal,
): CommunicationTokenCredential {
  return new AzureCommunicationTokenCredential({
    token: toAccessToken(initial),
    refreshProactively: true,
    tokenRefresher: () => token(signal).then(toAccessToken, () => new Promise<never>(() => {})),
  });
}

function toAccessToken({ token, expiresOn }: CommunicationToken): { token: string; expiresOnTimestamp: number } {
  return { token, expiresOnTimestamp: expiresOn };
}
