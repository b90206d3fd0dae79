import { expect } from 'chai';
import '../../src/elements/teams-call/define.js';
import '../../src/elements/teams-call-button/define.js';
import type { TeamsCall } from '../../src/elements/teams-call/teams-call.js';
import type { Call } from '../../src/model/call.js';
import { TeamsError } from '../../src/model/teams-error.js';
import type { Ports } from '../../src/ports/ports.js';
import type { SessionState } from '../../src/session/state.js';
import {
  aCall,
  aCaller,
  ACallingPort,
  AClock,
  anEnd,
  anEndedCall,
  anError,
  aParticipant,
  aPerson,
  aRingingCall,
  aSession,
} from '../a-session.js';
import { fixture, html, rendered, until } from '../fixture.js';
import { control, controlNames, shadowText } from './controls.js';

const outgoing: Call = { ...aCall, connectedAt: undefined };

async function aStage(
  state: Partial<SessionState> = { calls: [aCall] },
  ports: Partial<Ports> = {},
): Promise<TeamsCall> {
  return fixture<TeamsCall>(
    html`<teams-call .session=${aSession(state, ports)}><p slot="empty">No call right now.</p></teams-call>`,
  );
}

/** A stage over a calling service that records. */
async function aRecordedStage(call: Call = aCall): Promise<{ element: TeamsCall; calling: ACallingPort }> {
  const calling = new ACallingPort();
  const element = await aStage({ calls: [call] }, { calling: () => Promise.resolve(calling) });
  return { element, calling };
}

function part(element: Element, name: string): HTMLElement | null | undefined {
  return element.shadowRoot?.querySelector<HTMLElement>(`[part="${name}"]`);
}

