import {
  createNestablePublicClientApplication,
  PublicClientApplication,
  type Configuration,
} from '@azure/msal-browser';
import type { IdentityPort } from '../../ports/identity.js';
import { withinLimit } from '../within-limit.js';
import { isForAnotherPage, passOnAnswer } from './bridge-here.js';
import { cacheLocation } from './cache-location.js';
import { emulatorAuthority } from './emulator-authority.js';
import { type IdentitySettings, MsalIdentity } from './msal-identity.js';
import { NestedIdentity } from './nested-identity.js';
import { toTeamsError } from './to-teams-error.js';

/** MSAL gives up on a popup after a minute; people look for their phones longer. */
const POPUP_LIMIT = 10 * 60_000;
/** How long the app around us may take to say that it is there, in milliseconds. */
const BRIDGE_LIMIT = 5_000;
/**
 * How long before its end MSAL takes a token for old, in seconds. More than the ten minutes before its end at which the
 * call service's token is renewed: that one ends with the token it was exchanged for.
 */
const RENEWAL_OFFSET = 15 * 60;

/** Loads the cache and prepares to sign in. Rejects with a `TeamsError`. */
export async function createMsalIdentity(settings: IdentitySettings): Promise<IdentityPort> {
  try {
    if (isForAnotherPage(settings.redirectUri)) {
      await passOnAnswer();
      return await new Promise<never>(() => {}); // this window closes
    }
    const nested = hasBridge() ? await nestedIn(settings) : undefined;
    return nested ?? (await alone(settings));
  } catch (cause) {
    throw toTeamsError(cause);
  }
}

async function alone(settings: IdentitySettings): Promise<MsalIdentity> {
  const made = configuration(settings, cacheLocation());
  const create = async (): Promise<PublicClientApplication> => {
    const application = new PublicClientApplication(made);
    await application.initialize();
    return application;
  };
  return new MsalIdentity(await create(), 'us', settings, create);
}

/** By nested app authentication, or undefined where the app around us does not offer it after all. */
async function nestedIn(settings: IdentitySettings): Promise<NestedIdentity | undefined> {
  let nested: PublicClientApplication | undefined;
  // The app around us keeps the tokens, for each of its accounts: what we kept beside it would outlive a sign-out.
  const created = createNestablePublicClientApplication(
    configuration(settings, 'memoryStorage'),
    undefined,
    (given, controller) => (nested = new PublicClientApplication(given, controller)),
  );
  await withinLimit(BRIDGE_LIMIT, created, 'The app around this page does not answer.').catch(() => {});
  return nested && new NestedIdentity(new MsalIdentity(nested, 'app', settings), () => alone(settings));
}

/** What MSAL itself looks for: Teams and Office put one of these into the pages they show. */
function hasBridge(): boolean {
  return 'nestedAppAuthBridge' in window || '__initializeNestedAppAuth' in window;
}

function configuration(
  { clientId, authority, redirectUri, emulator }: IdentitySettings,
  cacheLocation: NonNullable<NonNullable<Configuration['cache']>['cacheLocation']>,
): Configuration {
  return {
    auth: { clientId, redirectUri, ...(emulator ? emulatorAuthority(emulator, authority) : { authority }) },
    cache: { cacheLocation },
    system: { popupBridgeTimeout: POPUP_LIMIT, tokenRenewalOffsetSeconds: RENEWAL_OFFSET },
  };
}
