import { expect } from 'chai';
import '../../src/elements/teams-call/define.js';
import '../../src/elements/teams-incoming-call/define.js';
import type { TeamsIncomingCall } from '../../src/elements/teams-incoming-call/teams-incoming-call.js';
import { TeamsError } from '../../src/model/teams-error.js';
import type { SessionState } from '../../src/session/state.js';
import { aCaller, ACallingPort, aRingingCall, aSession, aSettings } from '../a-session.js';
import { fixture, html, rendered, until } from '../fixture.js';
import { ANode, AnAudioContext } from '../ui/an-audio-context.js';
import { announced, control, controlNames, shadowText } from './controls.js';
import { phoneCall, anIncomingCall, toasts, press } from './an-incoming-call.js';

describe('<teams-incoming-call>', () => {
  it('shows nothing while nothing rings', async () => {
    const element = await anIncomingCall({});
    expect(toasts(element)).to.deep.equal([]);
    expect(element.shadowRoot?.querySelector(':popover-open')).to.equal(null);
  });

  it('is a labelled alert dialog above everything, with a name on every control', async () => {
    const element = await anIncomingCall();
    const [toast] = toasts(element);
    expect(toast?.getAttribute('aria-label')).to.equal('Incoming call from Megan Bowen');
    expect(element.shadowRoot?.querySelector('[part=toasts]')?.matches(':popover-open')).to.equal(true);
    expect(controlNames(element)).to.deep.equal([
      'Accept call from Megan Bowen',
      'Decline call from Megan Bowen',
      'Accept with video: call from Megan Bowen',
    ]);
    expect(element.matches(':state(ringing)')).to.equal(true);
  });

  it('is announced, and leaves the focus where somebody types', async () => {
    const input = await fixture<HTMLInputElement>(html`<input aria-label="Notes" />`);
    input.focus();
    await anIncomingCall();
    expect(announced('assertive')).to.equal('Incoming call from Megan Bowen. Press F6 to go to the call.');
    expect(document.activeElement).to.equal(input);
  });

  it('shows the number of a phone call, and says so of a caller nobody knows', async () => {
    expect(shadowText(await anIncomingCall({ calls: [phoneCall] }))).to.contain('+14255550100');
    expect(shadowText(await anIncomingCall({ calls: [{ ...aRingingCall, participants: [] }] }))).to.contain(
      'Unknown caller',
    );
  });

  it('shows the name as soon as the directory knows it', async () => {
    const element = await anIncomingCall({ calls: [aRingingCall], people: {} });
    expect(shadowText(element)).to.contain('Unknown caller');
    element.session = aSession({ calls: [aRingingCall] });
    await rendered(document.body);
    expect(shadowText(element)).to.contain('Megan Bowen');
  });

  it('offers video with Teams users, and not where the other is a phone', async () => {
    const teams = await anIncomingCall({ calls: [aRingingCall] });
    expect(controlNames(teams)).to.include('Accept with video: call from Megan Bowen');
    const phone = await anIncomingCall({ calls: [{ ...aRingingCall, kind: 'phone', participants: [aCaller] }] });
    expect(controlNames(phone).join()).not.to.contain('video');
  });

  it('stacks several calls', async () => {
    const element = await anIncomingCall({ calls: [aRingingCall, phoneCall] });
    expect(toasts(element).map((toast) => toast.getAttribute('aria-label'))).to.deep.equal([
      'Incoming call from Megan Bowen',
      'Incoming call from +14255550100',
    ]);
  });

  it('shows no call that the page shows itself, and none where calls are not taken', async () => {
    expect(toasts(await anIncomingCall({ calls: [{ ...aRingingCall, toastHidden: true }] }))).to.deep.equal([]);
    const settings = { ...aSettings, inbound: 'off' } as const;
    expect(toasts(await anIncomingCall({ calls: [aRingingCall], settings }))).to.deep.equal([]);
  });

  it('stands where the page wants it', async () => {
    const element = await anIncomingCall();
    const box = (): DOMRect => toasts(element)[0]?.getBoundingClientRect() ?? new DOMRect();
    for (const animation of toasts(element)[0]?.getAnimations() ?? []) animation.finish();
    expect(box().top).to.equal(16);
    expect(document.documentElement.clientWidth - box().right).to.equal(16);
    document.documentElement.dir = 'rtl';
    expect(box().left).to.equal(16);
    document.documentElement.removeAttribute('dir');
    element.position = 'bottom-start';
    await rendered(document.body);
    for (const animation of toasts(element)[0]?.getAnimations() ?? []) animation.finish();
    expect(box().left).to.equal(16);
    expect(innerHeight - box().bottom).to.equal(16);
  });

  it('stands in the flow of the page when it is inline, and back', async () => {
    const element = await anIncomingCall();
    element.position = 'inline';
    await rendered(document.body);
    expect(element.shadowRoot?.querySelector('[popover]')).to.equal(null);
    expect(toasts(element)[0]?.checkVisibility()).to.equal(true);
    element.position = 'top-start';
    await rendered(document.body);
    expect(element.shadowRoot?.querySelector(':popover-open')).not.to.equal(null);
  });

  describe('acts', () => {
    for (const [name, asked] of [
      ['Accept call from Megan Bowen', ['answer', aRingingCall.id, false]],
      ['Accept with video: call from Megan Bowen', ['answer', aRingingCall.id, true]],
      ['Decline call from Megan Bowen', ['reject', aRingingCall.id]],
    ] as const) {
      it(`on "${name}"`, async () => {
        const calling = new ACallingPort();
        const element = await anIncomingCall({ calls: [aRingingCall] }, { calling: () => Promise.resolve(calling) });
        control(element, name).click();
        control(element, name).click(); // an impatient second press is no second command
        expect(await until(() => calling.asked[0])).to.deep.equal(asked);
        expect(calling.asked).to.have.length(1);
      });
    }

    it('says why it could not answer, and goes on ringing, ready for another try', async () => {
      const calling = new ACallingPort();
      calling.refusals.set('answer', new TeamsError('microphone-blocked'));
      const element = await anIncomingCall(undefined, { calling: () => Promise.resolve(calling) });
      control(element, 'Accept call from Megan Bowen').click();
      await until(() => shadowText(element).includes('does not let this page use the microphone'));
      await until(() => !control(element, 'Accept call from Megan Bowen').hasAttribute('aria-disabled'));
      control(element, 'Accept call from Megan Bowen').click();
      await until(() => calling.asked.length === 2);
      await until(() => !shadowText(element).includes('microphone'));
    });
  });

  describe('rings', () => {
    const real = { AudioContext, GainNode, OscillatorNode };

    beforeEach(() => {
      Object.assign(globalThis, { AudioContext: AnAudioContext, GainNode: ANode, OscillatorNode: ANode });
      AnAudioContext.made = [];
      AnAudioContext.allowed = true;
    });

    afterEach(() => {
      Object.assign(globalThis, real);
    });

    async function aSoundingCall(state: Partial<SessionState> = {}): Promise<TeamsIncomingCall> {
      const session = aSession({ calls: [aRingingCall], ...state });
      return fixture<TeamsIncomingCall>(html`<teams-incoming-call .session=${session}></teams-incoming-call>`);
    }

    it('until the call is gone', async () => {
      const element = await aSoundingCall();
      const sound = await until(() => AnAudioContext.made[0]);
      expect(sound.state).to.equal('running');
      element.session = aSession();
      await rendered(document.body);
      expect(sound.state).to.equal('closed');
    });

    it('offers to enable the sound where the browser keeps it silent', async () => {
      AnAudioContext.allowed = false;
      const element = await aSoundingCall();
      await until(() => controlNames(element).includes('Enable sound'));
      control(element, 'Enable sound').click();
      await rendered(document.body);
      expect(AnAudioContext.made[0]?.state).to.equal('running');
      expect(controlNames(element)).not.to.include('Enable sound');
    });

    it('not where the page is set to be silent, or the element is muted', async () => {
      await aSoundingCall({ settings: { ...aSettings, inbound: 'silent' } });
      await anIncomingCall();
      const heard = await aSoundingCall();
      await until(() => AnAudioContext.made.length > 0);
      expect(AnAudioContext.made).to.have.length(1);
      heard.remove();
      expect(AnAudioContext.made[0]?.state).to.equal('closed');
    });
  });

  it('leaves nothing behind when it is removed, and shows the call when it comes back', async () => {
    const page = await fixture(
      html`<div>
        <teams-incoming-call .session=${aSession({ calls: [aRingingCall] })} muted></teams-incoming-call>
      </div>`,
    );
    const element = page.querySelector('teams-incoming-call');
    if (!element) throw new Error('There is no element.');
    element.remove();
    expect(press('F6')).to.equal(true);
    page.append(element);
    await rendered(page);
    await until(() => element.shadowRoot?.querySelector(':popover-open'));
    expect(press('F6')).to.equal(false);
  });
});
