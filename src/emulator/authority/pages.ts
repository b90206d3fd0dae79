import { html } from '../host/html.js';
import type { Html } from '../host/html.js';
import { page } from '../host/page.js';
import type { Tenant, WorldUser } from '../world/world.js';
import type { Permission } from './scopes.js';

/** What every form of the sign-in sends along, so that it can go on where it was. */
export interface SignInForm {
  /** The first part of the authority's path. */
  readonly segment: string;
  /** The query of the authorization request. */
  readonly request: string;
  /** Where "Cancel" leads. */
  readonly cancelUrl: string;
}

export interface PickerPage extends SignInForm {
  readonly people: readonly WorldUser[];
  readonly tenants: readonly Tenant[];
  /** Who is signed in already, or was suggested: shown first. */
  readonly suggested: WorldUser | undefined;
  /** What was wrong with the address that was typed. */
  readonly problem?: string;
}

/** "Pick an account": one button for each person. */
export function pickerPage({ people, tenants, suggested, problem, ...form }: PickerPage): Response {
  const offered = people.filter((person) => !person.extra && person !== suggested);
  return page(
    'Sign in to your account',
    html`<h1>Pick an account</h1>
      <p class="quiet">This is the local Teams. Nobody here is real, and nobody has a password.</p>
      <form method="post" action="/${form.segment}/login">
        ${hidden('request', form.request)}
        ${
          suggested
            ? html`<ul>
                <li>${personButton(suggested, true)}</li>
              </ul>`
            : undefined
        }
        ${tenants.flatMap((tenant) => {
          const members = offered.filter(({ tenantId }) => tenantId === tenant.id);
          return members.length === 0 ? [] : [peopleOf(tenant, members)];
        })}
      </form>
      <h2 id="other">Use another account</h2>
      <form method="post" action="/${form.segment}/login">
        ${hidden('request', form.request)}
        <label for="username">Address</label>
        <input
          type="text"
          id="username"
          name="username"
          inputmode="email"
          autocapitalize="none"
          autocomplete="off"
          required
          ${problem ? html`aria-invalid="true" aria-describedby="problem"` : undefined}
        />
        ${problem ? html`<p id="problem" role="alert">${problem}</p>` : undefined}
        <div class="actions">
          <button class="primary">Next</button>
          <a class="button" href="${form.cancelUrl}">Cancel</a>
        </div>
      </form>`,
  );
}

export interface ConsentPage extends SignInForm {
  readonly user: WorldUser;
  readonly permissions: readonly Permission[];
}

/** "Permissions requested": what the application wants to do in the user's name. */
export function consentPage({ user, permissions, ...form }: ConsentPage): Response {
  return page(
    'Permissions requested',
    html`<h1>Permissions requested</h1>
      <p>
        The page you came from wants to do this as <strong>${user.displayName}</strong> (${user.userPrincipalName}):
      </p>
      <ul class="plain">
        ${permissions.map(({ name, resource }) => html`<li>${name} <span class="quiet">of ${resource.name}</span></li>`)}
      </ul>
      <form method="post" action="/${form.segment}/consent">
        ${hidden('request', form.request)}
        <div class="actions">
          <button class="primary">Accept</button>
          <a class="button" href="${form.cancelUrl}">Cancel</a>
        </div>
      </form>`,
  );
}

export interface ApprovalPage extends SignInForm {
  readonly user: WorldUser;
}

/** "Approve sign in request": the second factor. */
export function approvalPage({ user, ...form }: ApprovalPage): Response {
  return page(
    'Approve sign in request',
    html`<h1>Approve sign in request</h1>
      <p>
        Your organization wants a second proof that you are <strong>${user.displayName}</strong>
        (${user.userPrincipalName}). In the local Teams a click is enough.
      </p>
      <form method="post" action="/${form.segment}/approve">
        ${hidden('request', form.request)}
        <div class="actions">
          <button class="primary">Approve</button>
          <a class="button" href="${form.cancelUrl}">Cancel</a>
        </div>
      </form>`,
  );
}

export interface AdministratorPage {
  readonly permissions: readonly Permission[];
  /** Where the way back leads. */
  readonly backUrl: string;
}

/** "Need admin approval": what the person may not allow by themselves. */
export function administratorPage({ permissions, backUrl }: AdministratorPage): Response {
  return page(
    'Need admin approval',
    html`<h1>Need admin approval</h1>
      <p>The page you came from needs permissions that only an administrator of your organization can grant:</p>
      <ul class="plain">
        ${permissions.map(({ name, resource }) => html`<li>${name} <span class="quiet">of ${resource.name}</span></li>`)}
      </ul>
      <div class="actions">
        <a class="button" href="${backUrl}">Return to the application without granting consent</a>
      </div>`,
  );
}

/** A request that cannot be answered by going back to the page: its address is not to be trusted. */
export function problemPage(title: string, description: string): Response {
  return page(
    title,
    html`<h1>${title}</h1>
      <p>${description}</p>`,
    { status: 400 },
  );
}

export function signedOutPage(): Response {
  return page(
    'Signed out',
    html`<h1>You signed out of your account</h1>
      <p>You can close this window.</p>`,
  );
}

function peopleOf(tenant: Tenant, members: readonly WorldUser[]): Html {
  return html`<h2>${tenant.displayName}</h2>
    <ul>
      ${members.map((member) => html`<li>${personButton(member, false)}</li>`)}
    </ul>`;
}

function personButton(person: WorldUser, suggested: boolean): Html {
  return html`<button class="person" name="user" value="${person.id}" ${suggested ? html`autofocus` : undefined}>
    <span>${person.displayName}</span>
    <span class="quiet small">${person.userPrincipalName}</span>
    ${person.jobTitle === null ? undefined : html`<span class="quiet small">${person.jobTitle}</span>`}
  </button>`;
}

function hidden(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}" />`;
}
