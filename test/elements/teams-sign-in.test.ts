import { expect } from 'chai';
import '../../src/elements/teams-sign-in/define.js';
import type { TeamsSignIn } from '../../src/elements/teams-sign-in/teams-sign-in.js';
import type { IdentityPort } from '../../src/ports/identity.js';
import type { SessionState } from '../../src/session/state.js';
import { anError, aDirectory, anIdentity, aSession, aUser } from '../a-session.js';
import { fixture, html, rendered, until } from '../fixture.js';
import { control, controlNames, descriptionOf, shadowText } from './controls.js';

const nobody = { status: 'signed-out', user: undefined, connected: false } as const;

async function aSignIn(state: Partial<SessionState> = {}): Promise<TeamsSignIn> {
  return fixture<TeamsSignIn>(html`<teams-sign-in .session=${aSession(state)}></teams-sign-in>`);
}

describe('<teams-sign-in>', () => {
  it('offers to sign in', async () => {
    const element = await aSignIn(nobody);
    expect(controlNames(element)).to.deep.equal(['Sign in with Microsoft Teams']);
    expect(element.matches(':state(signed-in)')).to.equal(false);
  });

  it('lets the page choose the words', async () => {
    const element = await fixture(html`<teams-sign-in .session=${aSession(nobody)}>Log on</teams-sign-in>`);
    expect(controlNames(element)).to.deep.equal(['Log on']);
  });

  it('says why nobody can sign in where the page is not set up', async () => {
    const element = await aSignIn({ ...nobody, settings: undefined });
    const button = control(element, 'Sign in with Microsoft Teams');
    expect(button.getAttribute('aria-disabled')).to.equal('true');
    expect(descriptionOf(button)).to.equal('Calling is not set up on this page yet.');
  });

  it('offers to cancel while somebody signs in', async () => {
    const element = await aSignIn({ ...nobody, status: 'signing-in' });
    expect(shadowText(element)).to.contain('Signing in…');
    expect(controlNames(element)).to.deep.equal(['Cancel sign-in']);
    expect(element.matches(':state(signing-in)')).to.equal(true);
  });

  it('says who is signed in, and offers to sign out', async () => {
    const element = await aSignIn();
    expect(shadowText(element)).to.contain('Signed in as Alice Vance').and.to.contain('alice@fabrikam.example');
    expect(controlNames(element)).to.deep.equal(['Sign out']);
    expect(element.matches(':state(signed-in)')).to.equal(true);
  });

  it('shows the initials until there is a photo', async () => {
    const element = await aSignIn();
    expect(element.shadowRoot?.querySelector('[part=avatar]')?.textContent?.trim()).to.equal('AV');
  });

  it('shows the photo', async () => {
    const canvas = new OffscreenCanvas(48, 48);
    canvas.getContext('2d')?.fillRect(0, 0, 48, 48);
    const picture = await canvas.convertToBlob();
    const photo = (id: string): Promise<Blob | undefined> => Promise.resolve(id === aUser.id ? picture : undefined);
    const session = aSession({}, { people: () => Promise.resolve({ ...aDirectory, photo }) });
    const element = await fixture(html`<teams-sign-in .session=${session}></teams-sign-in>`);
    await until(() => element.shadowRoot?.querySelector('canvas')?.width === 48);
  });

  it('keeps name and address for screen readers when it is compact', async () => {
    const element = await aSignIn();
    element.compact = true;
    await rendered(document.body);
    expect(shadowText(element)).to.contain('Signed in as Alice Vance');
    const words = element.shadowRoot?.querySelector('[part=name]')?.parentElement;
    expect(words?.getBoundingClientRect().width).to.equal(1);
  });

  it('offers to sign in again when the sign-in ran out', async () => {
    const element = await aSignIn({ status: 'expired', connected: false });
    expect(descriptionOf(control(element, 'Sign in again'))).to.contain('Your sign-in has expired.');
  });

  it('offers it before it runs out, where only that helps', async () => {
    const refused = await aSignIn({ status: 'expiring', error: anError('consent-required') });
    expect(descriptionOf(control(refused, 'Sign in again'))).to.contain('Your organization has to allow this first.');
    const heals = await aSignIn({ status: 'expiring', error: anError('token-service-unreachable') });
    expect(controlNames(heals)).to.deep.equal(['Sign out']);
  });

  it('says why a sign-in did not work, and lets it be tried again', async () => {
    const element = await aSignIn({ ...nobody, error: anError('popup-blocked') });
    expect(shadowText(element)).to.contain('Your browser blocked the sign-in window.');
    expect(controlNames(element)).to.deep.equal(['Sign in with Microsoft Teams', 'Dismiss']);
    control(element, 'Dismiss').click();
    await rendered(document.body);
    expect(controlNames(element)).to.deep.equal(['Sign in with Microsoft Teams']);
  });

  it('leaves the errors of a connection to <teams-session>', async () => {
    expect(controlNames(await aSignIn({ error: anError('network-lost') }))).to.deep.equal(['Sign out']);
  });

  it('signs in, and out, with the focus on its one button', async () => {
    const session = aSession(nobody, { identity: () => Promise.resolve(anIdentity) });
    const element = await fixture<TeamsSignIn>(html`<teams-sign-in .session=${session}></teams-sign-in>`);
    const button = control(element, 'Sign in with Microsoft Teams');
    button.focus();
    button.click();
    await until(() => controlNames(element).includes('Sign out'));
    expect(element.shadowRoot?.activeElement).to.equal(button);
    button.click();
    await until(() => controlNames(element).includes('Sign in with Microsoft Teams'));
    expect(session.state.user).to.equal(undefined);
  });

  it('gives up a sign-in that is cancelled', async () => {
    const never: Promise<never> = new Promise(() => {});
    const signIn: IdentityPort['signIn'] = (_, { signal } = {}) =>
      signal ? Promise.race([never, aborted(signal)]) : never;
    const session = aSession(nobody, { identity: () => Promise.resolve({ ...anIdentity, signIn }) });
    const element = await fixture<TeamsSignIn>(html`<teams-sign-in .session=${session}></teams-sign-in>`);
    control(element, 'Sign in with Microsoft Teams').click();
    await until(() => controlNames(element).includes('Cancel sign-in'));
    control(element, 'Cancel sign-in').click();
    await until(() => shadowText(element).includes('Sign-in was cancelled.'));
  });
});

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
}
