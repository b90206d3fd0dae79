import { expect } from 'chai';
import '../../src/elements/teams-call/define.js';
import '../../src/elements/teams-incoming-call/define.js';
import { ACallingPort, anEnd, aRingingCall, aSession } from '../a-session.js';
import { fixture, html, rendered, until } from '../fixture.js';
import { control } from './controls.js';
import { phoneCall, anIncomingCall, toasts, press } from './an-incoming-call.js';

describe('<teams-incoming-call> by keyboard', () => {
  it('goes to the call by F6 and back', async () => {
    const input = await fixture<HTMLInputElement>(html`<input aria-label="Notes" />`);
    input.focus();
    const element = await anIncomingCall();
    expect(press('F6')).to.equal(false);
    expect(element.shadowRoot?.activeElement).to.equal(toasts(element)[0]);
    press('F6');
    expect(document.activeElement).to.equal(input);
  });

  it('leaves by Escape, which does not decline', async () => {
    const input = await fixture<HTMLInputElement>(html`<input aria-label="Notes" />`);
    input.focus();
    const calling = new ACallingPort();
    const element = await anIncomingCall(undefined, { calling: () => Promise.resolve(calling) });
    press('F6');
    press('Escape', toasts(element)[0]);
    expect(document.activeElement).to.equal(input);
    expect(toasts(element)).to.have.length(1);
    expect(calling.asked).to.deep.equal([]);
  });

  it('leaves F6 to the page while nothing rings', async () => {
    await anIncomingCall({});
    expect(press('F6')).to.equal(true);
  });

  it('gives the focus back when the call is gone', async () => {
    const input = await fixture<HTMLInputElement>(html`<input aria-label="Notes" />`);
    input.focus();
    const element = await anIncomingCall();
    press('F6');
    control(element, 'Accept call from Megan Bowen').focus();
    element.session = aSession();
    await rendered(document.body);
    expect(document.activeElement).to.equal(input);
  });
});

describe('<teams-incoming-call> accepted by keyboard', () => {
  it('goes to the controls of the call where the focus came from nowhere', async () => {
    const calling = new ACallingPort();
    const session = aSession({ calls: [aRingingCall] }, { calling: () => Promise.resolve(calling) });
    const page = await fixture(
      html`<div>
        <teams-incoming-call .session=${session} muted></teams-incoming-call>
        <teams-call .session=${session}></teams-call>
      </div>`,
    );
    const [toast, call] = page.children;
    if (!toast || !call) throw new Error('There are no elements.');
    press('F6');
    control(toast, 'Accept call from Megan Bowen').focus();
    control(toast, 'Accept call from Megan Bowen').click();
    await until(() => calling.asked.length > 0);
    calling.deliver({ ...aRingingCall, state: 'Connected' });
    await until(() => document.activeElement === call);
    expect(call.shadowRoot?.activeElement).to.equal(control(call, 'Mute'));
  });

  it('takes no focus that was not on it', async () => {
    const calling = new ACallingPort();
    const session = aSession({ calls: [aRingingCall] }, { calling: () => Promise.resolve(calling) });
    const page = await fixture(
      html`<div>
        <teams-incoming-call .session=${session} muted></teams-incoming-call>
        <teams-call .session=${session}></teams-call>
      </div>`,
    );
    await session.answer(aRingingCall.id);
    calling.deliver({ ...aRingingCall, state: 'Connected' });
    await rendered(page);
    expect(document.activeElement).to.equal(document.body);
  });

  it('goes to the next toast while another call rings, and then back', async () => {
    const input = await fixture<HTMLInputElement>(html`<input aria-label="Notes" />`);
    input.focus();
    const calling = new ACallingPort();
    const element = await anIncomingCall(
      { calls: [aRingingCall, phoneCall] },
      { calling: () => Promise.resolve(calling) },
    );
    press('F6');
    control(element, 'Decline call from Megan Bowen').focus();
    control(element, 'Decline call from Megan Bowen').click();
    await until(() => calling.asked.length > 0);
    calling.deliver({ ...aRingingCall, state: 'Disconnected', end: anEnd });
    await rendered(document.body);
    expect(element.shadowRoot?.activeElement).to.equal(toasts(element)[0]);
    expect(toasts(element)[0]?.getAttribute('aria-label')).to.equal('Incoming call from +14255550100');
    press('Escape', toasts(element)[0]);
    expect(document.activeElement).to.equal(input);
  });
});
