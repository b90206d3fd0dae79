import { expect } from 'chai';
import '../../src/elements/teams-call/define.js';
import '../../src/elements/teams-call-button/define.js';
import type { Call } from '../../src/model/call.js';
import { TeamsError } from '../../src/model/teams-error.js';
import type { Ports } from '../../src/ports/ports.js';
import { aCall, aCaller, ACallingPort, AClock, aParticipant, aRingingCall, aSession } from '../a-session.js';
import { fixture, html, rendered, until } from '../fixture.js';
import { control, controlNames, shadowText } from './controls.js';
import { outgoing, aStage, aRecordedStage, part } from './a-stage.js';

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
});
