import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/elements/teams-session/define.js';
import type { SessionState } from '../src/session/state.js';
import { until } from '../test/until.js';
import { aCall, ACallingPort, AClock, aSession, anError } from '../test/a-session.js';

interface Args {
  state: Partial<SessionState>;
}

const nobody = { status: 'signed-out', user: undefined, connected: false } as const;

const meta: Meta<Args> = {
  title: 'Elements/Session',
  component: 'teams-session',
  args: { state: {} },
  argTypes: { state: { table: { disable: true } } },
  render: ({ state }) => html`<teams-session .session=${aSession(state)}></teams-session>`,
};

export default meta;

type Story = StoryObj<Args>;

/** Nothing needs anybody, so there is nothing to see. */
export const Quiet: Story = {};

export const AttributeMisspelt: Story = {
  render: () =>
    html`<teams-session .session=${aSession(nobody)} clientid="11111111-2222-4333-8444-555555555555"></teams-session>`,
};

export const TokenUrlMissing: Story = {
  args: {
    state: {
      ...nobody,
      settings: undefined,
      error: anError('token-url-missing', 'token-url is missing: give the URL of your token service.'),
    },
  },
};

export const TokenServiceUnreachable: Story = {
  args: { state: { ...nobody, status: 'error', error: anError('token-service-unreachable') } },
};

export const OrganizationNotAllowed: Story = {
  args: { state: { ...nobody, status: 'error', error: anError('tenant-not-allowed') } },
};

/** The token still works, but only a new sign-in can renew it. */
export const Expiring: Story = { args: { state: { status: 'expiring', error: anError('sign-in-required') } } };

/** The token still works, and its renewal is tried again by itself. */
export const ExpiringUnreachable: Story = {
  args: { state: { status: 'expiring', error: anError('token-service-unreachable') } },
};

export const Expired: Story = { args: { state: { status: 'expired', connected: false } } };

/** Something was wanted that the person has not allowed yet: one click asks them. */
export const ConsentNeeded: Story = { args: { state: { consentRequired: ['people'] } } };

/** Somebody else signed in in another tab, and a call is on. */
export const AccountChanged: Story = { args: { state: { calls: [aCall], error: anError('account-changed') } } };

/** The line was there, and has been lost for more than a moment. */
export const LineLost: Story = {
  play: async ({ canvasElement }) => {
    const calling = new ACallingPort();
    const clock = new AClock();
    const session = aSession(nobody, { clock, calling: () => Promise.resolve(calling) });
    const element = canvasElement.querySelector('teams-session');
    if (!element) return;
    element.session = session;
    await session.signIn();
    await until(() => session.state.connected);
    await element.updateComplete;
    calling.tellLine(false);
    clock.pass(3_000);
  },
};
