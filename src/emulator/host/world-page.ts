import type { NumberBehaviour, World, WorldUser } from '../world/world.js';
import { html } from './html.js';
import type { Html } from './html.js';
import { page } from './page.js';

const behaviours: Readonly<Record<NumberBehaviour, string>> = {
  answers: 'Rings, answers after a second, talks and listens',
  busy: 'Is busy',
  'no-answer': 'Rings until nobody answers',
  declines: 'Declines',
};

const faces = [
  ['/{tenant}/oauth2/v2.0/…', 'Sign-in, as MSAL expects it'],
  ['/token', 'Token service: an Entra token in, a token of the call service out'],
  ['/acs/… and /teamsUser/…', 'Communication Services identity, asked by the token service'],
  ['/graph/v1.0/…', 'Microsoft Graph: me, users, photos, chats, $batch'],
  ['/hub', 'WebSocket signalling of calls'],
  ['/_emulator/…', 'Control: world, reset, calls, faults, clock, log'],
] as const;

/** The page that says what is here: the first thing a person opens. */
export function worldPage(url: string, { clientId, tenants, users, numbers }: World): Response {
  const cast = users.filter(({ extra }) => !extra);
  return page(
    'Local Teams',
    html`<h1>Local Teams</h1>
      <p>
        A Microsoft Teams of your own, on this machine: sign-in, tokens, people and calls for pages under development.
        Nobody here is real, nothing leaves this machine, and nobody needs a password.
      </p>
      <h2>Use it</h2>
      <p>
        Set <code>emulator="${url}"</code>, <code>client-id="${clientId}"</code> and
        <code>token-url="${url}/token"</code> on <code>&lt;teams-session&gt;</code>.
      </p>
      <h2>People to sign in as</h2>
      ${table(
        ['Name', 'Address', 'Who', 'What to know'],
        cast.map((user) => [
          user.displayName,
          user.userPrincipalName,
          user.jobTitle ?? '',
          notes(user, tenants.find(({ id }) => id === user.tenantId)?.blocked === true),
        ]),
      )}
      <p class="quiet">${users.length - cast.length} more people can be found by a search, and by their address.</p>
      <h2>Numbers to call</h2>
      ${table(
        ['Number', 'Name', 'What it does'],
        numbers.map(({ phoneNumber, displayName, behaviour }) => [
          phoneNumber,
          displayName ?? '',
          behaviours[behaviour],
        ]),
      )}
      <h2>What answers where</h2>
      ${table(
        ['Path', 'What'],
        faces.map((face) => [...face]),
      )}
      <p><a href="/_emulator/log">What happened so far</a> · <a href="/_emulator/world">This world as JSON</a></p>`,
    { wide: true },
  );
}

function notes(user: WorldUser, blocked: boolean): string {
  return [
    blocked ? 'tenant is not served' : '',
    user.userType === 'Guest' ? 'guest' : '',
    user.teamsLicense ? '' : 'no Teams licence',
    user.phonePlan ? 'can call phones' : 'no phone plan',
  ]
    .filter(Boolean)
    .join(', ');
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): Html {
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${heads.join(', ')}">
    <table>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
