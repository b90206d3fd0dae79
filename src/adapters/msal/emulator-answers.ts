import { TeamsError } from '../../model/teams-error.js';

/** How long a service on this very machine may take, in milliseconds. */
const LIMIT = 2_000;

/**
 * Makes sure that somebody answers at the emulator's address. A window that is opened on a dead address shows the
 * browser's own error page and never comes back.
 */
export async function emulatorAnswers(emulator: string, signal?: AbortSignal): Promise<void> {
  const limit = AbortSignal.timeout(LIMIT);
  try {
    await fetch(`${emulator}/organizations/v2.0/.well-known/openid-configuration`, {
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
  } catch (cause) {
    if (signal?.aborted) throw new TeamsError('aborted', 'The sign-in was given up.', { cause });
    throw new TeamsError('emulator-unreachable', `Nobody answers at ${emulator}: npx teams-embed emulator starts it.`, {
      cause,
    });
  }
}
