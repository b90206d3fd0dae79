// A page that signs people in with an MSAL of its own: a bundle of its own, so its classes are none of ours.
import { PublicClientApplication } from '@azure/msal-browser';
import { emulatorAuthority } from '../../../src/adapters/msal/emulator-authority.js';

const { clientId, emulator } = JSON.parse(new URL(location.href).searchParams.get('settings') ?? '{}') as {
  readonly clientId: string;
  readonly emulator: string;
};
const application = new PublicClientApplication({
  auth: {
    clientId,
    redirectUri: new URL('/host-redirect.html', location.href).href,
    ...emulatorAuthority(emulator, 'https://login.microsoftonline.com/organizations'),
  },
  cache: { cacheLocation: 'localStorage' },
});
if (!new URL(location.href).searchParams.has('uninitialized')) await application.initialize();
globalThis.hostApplication = application;