describe('<teams-call>', () => {
  it('shows its slot while there is no call', async () => {
    const element = await aStage({});
    expect(shadowText(element)).to.equal('No call right now.');
    expect(controlNames(element)).to.deep.equal([]);
  });

  it('does not show a call that only rings, but where the page asks for it', async () => {
    expect(shadowText(await aStage({ calls: [aRingingCall] }))).to.equal('No call right now.');
    const element = await fixture(
      html`<teams-call .session=${aSession({ calls: [aRingingCall] })} call-id=${aRingingCall.id}></teams-call>`,
    );
    expect(shadowText(element)).to.contain('Incoming call');
    expect(controlNames(element)).to.deep.equal(['Accept', 'Decline']);
  });

  for (const [state, words] of [
    ['None', 'Calling…'],
    ['Connecting', 'Calling…'],
    ['Ringing', 'Ringing…'],
    ['EarlyMedia', 'Ringing…'],
    ['InLobby', 'Waiting to be let in…'],
    ['Disconnecting', 'Ending…'],
  ] as const) {
    it(`says "${words}" while an outgoing call is ${state}`, async () => {
      expect(part(await aStage({ calls: [{ ...outgoing, state }] }), 'state')?.textContent?.trim()).to.equal(words);
    });
  }

  for (const [state, words] of [
    ['LocalHold', 'On hold'],
    ['RemoteHold', 'Megan Bowen put you on hold'],
    ['Connecting', 'Reconnecting…'],
  ] as const) {
    it(`says "${words}" when a call that was connected is ${state}`, async () => {
      expect(part(await aStage({ calls: [{ ...aCall, state }] }), 'state')?.textContent?.trim()).to.equal(words);
    });
  }

  it('says who it is with and counts the seconds', async () => {
    const clock = new AClock();
    const element = await aStage(undefined, { clock });
    expect(part(element, 'name')?.textContent?.trim()).to.equal('Megan Bowen');
    expect(element.shadowRoot?.querySelector('[role=timer]')?.textContent).to.equal('01:23');
    clock.pass(60_000);
    expect(element.shadowRoot?.querySelector('[role=timer]')?.textContent).to.equal('02:23');
    expect(element.matches(':state(connected)')).to.equal(true);
  });

  it('shows the number of a phone call, and no camera for it', async () => {
    const element = await aStage({ calls: [{ ...aCall, kind: 'phone', participants: [aCaller] }] });
    expect(part(element, 'name')?.textContent?.trim()).to.equal('+14255550100');
    expect(controlNames(element)).to.deep.equal(['Mute', 'Hang up']);
  });

  it('says that the other is muted', async () => {
    const element = await aStage({ calls: [{ ...aCall, participants: [{ ...aParticipant, muted: true }] }] });
    expect(element.shadowRoot?.querySelector('[role=img]')?.getAttribute('aria-label')).to.equal(
      'Megan Bowen is muted',
    );
  });

  describe('controls', () => {
    for (const [name, change, asked] of [
      ['Mute', { muted: false }, 'mute'],
      ['Mute', { muted: true }, 'unmute'],
      ['Camera', { video: false }, 'startVideo'],
      ['Camera', { video: true }, 'stopVideo'],
      ['Hang up', {}, 'hangUp'],
    ] as const) {
      it(`asks to ${asked} by "${name}"`, async () => {
        const { element, calling } = await aRecordedStage({ ...aCall, ...change });
        control(element, name).click();
        expect(await until(() => calling.asked[0])).to.deep.equal([asked, aCall.id]);
      });
    }

    it('show as pressed what is so, and not what was asked for', async () => {
      const { element, calling } = await aRecordedStage();
      control(element, 'Mute').click();
      await until(() => calling.asked.length > 0);
      expect(control(element, 'Mute').getAttribute('aria-pressed')).to.equal('false');
      calling.deliver({ ...aCall, muted: true });
      await rendered(document.body);
      expect(control(element, 'Mute').getAttribute('aria-pressed')).to.equal('true');
      expect(element.matches(':state(muted)')).to.equal(true);
    });

    it('wait for the call to be connected, but hanging up does not', async () => {
      const { element, calling } = await aRecordedStage({ ...outgoing, state: 'Ringing' });
      expect(control(element, 'Mute').getAttribute('aria-disabled')).to.equal('true');
      control(element, 'Mute').click();
      control(element, 'Hang up').click();
      expect(await until(() => calling.asked[0])).to.deep.equal(['hangUp', aCall.id]);
    });

    it('say why they did not work', async () => {
      const { element, calling } = await aRecordedStage();
      calling.refusals.set('startVideo', new TeamsError('camera-blocked'));
      control(element, 'Camera').click();
      await until(() => shadowText(element).includes('does not let this page use the camera'));
      control(element, 'Dismiss').click();
      await rendered(document.body);
      expect(shadowText(element)).not.to.contain('camera');
    });

    it('are at least 24 pixels each way, and fit in 320', async () => {
      const element = await aStage({ calls: [{ ...aCall, video: true }] });
      element.style.inlineSize = '320px';
      for (const compact of [false, true]) {
        element.compact = compact;
        await rendered(document.body);
        const stage = part(element, 'stage')?.getBoundingClientRect();
        for (const name of controlNames(element)) {
          const { width, height, left, right } = control(element, name).getBoundingClientRect();
          expect(Math.min(width, height)).to.be.at.least(24);
          expect(left).to.be.at.least(stage?.left ?? Infinity);
          expect(right).to.be.at.most(stage?.right ?? 0);
        }
      }
    });
  });

  describe('pictures', () => {
    const streams = new Map<string, MediaStream>();
    const both: Call = { ...aCall, video: true, participants: [{ ...aParticipant, video: true }] };

    function portsWithPictures(): Partial<Ports> {
      const calling = new ACallingPort();
      calling.stream = (_call, participant) => {
        const canvas = document.createElement('canvas');
        canvas.getContext('2d')?.fillRect(0, 0, 1, 1);
        const stream = canvas.captureStream(5);
        streams.set(participant, stream);
        return Promise.resolve(stream);
      };
      return { calling: () => Promise.resolve(calling) };
    }

    function video(element: Element, name: string): HTMLVideoElement {
      const found = part(element, name);
      if (!(found instanceof HTMLVideoElement)) throw new Error(`There is no ${name}.`);
      return found;
    }

    it('are those of the other and our own, named and without sound', async () => {
      const element = await aStage({ calls: [both] }, portsWithPictures());
      const [theirs, own] = [video(element, 'video'), video(element, 'own-video')];
      await until(() => theirs.srcObject && own.srcObject);
      expect(theirs.srcObject).to.equal(streams.get(aParticipant.id));
      expect(own.srcObject).to.equal(streams.get('local'));
      expect([theirs.muted, own.muted]).to.deep.equal([true, true]);
      expect(theirs.getAttribute('aria-label')).to.equal('Video of Megan Bowen');
      expect(own.getAttribute('aria-label')).to.equal('Your camera');
    });

    it('mirror us, and nobody else', async () => {
      const element = await aStage({ calls: [both] }, portsWithPictures());
      expect(getComputedStyle(video(element, 'own-video')).scale).to.equal('-1 1');
      expect(getComputedStyle(video(element, 'video')).scale).to.equal('none');
    });

    it('are let go with the element and asked for again when it comes back', async () => {
      const element = await aStage({ calls: [both] }, portsWithPictures());
      const theirs = video(element, 'video');
      await until(() => theirs.srcObject);
      const before = theirs.srcObject;
      const parent = element.parentElement;
      element.remove();
      expect(theirs.srcObject).to.equal(null);
      parent?.append(element);
      await until(() => theirs.srcObject);
      expect(theirs.srcObject).not.to.equal(before);
    });

    it('leave the avatar in sight where there is none', async () => {
      const element = await aStage({ calls: [both] });
      expect(part(element, 'avatar')?.checkVisibility()).to.equal(true);
      expect(video(element, 'video').checkVisibility({ visibilityProperty: true })).to.equal(false);
    });

    it('are not shown in a row', async () => {
      const element = await aStage({ calls: [both] }, portsWithPictures());
      element.compact = true;
      await rendered(document.body);
      expect(element.shadowRoot?.querySelector('video')).to.equal(null);
    });
  });

  describe('when the call is over', () => {
    it('says how and how long', async () => {
      const element = await aStage({ endedCall: anEndedCall });
      expect(part(element, 'state')?.textContent?.replace(/\s+/g, ' ').trim()).to.equal('Call ended Lasted 01:23');
      expect(controlNames(element)).to.deep.equal(['Call again', 'Close']);
      expect(element.matches(':state(ended)')).to.equal(true);
    });

    for (const [reason, words] of [
      ['canceled', 'Call cancelled'],
      ['no-answer', 'No answer'],
      ['busy', 'Busy'],
      ['rejected', 'Call declined'],
      ['transferred', 'Call transferred'],
    ] as const) {
      it(`says "${words}" of ${reason}`, async () => {
        const endedCall = { ...anEndedCall, connectedAt: undefined, end: { ...anEnd, reason } };
        expect(part(await aStage({ endedCall }), 'state')?.textContent?.trim()).to.equal(words);
      });
    }

    it('says why it failed', async () => {
      const end = { ...anEnd, reason: 'failed', error: anError('network-lost') } as const;
      const element = await aStage({ endedCall: { ...anEndedCall, end } });
      expect(shadowText(element)).to.contain('The call failed').and.to.contain('The network connection was lost.');
    });

    it('closes', async () => {
      const element = await aStage({ endedCall: anEndedCall });
      control(element, 'Close').click();
      await rendered(document.body);
      expect(shadowText(element)).to.equal('No call right now.');
    });

    it('calls again whom it called, and offers it of no incoming call', async () => {
      const calling = new ACallingPort();
      const element = await aStage({ endedCall: anEndedCall }, { calling: () => Promise.resolve(calling) });
      control(element, 'Call again').click();
      const [command, request] = await until(() => calling.asked[0]);
      expect(command).to.equal('dial');
      expect((request as { party: { userId: string } }).party.userId).to.equal(aPerson.id);
      const incoming = await aStage({ endedCall: { ...anEndedCall, direction: 'Incoming', to: undefined } });
      expect(controlNames(incoming)).to.deep.equal(['Close']);
    });

    for (const video of [true, false]) {
      it(`calls again ${video ? 'with' : 'without'} the camera, as before`, async () => {
        const { element, calling } = await aRecordedStage({ ...aCall, video });
        control(element, 'Hang up').click();
        await until(() => calling.asked.length > 0);
        // The service turns the camera off as the call ends.
        calling.deliver({ ...aCall, state: 'Disconnecting', video: false });
        calling.deliver({ ...aCall, state: 'Disconnected', video: false, end: anEnd });
        await rendered(document.body);
        control(element, 'Call again').click();
        expect(await until(() => calling.asked[1]?.[1])).to.include({ video });
      });
    }

    it('moves the focus to "Close" when it was on a control that goes', async () => {
      const { element, calling } = await aRecordedStage();
      control(element, 'Hang up').focus();
      control(element, 'Hang up').click();
      await until(() => calling.asked.length > 0);
      calling.deliver({ ...aCall, state: 'Disconnected', end: anEnd });
      await rendered(document.body);
      expect(element.shadowRoot?.activeElement).to.equal(control(element, 'Close'));
    });

    it('gives the focus back to where it came from when it is closed', async () => {
      const calling = new ACallingPort();
      const session = aSession({ calls: [aCall] }, { calling: () => Promise.resolve(calling) });
      const page = await fixture(
        html`<div>
          <teams-call-button .session=${session} to=${aPerson.id}></teams-call-button>
          <teams-call .session=${session}></teams-call>
        </div>`,
      );
      const [button, element] = page.children;
      if (!(button instanceof HTMLElement) || !element) throw new Error('There are no elements.');
      button.focus();
      control(element, 'Hang up').focus();
      control(element, 'Hang up').click();
      await until(() => calling.asked.length > 0);
      calling.deliver({ ...aCall, state: 'Disconnected', end: anEnd });
      await rendered(page);
      expect(element.shadowRoot?.activeElement).to.equal(control(element, 'Close'));
      control(element, 'Close').click();
      await rendered(page);
      expect(document.activeElement).to.equal(button);
    });

    it('takes no focus that was elsewhere', async () => {
      const input = await fixture<HTMLInputElement>(html`<input aria-label="Notes" />`);
      const element = await aStage();
      input.focus();
      element.session = aSession({ endedCall: anEndedCall });
      await rendered(document.body);
      expect(document.activeElement).to.equal(input);
    });
  });
});
