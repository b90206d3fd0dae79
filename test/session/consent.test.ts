import { expect } from 'chai';
import { TeamsError } from '../../src/model/teams-error.js';
import { HUNG_UP, ring } from './a-call.js';
import { AWorld, MEGAN, settle, SETTINGS } from './a-world.js';

const CONSENT = new TeamsError('consent-required');

describe('what the person is asked to allow', () => {
  let world: AWorld;

  beforeEach(() => {
    world = new AWorld();
    clicked(true);
  });
  afterEach(() => {
    world.close();
    Reflect.deleteProperty(navigator, 'userActivation');
  });

  it('is, with the sign-in, what every sign-in is for, and the names of those who call', async () => {
    await world.signedIn();
    expect(world.askedToAllow).to.deep.equal(['calling', 'me', 'people']);
  });

  it('is no name where nobody can call in', async () => {
    world.session.configure({ inbound: 'off' });
    await world.signedIn();
    expect(world.askedToAllow).to.deep.equal(['calling', 'me']);
  });

  it('is, with the sign-in for a call to a colleague, all that the call makes use of: one window', async () => {
    world.session.configure(SETTINGS);
    await world.session.signIn({ to: 'megan@fabrikam.example' });
    expect(world.askedToAllow).to.deep.equal(['calling', 'me', 'people', 'chat']);
    await world.session.dial('megan@fabrikam.example');
    expect(world.asked).not.to.include('consent');
  });

  it('is nothing more for a call to a number', async () => {
    world.session.configure(SETTINGS);
    await world.session.signIn({ to: '+1 425 555 0100' });
    await world.session.dial('+1 425 555 0100');
    expect(world.askedToAllow).to.deep.equal(['calling', 'me', 'people']);
    expect(world.asked).not.to.include('token chat');
  });

  it('is asked for when it is first used, once, and the call goes on from there', async () => {
    const session = await world.signedIn();
    world.refuse('token chat', CONSENT);
    const id = await session.dial(MEGAN);
    expect(world.askedToAllow).to.deep.equal(['calling', 'me', 'people', 'chat']);
    expect(world.asked.indexOf('consent')).to.be.below(world.asked.indexOf(`dial 8:orgid:${MEGAN}`));
    expect(session.state.consentRequired).to.deep.equal([]);
    await session.hangUp(id);
    world.tell({ id, state: 'Disconnected', end: HUNG_UP });
    await session.dial(MEGAN);
    expect(world.asked.filter((what) => what === 'consent')).to.have.length(1);
  });

  it('does not stop a call that can do without it, and is not asked for with every call', async () => {
    const session = await world.signedIn();
    world.refuse('token chat', CONSENT, CONSENT);
    world.refuse('chat', CONSENT);
    world.refuse('consent', new TeamsError('sign-in-canceled'));
    const id = await session.dial(MEGAN);
    expect(world.dialled).to.include({ id, threadId: undefined });
    world.tell({ id, state: 'Disconnected', end: HUNG_UP });
    world.refuse('chat', CONSENT);
    await session.dial(MEGAN);
    expect(world.asked.filter((what) => what === 'consent')).to.have.length(1);
    expect(session.state.consentRequired).to.deep.equal(['chat']);
  });

  it('says why a call that cannot do without it was not made, and asks again at the next', async () => {
    const session = await world.signedIn();
    world.session.configure({ country: 'US' });
    await forgetNames(world);
    world.refuse('consent', new TeamsError('sign-in-canceled'));
    world.refuse('person megan@fabrikam.example', CONSENT);
    const refused = await session.dial('megan@fabrikam.example').catch((cause: unknown) => cause);
    expect(refused).to.have.property('code', 'consent-required');
    await session.dial('megan@fabrikam.example');
    expect(world.asked.filter((what) => what === 'consent')).to.have.length(2);
  });

  it('opens no window where nobody has clicked', async () => {
    clicked(false);
    const session = await world.signedIn();
    world.refuse('token chat', CONSENT);
    world.refuse('chat', CONSENT);
    await session.dial(MEGAN);
    expect(world.asked).not.to.include('consent');
    expect(session.state.consentRequired).to.deep.equal(['chat']);
  });

  it('stays to be asked for where names were wanted and nobody had clicked', async () => {
    const session = await world.signedIn();
    world.refuse('person', CONSENT);
    ring(world);
    await settle();
    expect(session.state.consentRequired).to.deep.equal(['people']);
    expect(session.state.people).to.deep.equal({});
    await session.consent();
    await settle();
    expect(session.state.consentRequired).to.deep.equal([]);
    expect(session.state.people[MEGAN]).to.have.property('displayName', 'Megan Bowen');
  });

  it('can be put off', async () => {
    const session = await world.signedIn();
    world.refuse('person', CONSENT);
    ring(world);
    await settle();
    session.dismiss('consent');
    expect(session.state.consentRequired).to.deep.equal([]);
  });

  it('tells of a window that was blocked, and asks again at the next click', async () => {
    const session = await world.signedIn();
    world.refuse('person', CONSENT);
    ring(world);
    await settle();
    world.refuse('consent', new TeamsError('popup-blocked'));
    expect(await session.consent().catch((cause: unknown) => cause)).to.have.property('code', 'popup-blocked');
    expect(session.state.error?.code).to.equal('popup-blocked');
    await session.consent();
    expect(session.state.consentRequired).to.deep.equal([]);
  });
});

/** Whether a person has clicked just now, which is what browsers let windows open for. */
function clicked(isActive: boolean): void {
  Object.defineProperty(navigator, 'userActivation', { value: { isActive }, configurable: true });
}

/** As if names had not been asked for with the sign-in: an administrator took them back. */
async function forgetNames(world: AWorld): Promise<void> {
  world.session.configure({ tokenUrl: 'https://crm.example/other' });
  await settle();
  world.refuse('token people', CONSENT, CONSENT);
}
