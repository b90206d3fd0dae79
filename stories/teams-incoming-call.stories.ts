import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import '../src/elements/teams-incoming-call/define.js';
import type { ToastPosition } from '../src/elements/teams-incoming-call/teams-incoming-call.js';
import type { SessionState } from '../src/session/state.js';
import { aCaller, aRingingCall, aSession, aSettings, anError } from '../test/a-session.js';
import { ANode, AnAudioContext } from '../test/ui/an-audio-context.js';
import { picturePorts } from './pictures.js';

interface Args {
  position: ToastPosition;
  ringtone: string;
  muted: boolean;
  photo: boolean;
  state: Partial<SessionState>;
}

const meta: Meta<Args> = {
  title: 'Elements/Incoming call',
  component: 'teams-incoming-call',
  args: { position: 'top-end', ringtone: '', muted: true, photo: false, state: { calls: [aRingingCall] } },
  argTypes: {
    position: { control: 'select', options: ['top-end', 'top-start', 'bottom-end', 'bottom-start', 'inline'] },
    photo: { table: { disable: true } },
    state: { table: { disable: true } },
  },
  render: ({ position, ringtone, muted, photo, state }) => html`
    <teams-incoming-call
      .session=${aSession(state, photo ? picturePorts() : {})}
      position=${position}
      ringtone=${ringtone || nothing}
      ?muted=${muted}
    ></teams-incoming-call>
  `,
};

export default meta;

type Story = StoryObj<Args>;

const phoneCall = { ...aRingingCall, id: 'call-3', kind: 'phone', participants: [aCaller] } as const;

export const Quiet: Story = { args: { state: { calls: [] } } };

export const Colleague: Story = {};

export const WithPhoto: Story = { args: { photo: true } };

export const PhoneNumber: Story = { args: { state: { calls: [phoneCall] } } };

export const UnknownCaller: Story = {
  args: { state: { calls: [{ ...aRingingCall, participants: [] }] } },
};

export const TwoCalls: Story = { args: { state: { calls: [aRingingCall, phoneCall] } } };

export const MicrophoneBlocked: Story = {
  args: {
    state: {
      calls: [aRingingCall],
      failures: [{ subject: `call:${aRingingCall.id}`, error: anError('microphone-blocked') }],
    },
  },
};

export const Inline: Story = { args: { position: 'inline' } };

export const BottomStart: Story = { args: { position: 'bottom-start' } };

export const Silent: Story = {
  args: { muted: false, state: { calls: [aRingingCall], settings: { ...aSettings, inbound: 'silent' } } },
};

/** The browser keeps the ringtone silent until the person has clicked on the page. */
export const SoundBlocked: Story = {
  args: { muted: false },
  beforeEach: () => {
    const real = { AudioContext, GainNode, OscillatorNode };
    Object.assign(globalThis, { AudioContext: AnAudioContext, GainNode: ANode, OscillatorNode: ANode });
    AnAudioContext.allowed = false;
    return () => {
      AnAudioContext.allowed = true;
      Object.assign(globalThis, real);
    };
  },
};
