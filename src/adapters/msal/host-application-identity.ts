import type { IPublicClientApplication } from '@azure/msal-browser';
import { TeamsError } from '../../model/teams-error.js';
import { type IdentitySettings, MsalIdentity } from './msal-identity.js';

/** What is used of a page's application: every version of MSAL from 2 on has these. */
const USED = [
  'acquireTokenPopup',
  'acquireTokenSilent',
  'addEventCallback',
  'getActiveAccount',
  'getAllAccounts',
  'loginPopup',
  'removeEventCallback',
  'ssoSilent',
] as const satisfies readonly (keyof IPublicClientApplication)[];

/** Signs people in by the page's own application. Throws where that is none, or another than the settings name. */
export function hostApplicationIdentity(application: object, settings: IdentitySettings): MsalIdentity {
  if (!isApplication(application)) {
    throw invalid('is none of MSAL: give the object that `new PublicClientApplication(…)` made.');
  }
  // Not every version says how it is configured.
  const clientId = (application as Partial<IPublicClientApplication>).getConfiguration?.().auth.clientId;
  if (clientId && clientId.toLowerCase() !== settings.clientId.toLowerCase()) {
    throw invalid(`has the client id ${clientId}, but client-id says ${settings.clientId}: both have to be the same.`);
  }
  return new MsalIdentity(application, 'page', settings);
}

function isApplication(given: object): given is IPublicClientApplication {
  const parts = given as Readonly<Record<string, unknown>>;
  return USED.every((name) => typeof parts[name] === 'function');
}

function invalid(what: string): TeamsError {
  return new TeamsError('settings-invalid', `The publicClientApplication of the page ${what}`);
}
