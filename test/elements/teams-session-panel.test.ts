import { expect } from 'chai';
import '../../src/elements/teams-session/define.js';
import type { TeamsSession } from '../../src/elements/teams-session/teams-session.js';
import { TeamsError } from '../../src/model/teams-error.js';
import type { IdentityPort } from '../../src/ports/identity.js';
import { aCall, ACallingPort, AClock, anError, anIdentity, aSession, aSettings } from '../a-session.js';
import { fixture, html, rendered, until } from '../fixture.js';
import { announced, control, controlNames, shadowText } from './controls.js';

const nobody = { status: 'signed-out', user: undefined, connected: false } as const;

describe('what <teams-session> shows', () => {
  it('offers to sign in again when the sign-in ran out', async () => {
    const element = await fixture(
      html`<teams-session .session=${aSession({ status: 'expired', connected: false })}></teams-session>`,
    );
    expect(shadowText(element)).to.contain('Your sign-in has expired.');
    expect(controlNames(element)).to.deep.equal(['Sign in again']);
  });

  it('offers to allow what was wanted and is missing, or to do without', async () => {
    const asked: string[] = [];
    const identity: IdentityPort = {
      ...anIdentity,
      consent: (features) => Promise.resolve(void asked.push(...features)),
    };
    const session = aSession({ consentRequired: ['people'] }, { identity: () => Promise.resolve(identity) });
    const element = await fixture(html`<teams-session .session=${session}></teams-session>`);
    expect(shadowText(element)).to.contain('asks for your permission to work with the names');
    expect(controlNames(element)).to.deep.equal(['Allow', 'Dismiss']);
    control(element, 'Allow').click();
    await until(() => asked.length > 0);
    expect(asked).to.deep.equal(['people']);
    await until(() => shadowText(element) === '');

    const other = aSession({ consentRequired: ['people'] });
    const second = await fixture(html`<teams-session .session=${other}></teams-session>`);
    control(second, 'Dismiss').click();
    await until(() => shadowText(second) === '');
    expect(other.state.consentRequired).to.deep.equal([]);
  });

  it('tells whoever is in a call that their sign-in changed elsewhere', async () => {
    const session = aSession({ calls: [aCall], error: anError('account-changed') });
    const element = await fixture(html`<teams-session .session=${session}></teams-session>`);
    expect(shadowText(element)).to.contain('Finish this call first');
  });

  it('offers to try again what may work then, and not what never will', async () => {
    const may = aSession({ ...nobody, error: anError('token-service-unreachable') });
    const never = aSession({ ...nobody, error: anError('tenant-not-allowed') });
    const page = await fixture(
      html`<div><teams-session .session=${may}></teams-session><teams-session .session=${never}></teams-session></div>`,
    );
    const [first, second] = page.querySelectorAll('teams-session');
    expect(first && controlNames(first)).to.deep.equal(['Try again', 'Dismiss']);
    expect(second && controlNames(second)).to.deep.equal(['Dismiss']);
  });

  it('tries again by signing in', async () => {
    let asked = 0;
    const signIn: IdentityPort['signIn'] = () => {
      asked += 1;
      return anIdentity.signIn([]);
    };
    const session = aSession(
      { ...nobody, error: anError('token-service-unreachable') },
      { identity: () => Promise.resolve({ ...anIdentity, signIn }) },
    );
    const element = await fixture(html`<teams-session .session=${session}></teams-session>`);
    control(element, 'Try again').click();
    await until(() => session.state.status === 'ready');
    expect(asked).to.equal(1);
    await until(() => shadowText(element) === '');
  });

  it('leaves what went wrong with a sign-in to what started it', async () => {
    const element = await fixture(
      html`<teams-session .session=${aSession({ ...nobody, error: anError('popup-blocked') })}></teams-session>`,
    );
    expect(shadowText(element)).to.equal('');
    expect(element.matches(':state(message)')).to.equal(false);
  });

  it('says what went wrong with a sign-in that it started itself', async () => {
    const signIn = (): Promise<never> => Promise.reject(new TeamsError('popup-blocked'));
    const session = aSession(
      { ...nobody, error: anError('token-service-unreachable') },
      { identity: () => Promise.resolve({ ...anIdentity, signIn }) },
    );
    const element = await fixture(html`<teams-session .session=${session}></teams-session>`);
    control(element, 'Try again').click();
    await until(() => shadowText(element).includes('Your browser blocked the sign-in window'));
    expect(controlNames(element)).to.deep.equal(['Try again', 'Dismiss']);
  });

  it('offers to sign in again before the sign-in runs out, where only that helps', async () => {
    const refused = { status: 'expiring', error: anError('sign-in-required') } as const;
    const element = await fixture<TeamsSession>(html`<teams-session .session=${aSession(refused)}></teams-session>`);
    expect(shadowText(element)).to.contain('Sign in with your work account first.');
    expect(controlNames(element)).to.deep.equal(['Sign in again', 'Dismiss']);
    element.session = aSession({ status: 'expiring', error: anError('token-service-unreachable') });
    await rendered(document.body);
    expect(controlNames(element)).to.deep.equal(['Dismiss']);
  });

  it('lets an error be dismissed, and has announced it', async () => {
    const session = aSession(nobody);
    const element = await fixture<TeamsSession>(
      html`<teams-session .session=${session} wallpaper="x"></teams-session>`,
    );
    const message = await until(() => session.state.error?.userMessage);
    expect(announced('assertive')).to.equal(message);
    await rendered(document.body);
    control(element, 'Dismiss').click();
    await rendered(document.body);
    expect(shadowText(element)).to.equal('');
    expect(element.matches(':state(message)')).to.equal(false);
  });

  describe('where the line is lost', () => {
    const LOST = 'Calls cannot reach you right now. Reconnecting…';

    /** The element of a session that is connected. */
    async function aConnected(): Promise<{ element: TeamsSession; calling: ACallingPort; clock: AClock }> {
      const calling = new ACallingPort();
      const clock = new AClock();
      const session = aSession(nobody, { clock, calling: () => Promise.resolve(calling) });
      const element = await fixture<TeamsSession>(html`<teams-session .session=${session}></teams-session>`);
      await session.signIn();
      await until(() => session.state.connected);
      await rendered(document.body);
      return { element, calling, clock };
    }

    it('says so after a moment, and takes it back when the line is there again', async () => {
      const { element, calling, clock } = await aConnected();
      const region = element.shadowRoot?.querySelector('[role=status]');
      calling.tellLine(false);
      clock.pass(2_900);
      await rendered(document.body);
      expect(shadowText(element)).to.equal('');
      clock.pass(100);
      await rendered(document.body);
      expect(shadowText(element)).to.equal(LOST);
      expect(region?.textContent).to.equal(LOST);
      expect(element.matches(':state(line-lost)')).to.equal(true);
      calling.tellLine(true);
      await rendered(document.body);
      expect(shadowText(element)).to.equal('');
      expect(element.matches(':state(line-lost)')).to.equal(false);
    });

    it('does not mind a line that is back at once', async () => {
      const { element, calling, clock } = await aConnected();
      for (const wait of [2_000, 2_000]) {
        calling.tellLine(false);
        clock.pass(wait);
        calling.tellLine(true);
      }
      calling.tellLine(false);
      clock.pass(2_000);
      await rendered(document.body);
      expect(shadowText(element)).to.equal('');
    });

    it('says nothing where there was none yet, or calls are not taken', async () => {
      const off = { ...aSettings, inbound: 'off' } as const;
      for (const state of [{ connected: false }, { settings: off }]) {
        const clock = new AClock();
        const calling = new ACallingPort();
        const session = aSession({ ...state, calls: [aCall] }, { clock, calling: () => Promise.resolve(calling) });
        const element = await fixture(html`<teams-session .session=${session}></teams-session>`);
        if (state.settings) {
          await session.mute();
          calling.tellLine(false);
        }
        clock.pass(10_000);
        await rendered(document.body);
        expect(session.state.connected).to.equal(false);
        expect(shadowText(element)).to.equal('');
      }
    });

    it('leaves no timer behind when it is removed', async () => {
      const { element, calling, clock } = await aConnected();
      const before = clock.waiting;
      calling.tellLine(false);
      expect(clock.waiting).to.equal(before + 1);
      element.remove();
      expect(clock.waiting).to.equal(before);
    });
  });
});
