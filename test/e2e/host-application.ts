// A page that signs people in with an MSAL of its own, and gives it to the session when it is ready.
import { PublicClientApplication } from '@azure/msal-browser';
import { emulatorAuthority } from '../../src/adapters/msal/emulator-authority.js';

const session = document.querySelector('teams-session');
const application = new PublicClientApplication({
  auth: {
    clientId: session?.getAttribute('client-id') ?? '',
    redirectUri: new URL('/teams-embed/teams-embed-redirect.html', location.href).href,
    ...emulatorAuthority(session?.getAttribute('emulator') ?? '', 'https://login.microsoftonline.com/organizations'),
  },
  cache: { cacheLocation: 'localStorage' },
});
await application.initialize();
if (session) session.publicClientApplication = application;
