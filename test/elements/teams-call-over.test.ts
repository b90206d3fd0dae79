import { expect } from 'chai';
import '../../src/elements/teams-call/define.js';
import '../../src/elements/teams-call-button/define.js';
import { aCall, ACallingPort, anEnd, anEndedCall, anError, aPerson, aSession } from '../a-session.js';
import { fixture, html, rendered, until } from '../fixture.js';
import { control, controlNames, shadowText } from './controls.js';
import { aStage, aRecordedStage, part } from './a-stage.js';

describe('<teams-call> when the call is over', () => {
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
