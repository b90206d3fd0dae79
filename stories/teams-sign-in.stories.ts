import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/elements/teams-sign-in/define.js';
import type { SessionState } from '../src/session/state.js';
import { aSession, anError } from '../test/a-session.js';
import { picturePorts } from './pictures.js';

interface Args {
  compact: boolean;
  state: Partial<SessionState>;
}

const nobody = { status: 'signed-out', user: undefined, connected: false } as const;

const meta: Meta<Args> = {
  title: 'Elements/Sign-in',
  component: 'teams-sign-in',
  args: { compact: false, state: {} },
  argTypes: { state: { table: { disable: true } } },
  render: ({ compact, state }) => html`<teams-sign-in .session=${aSession(state)} ?compact=${compact}></teams-sign-in>`,
};

export default meta;

type Story = StoryObj<Args>;

export const SignedOut: Story = { args: { state: nobody } };

export const NotConfigured: Story = { args: { state: { ...nobody, settings: undefined } } };

export const SigningIn: Story = { args: { state: { ...nobody, status: 'signing-in' } } };

export const SignedIn: Story = {};

export const WithPhoto: Story = {
  render: ({ compact }) =>
    html`<teams-sign-in .session=${aSession({}, picturePorts())} ?compact=${compact}></teams-sign-in>`,
};

export const Compact: Story = { args: { compact: true } };

/** The token still works, but only a new sign-in can renew it. */
export const Expiring: Story = { args: { state: { status: 'expiring', error: anError('sign-in-required') } } };

export const Expired: Story = { args: { state: { status: 'expired', connected: false } } };

export const Cancelled: Story = { args: { state: { ...nobody, error: anError('sign-in-canceled') } } };

export const PopupBlocked: Story = { args: { state: { ...nobody, error: anError('popup-blocked') } } };

export const NoLicence: Story = { args: { state: { ...nobody, status: 'error', error: anError('license-required') } } };
