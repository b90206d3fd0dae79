import { expect } from 'chai';
import '../../src/elements/teams-session/define.js';
import type { TeamsSession } from '../../src/elements/teams-session/teams-session.js';
import type { HostSignIn } from '../../src/model/host-sign-in.js';
import { TeamsError } from '../../src/model/teams-error.js';
import type { IdentityPort } from '../../src/ports/identity.js';
import { Session } from '../../src/session/session.js';
import type { TeamsErrorEvent } from '../../src/session/events/teams-error-event.js';
import { aCall, ACallingPort, AClock, anError, anIdentity, aSession, aSettings, somePorts } from '../a-session.js';
import { fixture, html, rendered, until } from '../fixture.js';
import { announced, control, controlNames, shadowText } from './controls.js';

const nobody = { status: 'signed-out', user: undefined, connected: false } as const;

/** A session that nobody has configured yet. */
function aFreshSession(): Session {
  return new Session(somePorts());
}

describe('<teams-session>', () => {
  it('configures the session with its attributes', async () => {
    const session = aFreshSession();
    await fixture(html`
      <teams-session
        .session=${session}
        client-id=${aSettings.clientId}
        token-url="/token"
        login-hint="alice@fabrikam.example"
        country="de"
        inbound="silent"
      ></teams-session>
    `);
    const settings = await until(() => session.state.settings);
    expect(settings).to.include({
      clientId: aSettings.clientId,
      tokenUrl: `${location.origin}/token`,
      loginHint: 'alice@fabrikam.example',
      country: 'DE',
      inbound: 'silent',
    });
  });

  it('configures it anew when an attribute changes or goes', async () => {
    const session = aFreshSession();
    const element = await fixture(
      html`<teams-session .session=${session} client-id=${aSettings.clientId} token-url="/token"></teams-session>`,
    );
    element.setAttribute('country', 'fr');
    await until(() => session.state.settings?.country === 'FR');
    element.removeAttribute('country');
    await until(() => session.state.settings?.country === undefined);
    expect(session.state.settings?.clientId).to.equal(aSettings.clientId);
  });

  it('collects what changes together', async () => {
    const session = aFreshSession();
    const element = await fixture<TeamsSession>(html`<teams-session .session=${session}></teams-session>`);
    const errors: string[] = [];
    element.addEventListener('teams-error', ({ message }) => errors.push(message));
    element.clientId = aSettings.clientId;
    element.tokenUrl = '/token';
    await until(() => session.state.settings);
    expect(errors).to.deep.equal([]);
  });

  it('is silent where nothing is configured, because a script may do it', async () => {
    const element = await fixture(html`<teams-session .session=${aFreshSession()}></teams-session>`);
    expect(shadowText(element)).to.equal('');
    expect(element.getBoundingClientRect().height).to.equal(0);
  });

  it('says what is wrong with a setting, in the page and to the page', async () => {
    const session = aFreshSession();
    const told = new Promise<TeamsErrorEvent>((resolve) => {
      document.addEventListener('teams-error', resolve, { once: true });
    });
    const element = await fixture(html`<teams-session .session=${session} client-id="nonsense"></teams-session>`);
    const event = await told;
    expect(event.code).to.equal('settings-invalid');
    expect(event.target).to.equal(element);
    await rendered(document.body);
    expect(shadowText(element)).to.contain('Tell the people who run it.').and.to.contain('client-id is no GUID');
    element.setAttribute('client-id', aSettings.clientId);
    element.setAttribute('token-url', '/token');
    await until(() => shadowText(element) === '');
  });

  it('names an attribute that does not exist, and the one that was meant', async () => {
    const session = aSession(nobody);
    const element = await fixture(html`<teams-session .session=${session}></teams-session>`);
    element.setAttribute('tokenurl', '/token');
    await until(() => session.state.error?.code === 'settings-invalid');
    await rendered(document.body);
    expect(shadowText(element)).to.contain('has no attribute "tokenurl". Did you mean "token-url"?');
  });

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

  it('hands on what the page signs people in with', async () => {
    let host: HostSignIn | undefined;
    const session = new Session({
      ...somePorts(),
      identity: (_, given) => {
        host = given;
        return Promise.resolve(anIdentity);
      },
    });
    const getAccessToken = (): Promise<string> => Promise.resolve('token');
    await fixture(html`
      <teams-session
        .session=${session}
        .getAccessToken=${getAccessToken}
        client-id=${aSettings.clientId}
        token-url="/token"
        sign-in="host"
        cloud="gcch"
      ></teams-session>
    `);
    await until(() => host !== undefined);
    expect(host?.getAccessToken).to.equal(getAccessToken);
    expect(session.state.settings).to.include({ signIn: 'host', cloud: 'gcch' });
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
