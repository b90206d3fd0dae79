import { expect } from 'chai';
import { TeamsError } from '../../src/model/teams-error.js';
import type { IdentityPort } from '../../src/ports/identity.js';
import { anIdentity, aPerson } from '../a-session.js';
import { rendered, until } from '../fixture.js';
import { aRecordedButton, only, outgoing } from './a-call-button.js';
import { control, descriptionOf, nameOf, shadowText } from './controls.js';

describe('<teams-call-button> pressed', () => {
  it('dials, and hangs up on the next press', async () => {
    const { element, calling } = await aRecordedButton();
    only(element).click();
    const dialled = await until(() => calling.asked[0]);
    expect(dialled[0]).to.equal('dial');
    const { id, party } = dialled[1] as { id: string; party: { kind: string; userId: string } };
    expect(party).to.include({ kind: 'teams-user', userId: aPerson.id });
    calling.deliver({ ...outgoing, id });
    await rendered(document.body);
    control(element, 'Cancel the call to Megan Bowen').click();
    expect(await until(() => calling.asked[1])).to.deep.equal(['hangUp', id]);
  });

  it('tells the page first, with its record, from itself', async () => {
    const { element } = await aRecordedButton();
    const asked = new Promise<GlobalEventHandlersEventMap['teams-before-dial']>((resolve) => {
      element.addEventListener('teams-before-dial', (event) => {
        event.preventDefault();
        resolve(event);
      });
    });
    only(element).click();
    const event = await asked;
    expect(event.input).to.equal(aPerson.id);
    expect(event.source).to.equal('button');
    expect(event.record).to.deep.equal({ id: '42', type: 'contact' });
    await until(() => element.session.state.dialling.length === 0);
    expect(element.session.state.failures).to.deep.equal([]);
  });

  it('shows why the service did not take the call, and can be pressed again', async () => {
    const { element, calling } = await aRecordedButton();
    calling.refusals.set('dial', new TeamsError('microphone-missing'));
    only(element).click();
    await until(() => descriptionOf(only(element)).includes('No microphone was found'));
    only(element).click();
    await until(() => calling.asked.length === 2);
    await until(() => descriptionOf(only(element)) === '');
  });

  it('signs in first, and dials when that is done', async () => {
    const { element, calling } = await aRecordedButton(
      { identity: () => Promise.resolve(anIdentity) },
      { status: 'signed-out', user: undefined, connected: false },
    );
    only(element).click();
    expect((await until(() => calling.asked[0]))[0]).to.equal('dial');
    expect(element.session.state.status).to.equal('ready');
  });

  it('says why it could not sign in', async () => {
    const signIn = (): Promise<never> => Promise.reject(new TeamsError('popup-blocked'));
    const { element, calling } = await aRecordedButton(
      { identity: () => Promise.resolve({ ...anIdentity, signIn }) },
      { status: 'signed-out', user: undefined, connected: false },
    );
    only(element).click();
    await until(() => shadowText(element).includes('Your browser blocked the sign-in window'));
    expect(nameOf(only(element))).to.match(/^Call /);
    expect(calling.asked).to.deep.equal([]);
  });

  it('forgets why it could not sign in when that is mended elsewhere, and shows nothing else that goes wrong', async () => {
    let tries = 0;
    const signIn: IdentityPort['signIn'] = () => {
      tries += 1;
      return tries === 1 ? Promise.reject(new TeamsError('popup-blocked')) : anIdentity.signIn([]);
    };
    const { element, session } = await aRecordedButton(
      { identity: () => Promise.resolve({ ...anIdentity, signIn }) },
      { status: 'signed-out', user: undefined, connected: false },
    );
    only(element).click();
    await until(() => shadowText(element).includes('Your browser blocked the sign-in window'));
    await session.signIn();
    await until(() => descriptionOf(only(element)) === '');
    session.reportError(new TeamsError('network-lost'));
    await rendered(document.body);
    expect(shadowText(element)).not.to.contain('network');
    expect(element.matches(':state(failed)')).to.equal(false);
  });
});
