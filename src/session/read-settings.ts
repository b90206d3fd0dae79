import type { Cloud } from '../model/cloud.js';
import type { InboundMode, Settings, SettingsInput, SignInMode } from '../model/settings.js';
import { TeamsError } from '../model/teams-error.js';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const COUNTRY = /^[A-Z]{2}$/i;
const SIGN_IN: readonly SignInMode[] = ['popup', 'redirect', 'silent', 'host'];
const INBOUND: readonly InboundMode[] = ['ring', 'silent', 'off'];
const CLOUD: readonly Cloud[] = ['public', 'gcch', 'dod'];
const REDIRECT_PAGE = 'teams-embed-redirect.html';

/**
 * Reads what a page configured. Returns undefined where nothing was configured yet; throws a `TeamsError` that names
 * the attribute to mend.
 */
export function readSettings(input: SettingsInput, base: string, scriptUrl?: string): Settings | undefined {
  const given = Object.values(input).some((value) => value !== undefined && value !== '');
  if (!given && input.emulator === undefined) return undefined;

  const emulator = readEmulator(input.emulator, base);
  const tokenUrl = input.tokenUrl || (emulator && `${emulator}/token`);
  if (!input.clientId) throw invalid('client-id', 'is missing: give the application (client) id from Entra ID');
  if (!GUID.test(input.clientId)) throw invalid('client-id', `is no GUID: "${input.clientId}"`);
  if (!tokenUrl) throw new TeamsError('token-url-missing', 'token-url is missing: give the URL of your token service.');
  const cloud = readWord('cloud', input.cloud, CLOUD, 'public');
  const authority =
    input.authority || `https://login.microsoftonline.${cloud === 'public' ? 'com' : 'us'}/organizations`;
  return {
    clientId: input.clientId,
    cloud,
    authority: readUrl('authority', authority, base, emulator !== undefined),
    tokenUrl: readUrl('token-url', tokenUrl, base),
    redirectUri: readRedirectUri(input.redirectUri || redirectPage(base, scriptUrl), base),
    loginHint: input.loginHint || undefined,
    signIn: readWord('sign-in', input.signIn, SIGN_IN, 'popup'),
    country: readCountry(input.country),
    locale: readLocale(input.locale),
    inbound: readWord('inbound', input.inbound, INBOUND, 'ring'),
    emulator,
  };
}

/** Whether calls are made elsewhere with the other configuration: those that are on cannot go on there. */
export function needsOtherLine(before: Settings, after: Settings): boolean {
  return before.cloud !== after.cloud || before.emulator !== after.emulator;
}

/** Whether people have to be signed in anew with the other configuration, silently if that is possible. */
export function needsOtherSignIn(before: Settings, after: Settings): boolean {
  const host = ({ signIn }: Settings): boolean => signIn === 'host';
  return (
    needsOtherLine(before, after) ||
    host(before) !== host(after) ||
    (['clientId', 'authority', 'tokenUrl', 'redirectUri'] as const).some((name) => before[name] !== after[name])
  );
}

function invalid(attribute: string, reason: string): TeamsError {
  return new TeamsError('settings-invalid', `${attribute} ${reason}.`);
}

function readWord<Word extends string>(
  name: string,
  text: string | undefined,
  words: readonly Word[],
  fallback: Word,
): Word {
  if (!text) return fallback;
  const word = words.find((known) => known === text);
  if (!word) throw invalid(name, `has to be one of ${words.join(', ')}, not "${text}"`);
  return word;
}

/** Tokens go to these addresses, so they have to be https; only loopback, where no network is crossed, may be http. */
function readUrl(name: string, text: string, base: string, loopbackHttp = true): string {
  if (!URL.canParse(text, base)) throw invalid(name, `is no URL: "${text}"`);
  const url = new URL(text, base);
  if (url.protocol !== 'https:' && !(loopbackHttp && url.protocol === 'http:' && isLoopback(url))) {
    throw invalid(name, `has to be an https URL, not "${text}"`);
  }
  return url.href;
}

function readEmulator(text: string | undefined, base: string): string | undefined {
  if (text === undefined) return undefined;
  if (!URL.canParse(text) || !isLoopback(new URL(text))) {
    throw invalid('emulator', `has to be the URL of a local emulator, such as http://localhost:4100, not "${text}"`);
  }
  return new URL(text, base).origin;
}

function readRedirectUri(text: string, base: string): string {
  if (!URL.canParse(text, base)) throw invalid('redirect-uri', `is no URL: "${text}"`);
  const url = new URL(text, base);
  if (url.origin !== new URL(base).origin) {
    throw invalid('redirect-uri', `has to be on the origin of this page, not on ${url.origin}`);
  }
  return url.href;
}

/** Beside our script where that is hosted with the page, as the script tag is; else at the root of the page's origin. */
function redirectPage(base: string, scriptUrl: string | undefined): string {
  const beside = scriptUrl && URL.canParse(scriptUrl) && new URL(scriptUrl).origin === new URL(base).origin;
  return beside ? new URL(REDIRECT_PAGE, scriptUrl).href : `/${REDIRECT_PAGE}`;
}

function readCountry(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (!COUNTRY.test(text)) throw invalid('country', `has to be two letters such as US, not "${text}"`);
  return text.toUpperCase();
}

function readLocale(text: string | undefined): string | undefined {
  if (!text) return undefined;
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    throw invalid('locale', `is no language tag: "${text}"`);
  }
}

function isLoopback(url: URL): boolean {
  return (
    url.hostname === 'localhost' ||
    url.hostname.endsWith('.localhost') ||
    url.hostname === '127.0.0.1' ||
    url.hostname === '[::1]'
  );
}
