import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import '../src/elements/teams-call/define.js';
import type { SessionState } from '../src/session/state.js';
import {
  aCall,
  aCaller,
  aParticipant,
  aRingingCall,
  aSession,
  anEnd,
  anEndedCall,
  anError,
} from '../test/a-session.js';
import { picturePorts } from './pictures.js';

interface Args {
  'call-id': string;
  compact: boolean;
  state: Partial<SessionState>;
}

const meta: Meta<Args> = {
  title: 'Elements/Call',
  component: 'teams-call',
  args: { 'call-id': '', compact: false, state: { calls: [aCall] } },
  argTypes: { state: { table: { disable: true } } },
  render: ({ state, ...args }) => html`
    <teams-call
      .session=${aSession(state, picturePorts())}
      call-id=${args['call-id'] || nothing}
      ?compact=${args.compact}
    >
      <p slot="empty">No call right now.</p>
    </teams-call>
  `,
};

export default meta;

type Story = StoryObj<Args>;

const outgoing = { ...aCall, connectedAt: undefined };
const phoneCall = { ...aCall, kind: 'phone', participants: [aCaller], to: '+14255550100' } as const;

export const Empty: Story = { args: { state: {} } };

export const Calling: Story = { args: { state: { calls: [{ ...outgoing, state: 'Connecting' }] } } };

export const Ringing: Story = { args: { state: { calls: [{ ...outgoing, state: 'Ringing' }] } } };

export const RingingHere: Story = { args: { 'call-id': aRingingCall.id, state: { calls: [aRingingCall] } } };

export const Connected: Story = {};

export const PhoneCall: Story = { args: { state: { calls: [phoneCall] } } };

export const Muted: Story = { args: { state: { calls: [{ ...aCall, muted: true }] } } };

export const OtherMuted: Story = {
  args: { state: { calls: [{ ...aCall, participants: [{ ...aParticipant, muted: true }] }] } },
};

export const TheirVideo: Story = {
  args: { state: { calls: [{ ...aCall, participants: [{ ...aParticipant, video: true }] }] } },
};

export const BothVideos: Story = {
  args: {
    state: { calls: [{ ...aCall, video: true, participants: [{ ...aParticipant, video: true, muted: true }] }] },
  },
};

export const OwnVideo: Story = { args: { state: { calls: [{ ...aCall, video: true }] } } };

export const Reconnecting: Story = { args: { state: { calls: [{ ...aCall, state: 'Connecting' }] } } };

export const InLobby: Story = { args: { state: { calls: [{ ...outgoing, state: 'InLobby' }] } } };

export const OnHold: Story = { args: { state: { calls: [{ ...aCall, state: 'LocalHold' }] } } };

export const HeldByOther: Story = { args: { state: { calls: [{ ...aCall, state: 'RemoteHold' }] } } };

export const Disconnecting: Story = { args: { state: { calls: [{ ...aCall, state: 'Disconnecting' }] } } };

export const CameraBlocked: Story = {
  args: {
    state: { calls: [aCall], failures: [{ subject: `call:${aCall.id}`, error: anError('camera-blocked') }] },
  },
};

export const Ended: Story = { args: { state: { endedCall: anEndedCall } } };

export const NoAnswer: Story = {
  args: { state: { endedCall: { ...anEndedCall, connectedAt: undefined, end: { ...anEnd, reason: 'no-answer' } } } },
};

export const Failed: Story = {
  args: {
    state: {
      endedCall: {
        ...anEndedCall,
        end: { reason: 'failed', by: 'service', code: 408, subCode: 10057, error: anError('network-lost') },
      },
    },
  },
};

export const Compact: Story = { args: { compact: true } };

export const CompactEnded: Story = { args: { compact: true, state: { endedCall: anEndedCall } } };
