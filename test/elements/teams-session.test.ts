import { expect } from 'chai';
import '../../src/elements/teams-session/define.js';
import type { TeamsSession } from '../../src/elements/teams-session/teams-session.js';
import type { HostSignIn } from '../../src/model/host-sign-in.js';
import { Session } from '../../src/session/session.js';
import type { TeamsErrorEvent } from '../../src/session/events/teams-error-event.js';
import { anIdentity, aSession, aSettings, somePorts } from '../a-session.js';
import { fixture, html, rendered, until } from '../fixture.js';
import { shadowText } from './controls.js';

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
});
