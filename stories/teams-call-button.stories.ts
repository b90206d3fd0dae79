import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import '../src/elements/teams-call-button/define.js';
import type { SessionState } from '../src/session/state.js';
import {
  aCall,
  aCaller,
  anEnd,
  anEndedCall,
  anError,
  anIdentity,
  aPerson,
  aRingingCall,
  aSession,
} from '../test/a-session.js';

interface Args {
  to: string;
  name: string;
  video: boolean;
  'record-id': string;
  'record-type': string;
  disabled: boolean;
  state: Partial<SessionState>;
}

const meta: Meta<Args> = {
  title: 'Elements/Call button',
  component: 'teams-call-button',
  args: { to: aPerson.id, name: '', video: false, 'record-id': '', 'record-type': '', disabled: false, state: {} },
  argTypes: { state: { table: { disable: true } } },
  render: ({ state, ...args }) => html`
    <teams-call-button
      .session=${aSession(state)}
      to=${args.to}
      name=${args.name || nothing}
      ?video=${args.video}
      record-id=${args['record-id'] || nothing}
      record-type=${args['record-type'] || nothing}
      ?disabled=${args.disabled}
    ></teams-call-button>
  `,
};

export default meta;

type Story = StoryObj<Args>;

const outgoing = { ...aCall, connectedAt: undefined };

export const Ready: Story = {};

export const PhoneNumber: Story = { args: { to: '+14255550100', name: 'Adatum' } };

export const Video: Story = { args: { video: true } };

export const NotConfigured: Story = { args: { state: { settings: undefined, status: 'signed-out', user: undefined } } };

/** Pressing it signs in first. */
export const SignedOut: Story = { args: { state: { status: 'signed-out', user: undefined, connected: false } } };

/** It was pressed by somebody who is signed out, and the window is open. */
export const SigningIn: Story = {
  render: () => html`
    <teams-call-button
      .session=${aSession(
        { status: 'signed-out', user: undefined, connected: false },
        { identity: () => Promise.resolve({ ...anIdentity, signIn: () => new Promise(() => {}) }) },
      )}
      to=${aPerson.id}
    ></teams-call-button>
  `,
  play: ({ canvasElement }) => {
    canvasElement.querySelector('teams-call-button')?.shadowRoot?.querySelector('button')?.click();
  },
};

export const NobodyToCall: Story = { args: { to: '' } };

export const TurnedOff: Story = { args: { disabled: true } };

export const PhoneCallsNotAllowed: Story = { args: { to: '+14255550100', state: { phoneCallsAllowed: false } } };

export const InAnotherCall: Story = { args: { to: '+14255550100', state: { calls: [aCall] } } };

export const Dialling: Story = { args: { state: { dialling: [aPerson.id] } } };

export const RingingThere: Story = { args: { state: { calls: [{ ...outgoing, state: 'Ringing' }] } } };

/** The person that the button would call is calling: it answers. */
export const RingingHere: Story = { args: { state: { calls: [aRingingCall] } } };

export const Connected: Story = { args: { state: { calls: [aCall] } } };

export const Ended: Story = { args: { state: { endedCall: anEndedCall } } };

export const NoAnswer: Story = {
  args: { state: { endedCall: { ...anEndedCall, connectedAt: undefined, end: { ...anEnd, reason: 'no-answer' } } } },
};

export const Busy: Story = {
  args: {
    to: '+14255550101',
    state: {
      endedCall: {
        ...anEndedCall,
        to: '+14255550101',
        participants: [{ ...aCaller, id: '4:+14255550101' }],
        connectedAt: undefined,
        end: { ...anEnd, reason: 'busy' },
      },
    },
  },
};

export const MicrophoneBlocked: Story = {
  args: { state: { failures: [{ subject: `dial:${aPerson.id}`, error: anError('microphone-blocked') }] } },
};

export const NumberInvalid: Story = {
  args: { to: '12', state: { failures: [{ subject: 'dial:12', error: anError('number-invalid') }] } },
};

/** Words and an icon of the page's own. */
export const OwnWords: Story = {
  render: () => html`
    <teams-call-button .session=${aSession()} to=${aPerson.id}>
      <svg slot="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
        <circle cx="10" cy="10" r="7" fill="currentColor" />
      </svg>
      Talk to your adviser
    </teams-call-button>
  `,
};
