import { expect } from 'chai';
import type { TeamsCallButton } from '../../src/elements/teams-call-button/teams-call-button.js';
import { TeamsError } from '../../src/model/teams-error.js';
import { aCall, AClock, anEndedCall, anError, aPerson, aRingingCall, aSession, NOW } from '../a-session.js';
import { fixture, html, rendered, until } from '../fixture.js';
import { aButton, only, outgoing } from './a-call-button.js';
import { announced, control, controlNames, descriptionOf, nameOf, shadowText } from './controls.js';

describe('<teams-call-button>', () => {
  it('says whom it calls: by the name given, else by the directory, else as written', async () => {
    const element = await aButton();
    expect(nameOf(only(element))).to.equal('Call Megan Bowen');
    element.name = 'Meg';
    await rendered(document.body);
    expect(nameOf(only(element))).to.equal('Call Meg');
    expect(nameOf(only(await aButton({}, '+14255550100')))).to.equal('Call +14255550100');
  });

  it('knows a person by address as well', async () => {
    expect(nameOf(only(await aButton({}, 'megan@fabrikam.example')))).to.equal('Call Megan Bowen');
  });

  it('says that it calls with video', async () => {
    const element = await aButton();
    element.setAttribute('video', '');
    await rendered(document.body);
    expect(nameOf(only(element))).to.equal('Video call Megan Bowen');
  });

  it('lets the page choose the words', async () => {
    const element = await fixture<TeamsCallButton>(
      html`<teams-call-button .session=${aSession()} to=${aPerson.id}>Talk to us</teams-call-button>`,
    );
    expect(nameOf(only(element))).to.equal('Talk to us');
  });

  describe('where nobody can be called', () => {
    for (const [why, state, to, reason] of [
      [
        'the page is not set up',
        { settings: undefined, user: undefined, status: 'signed-out' },
        aPerson.id,
        'Calling is not set up on this page yet.',
      ],
      ['there is nobody to call', {}, ' ', 'There is nobody to call.'],
      ['another call is on', { calls: [aCall] }, '+14255550100', 'You are in another call.'],
      [
        'another call is being started',
        { dialling: ['+14255550101'] },
        '+14255550100',
        'Another call is being started.',
      ],
      [
        'the account has no phone plan',
        { phoneCallsAllowed: false },
        '+14255550100',
        'Your account has no phone plan, so it cannot call telephone numbers.',
      ],
    ] as const) {
      it(`stays in reach and says why: ${why}`, async () => {
        const element = await aButton(state, to);
        const button = only(element);
        expect(button.disabled).to.equal(false);
        expect(button.getAttribute('aria-disabled')).to.equal('true');
        expect(descriptionOf(button)).to.equal(reason);
        button.click();
        expect(announced('assertive')).to.equal(reason);
        expect(element.session.state.dialling).to.deep.equal(state && 'dialling' in state ? state.dialling : []);
      });
    }

    it('says so where the page turned it off', async () => {
      const element = await aButton();
      element.disabled = true;
      await rendered(document.body);
      expect(descriptionOf(only(element))).to.equal('Calling is turned off here.');
    });

    it('can be a colleague all the same where the account has no phone plan', async () => {
      expect(only(await aButton({ phoneCallsAllowed: false })).hasAttribute('aria-disabled')).to.equal(false);
    });
  });

  describe('while its call lasts', () => {
    it('says that it dials', async () => {
      const element = await aButton({ dialling: [aPerson.id] });
      expect(nameOf(only(element))).to.equal('Calling Megan Bowen…');
      expect(only(element).getAttribute('aria-busy')).to.equal('true');
      expect(element.matches(':state(dialling)')).to.equal(true);
    });

    it('offers to cancel while it rings', async () => {
      const element = await aButton({ calls: [outgoing] });
      expect(controlNames(element)).to.deep.equal(['Cancel the call to Megan Bowen']);
      expect(element.matches(':state(ringing)')).to.equal(true);
    });

    it('offers to hang up when it is connected', async () => {
      const element = await aButton({ calls: [aCall] });
      expect(controlNames(element)).to.deep.equal(['Hang up 01:23 Call with Megan Bowen']);
      expect(element.matches(':state(connected)')).to.equal(true);
    });

    it('counts the seconds, without rendering anew', async () => {
      const clock = new AClock();
      const element = await fixture<TeamsCallButton>(
        html`<teams-call-button
          .session=${aSession({ calls: [aCall] }, { clock })}
          to=${aPerson.id}
        ></teams-call-button>`,
      );
      expect(shadowText(element)).to.contain('01:23');
      clock.pass(2000);
      expect(element.isUpdatePending).to.equal(false);
      expect(shadowText(element)).to.contain('01:25');
      element.remove();
      expect(clock.waiting).to.equal(0);
    });

    it('counts on after it was moved', async () => {
      const clock = new AClock();
      const session = aSession({ calls: [aCall] }, { clock });
      const page = await fixture(
        html`<div>
          <teams-call-button .session=${session} to=${aPerson.id}></teams-call-button>
          <aside></aside>
        </div>`,
      );
      const element = page.querySelector('teams-call-button');
      if (!element) throw new Error('There is no element.');
      element.remove();
      clock.pass(5000);
      page.querySelector('aside')?.append(element);
      await rendered(page);
      expect(shadowText(element)).to.contain('01:28');
      clock.pass(1000);
      expect(shadowText(element)).to.contain('01:29');
    });

    it('answers when the person it would call is calling', async () => {
      expect(controlNames(await aButton({ calls: [aRingingCall] }))).to.deep.equal(['Answer Megan Bowen']);
    });

    it('does not mind a call with somebody else that only rings', async () => {
      const element = await aButton({ calls: [aRingingCall] }, '+14255550100');
      expect(only(element).hasAttribute('aria-disabled')).to.equal(false);
    });
  });

  it('says how its last call ended, and offers the next', async () => {
    const element = await aButton({ endedCall: anEndedCall });
    expect(shadowText(element)).to.contain('Call ended · 01:23');
    expect(controlNames(element)).to.deep.equal(['Call Megan Bowen']);
  });

  it('says why its last call failed, in reach of the button, and forgets it on request', async () => {
    const element = await aButton({
      failures: [{ subject: `dial:${aPerson.id}`, error: anError('microphone-blocked') }],
    });
    expect(descriptionOf(only(element))).to.contain('does not let this page use the microphone');
    expect(element.matches(':state(failed)')).to.equal(true);
    control(element, 'Dismiss').click();
    await rendered(document.body);
    expect(descriptionOf(only(element))).to.equal('');
    expect(element.matches(':state(failed)')).to.equal(false);
    expect(element.shadowRoot?.activeElement).to.equal(only(element));
  });

  it('is one button whatever happens, so that the focus stays', async () => {
    const element = await aButton();
    const button = only(element);
    button.focus();
    element.session = aSession({ calls: [outgoing] });
    await rendered(document.body);
    expect(nameOf(only(element))).to.equal('Cancel the call to Megan Bowen');
    expect(element.shadowRoot?.activeElement).to.equal(button);
  });

  it('follows an attribute that comes later', async () => {
    const element = await aButton({}, '');
    expect(descriptionOf(only(element))).to.equal('There is nobody to call.');
    element.setAttribute('to', '+14255550100');
    await rendered(document.body);
    expect(nameOf(only(element))).to.equal('Call +14255550100');
  });

  it('is announced once, however many show the same call', async () => {
    const session = aSession({}, { clock: new AClock(NOW) });
    await fixture(
      html`<teams-call-button .session=${session} to=${aPerson.id}></teams-call-button>
        <teams-call-button .session=${session} to=${aPerson.id}></teams-call-button>`,
    );
    let lines = 0;
    const observer = new MutationObserver((records) => (lines += records.length));
    session.dismiss();
    const error = new TeamsError('popup-blocked');
    session.reportError(error);
    const region = document.querySelector('[aria-live=assertive]');
    if (!region) throw new Error('Nothing was announced.');
    expect(announced('assertive')).to.equal(error.userMessage);
    observer.observe(region, { childList: true });
    session.reportError(new TeamsError('sign-in-failed'));
    await until(() => lines > 0);
    expect(lines).to.equal(1);
    observer.disconnect();
  });
});
