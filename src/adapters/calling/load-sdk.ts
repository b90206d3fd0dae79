import { TeamsError } from '../../model/teams-error.js';
import type { CallingBackend } from './calling-backend.js';

const REMEDY =
  'With a bundler: install the optional peer dependency @azure/communication-calling, 1.40.1 or later and below 3. ' +
  'With the script tag: host what `npx teams-embed assets` writes.';

/** What the import gave: the SDK's namespace if all is well, and something else if not. */
interface Namespace extends Partial<CallingBackend> {
  readonly TransmissionMode?: unknown;
}

/**
 * The Calling SDK. It is under a licence of its own and not ours to pass on: whoever runs the page provides it, and so
 * can forget it, forbid it or leave it behind. Each of these has an error of its own, which names the remedy.
 */
export async function loadSdk(
  load: () => Promise<CallingBackend> = () => import('@azure/communication-calling'),
): Promise<CallingBackend> {
  const blocked = new BlockedScripts();
  try {
    const sdk = await load();
    mustBeRecent(sdk);
    return sdk;
  } catch (cause) {
    if (cause instanceof TeamsError) throw cause;
    throw (await blocked.failure(cause)) ?? notLoaded(cause);
  } finally {
    blocked.end();
  }
}

/** The SDK tells nobody its version. 1.40 is the first whose namespace has `TransmissionMode`, which nothing here uses. */
function mustBeRecent({ CallClient, LocalVideoStream, TransmissionMode }: Namespace): void {
  if (!CallClient || !LocalVideoStream) {
    throw new TeamsError(
      'sdk-outdated',
      `What was loaded as the Calling SDK is another module, or not a bundle in ES module format. ${REMEDY}`,
    );
  }
  if (!TransmissionMode) throw new TeamsError('sdk-outdated', `The Calling SDK on this page is too old. ${REMEDY}`);
}

function notLoaded(cause: unknown): TeamsError {
  // Browsers give a TypeError for what they cannot fetch or resolve, and what the module threw for all else.
  if (!(cause instanceof TypeError)) {
    return new TeamsError('sdk-outdated', `The Calling SDK was found, but could not be started. ${REMEDY}`, { cause });
  }
  if (!navigator.onLine) return new TeamsError('network-lost', 'Without a network the Calling SDK cannot be loaded.');
  return new TeamsError('sdk-missing', `The Calling SDK could not be loaded. ${REMEDY}`, { cause });
}

/** What the page's Content-Security-Policy keeps from running: the failed import itself does not say that it was that. */
class BlockedScripts {
  #violation: SecurityPolicyViolationEvent | undefined;

  constructor() {
    document.addEventListener('securitypolicyviolation', this.#note);
  }

  async failure(cause: unknown): Promise<TeamsError | undefined> {
    // The browser tells of the violation in a task of its own, which may come after the import has failed.
    await new Promise((resume) => setTimeout(resume));
    if (!this.#violation) return undefined;
    const { blockedURI, effectiveDirective } = this.#violation;
    return new TeamsError(
      'sdk-blocked',
      `The Content-Security-Policy of this page blocks the Calling SDK: allow ${blockedURI} in ${effectiveDirective}, ` +
        'or in script-src where the policy has no such directive.',
      { cause },
    );
  }

  end(): void {
    document.removeEventListener('securitypolicyviolation', this.#note);
  }

  readonly #note = (event: SecurityPolicyViolationEvent): void => {
    const scripts = event.effectiveDirective.startsWith('script-src');
    if (scripts && event.disposition === 'enforce') this.#violation = event;
  };
}
