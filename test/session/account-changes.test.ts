import { expect } from 'chai';
import { TeamsError } from '../../src/model/teams-error.js';
import { HUNG_UP } from './a-call.js';
import { ALICE, AWorld, MEGAN, settle, SETTINGS } from './a-world.js';

const megan = { id: MEGAN, tenantId: 't', displayName: 'Megan Bowen', userPrincipalName: 'megan@fabrikam.example' };

describe('another account', () => {
  let world: AWorld;

  beforeEach(() => (world = new AWorld()));
  afterEach(() => world.close());

  it('that signs in elsewhere takes over, with a connection of its own', async () => {
    const session = await world.signedIn();
    world.changeAccount(megan);
    await settle();
    expect(session.state.status).to.equal('ready');
    expect(session.state.user?.id).to.equal(MEGAN);
    expect(session.state.people).to.deep.equal({});
    expect(world.asked.filter((what) => what === 'connect')).to.have.length(2);
    expect(world.asked.filter((what) => what === 'me')).to.have.length(2);
  });

  it('waits for a call that is on, and says so', async () => {
    const session = await world.signedIn();
    const id = await session.dial('+1 425 555 0100');
    world.tell({ id, kind: 'phone', state: 'Connected' });
    world.changeAccount(megan);
    await settle();
    expect(session.state.user?.id).to.equal(ALICE);
    expect(session.state.calls.map(({ state }) => state)).to.deep.equal(['Connected']);
    expect(session.state.error?.code).to.equal('account-changed');
    world.tell({ id, kind: 'phone', state: 'Disconnected', end: HUNG_UP });
    await settle();
    expect(session.state.user?.id).to.equal(MEGAN);
    expect(session.state.error).to.equal(undefined);
    expect(session.state.endedCall?.end?.reason).to.equal('completed');
  });

  it('waits for a call that came in while it was on its way, and for one that is being placed', async () => {
    const session = await world.signedIn();
    world.refuse('exchange', new TeamsError('service-failed'), new TeamsError('service-failed'));
    world.changeAccount(megan);
    await settle();
    world.tell({ id: 'in', direction: 'Incoming', state: 'Ringing' });
    world.tell({ id: 'in', direction: 'Incoming', state: 'Connected' });
    await world.clock.pass(10_000);
    expect(session.state.user?.id).to.equal(ALICE);
    expect(session.state.status).to.equal('ready');
    expect(session.state.calls.map(({ state }) => state)).to.deep.equal(['Connected']);
    world.tell({ id: 'in', direction: 'Incoming', state: 'Disconnected', end: HUNG_UP });
    await world.clock.pass(10_000);
    expect(session.state.user?.id).to.equal(MEGAN);

    let place = (): void => {};
    world.refusals['chat'] = [() => new Promise((resolve) => (place = () => resolve('19:chat')))];
    const dialled = session.dial(ALICE);
    await settle();
    world.changeAccount({ ...megan, id: ALICE });
    await settle();
    expect(session.state.user?.id).to.equal(MEGAN);
    place();
    await dialled;
    await settle();
    expect(session.state.calls).to.have.length(1);
    expect(session.state.user?.id).to.equal(MEGAN);
  });

  it('that is not let in leaves the one before as they were', async () => {
    const session = await world.signedIn();
    world.refuse('exchange', ...Array.from({ length: 9 }, () => new TeamsError('token-service-unreachable')));
    world.changeAccount(megan);
    await world.clock.pass(60_000);
    expect(session.state).to.include({ status: 'ready', connected: true });
    expect(session.state.user?.id).to.equal(ALICE);
    expect(session.state.error?.code).to.equal('token-service-unreachable');
    world.refusals['exchange'] = [];
    await session.dial('+1 425 555 0100');
    expect(session.state.calls).to.have.length(1);
  });

  it('does not get its token into the call of another', async () => {
    const session = await world.signedIn();
    const id = await session.dial('+1 425 555 0100');
    world.tell({ id, kind: 'phone', state: 'Connected' });
    world.changeAccount(megan);
    await world.clock.pass(51 * 60_000);
    expect(world.tokensFor).to.include(ALICE).and.not.include(MEGAN);
    expect(session.state.user?.id).to.equal(ALICE);
  });

  it('that was picked where the sign-in had run out in a call waits for its end, too', async () => {
    const session = await world.signedIn();
    const id = await session.dial('+1 425 555 0100');
    world.tell({ id, kind: 'phone', state: 'Connected' });
    world.refuse('token', new TeamsError('sign-in-required'));
    await world.clock.pass(61 * 60_000);
    expect(session.state.status).to.equal('expired');
    world.signsInAs = megan;
    await session.signIn();
    expect(session.state.user?.id).to.equal(ALICE);
    expect(session.state.calls).to.have.length(1);
    expect(session.state.error?.code).to.equal('account-changed');
    world.tell({ id, kind: 'phone', state: 'Disconnected', end: HUNG_UP });
    await settle();
    expect(session.state.user?.id).to.equal(MEGAN);
    expect(session.state.status).to.equal('ready');
  });

  it('that is nobody signs out: at once, or when the call is over', async () => {
    const session = await world.signedIn();
    const id = await session.dial('+1 425 555 0100');
    world.tell({ id, kind: 'phone', state: 'Connected' });
    world.changeAccount(undefined);
    await settle();
    expect(session.state.calls).to.have.length(1);
    world.tell({ id, kind: 'phone', state: 'Disconnected', end: HUNG_UP });
    await settle();
    expect(session.state).to.include({ status: 'signed-out', user: undefined, connected: false });
  });

  it('of the same person mends a sign-in that ran out', async () => {
    const session = await world.signedIn();
    world.refuse('token', new TeamsError('sign-in-required'));
    await world.clock.pass(61 * 60_000);
    expect(session.state.status).to.equal('expired');
    world.changeAccount({ ...megan, id: ALICE });
    await settle();
    expect(session.state).to.include({ status: 'ready', error: undefined });
  });
});

describe('other settings', () => {
  let world: AWorld;

  beforeEach(() => (world = new AWorld()));
  afterEach(() => world.close());

  const connects = (): number => world.asked.filter((what) => what === 'connect').length;

  for (const [what, change] of [
    ['another token service', { tokenUrl: 'https://crm.example/other' }],
    ['another application', { clientId: 'c0ffee00-0000-4000-8000-00000000beef' }],
    ['another authority', { authority: 'https://login.microsoftonline.com/fabrikam.example' }],
    ['another country', { country: 'DE' }],
  ] as const) {
    it(`leave the call and its connection alone: ${what}`, async () => {
      const session = await world.signedIn();
      const id = await session.dial('+1 425 555 0100');
      world.tell({ id, kind: 'phone', state: 'Connected' });
      session.configure(change);
      await settle();
      expect(session.state.calls.map(({ state }) => state)).to.deep.equal(['Connected']);
      expect(session.state).to.include({ status: 'ready', connected: true });
      expect(world.callingSignal?.aborted).to.equal(false);
      expect(connects()).to.equal(1);
    });
  }

  it('of another cloud hang up and connect anew', async () => {
    const session = await world.signedIn();
    const id = await session.dial('+1 425 555 0100');
    world.tell({ id, kind: 'phone', state: 'Connected' });
    session.configure({ cloud: 'gcch' });
    await settle();
    expect(world.asked).to.include(`hang up ${id}`);
    expect(session.state.calls).to.deep.equal([]);
    expect(session.state.status).to.equal('ready');
    expect(connects()).to.equal(2);
  });

  it('with which nobody is signed in wait for the call, and sign out when it is over', async () => {
    const session = await world.signedIn();
    const id = await session.dial('+1 425 555 0100');
    world.tell({ id, kind: 'phone', state: 'Connected' });
    world.account = undefined;
    session.configure({ clientId: 'c0ffee00-0000-4000-8000-00000000beef' });
    await settle();
    expect(session.state.calls).to.have.length(1);
    expect(session.state.user?.id).to.equal(ALICE);
    world.tell({ id, kind: 'phone', state: 'Disconnected', end: HUNG_UP });
    await settle();
    expect(session.state).to.include({ status: 'signed-out', user: undefined });
  });
});

describe('a page that signs people in itself', () => {
  let world: AWorld;

  beforeEach(() => (world = new AWorld()));
  afterEach(() => world.close());

  it('is asked for nothing before it has said how, and then at once', async () => {
    world.account = { ...megan, id: ALICE };
    world.session.configure({ ...SETTINGS, signIn: 'host' });
    await settle();
    world.session.configure({ getAccessToken: () => Promise.resolve('token') });
    await settle();
    expect(world.session.state.status).to.equal('ready');
    expect(world.host?.getAccessToken).to.be.a('function');
    expect(world.askedToAllow).to.deep.equal([]);
  });

  it('may give a new function with every render, which changes nothing', async () => {
    world.account = { ...megan, id: ALICE };
    world.session.configure({ ...SETTINGS, signIn: 'host', getAccessToken: () => Promise.resolve('one') });
    await settle();
    const asked = world.asked.length;
    world.session.configure({ getAccessToken: () => Promise.resolve('two') });
    await settle();
    expect(world.asked).to.have.length(asked);
    const request = { feature: 'me', scopes: [], renew: false, interactive: false } as const;
    expect(await world.host?.getAccessToken?.(request)).to.equal('two');
  });

  it('keeps what it gave out of the state, which goes to other tabs', async () => {
    world.session.configure({ ...SETTINGS, signIn: 'host', getAccessToken: () => Promise.resolve('one') });
    await settle();
    expect(structuredClone(world.session.state.settings)).to.not.have.property('getAccessToken');
  });
});

describe('signing in by leaving the page', () => {
  let world: AWorld;

  beforeEach(() => (world = new AWorld()));
  afterEach(() => {
    world.close();
    sessionStorage.removeItem('teams-embed.redirecting');
  });

  it('is found again when the page is back, though nobody was signed in here before', async () => {
    world.refusals['sign'] = [() => new Promise(() => {})];
    world.session.configure({ ...SETTINGS, signIn: 'redirect' });
    world.session.signIn().catch(() => {}); // given up when the next test comes back by the button
    await settle();
    const back = new AWorld();
    back.account = { ...megan, id: ALICE };
    back.session.configure({ ...SETTINGS, signIn: 'redirect' });
    await settle();
    expect(back.session.state.status).to.equal('ready');
    const later = new AWorld();
    localStorage.removeItem('teams-embed.signed-in');
    later.session.configure({ ...SETTINGS, signIn: 'redirect' });
    await settle();
    expect(later.asked, 'asks once').to.deep.equal([]);
    back.close();
    later.close();
  });

  it('is given up by whoever comes back with the button of the browser', async () => {
    world.refusals['sign'] = [() => new Promise(() => {})];
    world.session.configure({ ...SETTINGS, signIn: 'redirect' });
    const given = world.session.signIn().catch((cause: unknown) => cause);
    await settle();
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect(await given).to.have.property('code', 'sign-in-canceled');
    expect(world.session.state.status).to.equal('signed-out');
  });

  it('never takes a page on which a call is', async () => {
    world.session.configure({ signIn: 'redirect' });
    const session = await world.signedIn();
    const id = await session.dial('+1 425 555 0100');
    world.tell({ id, kind: 'phone', state: 'Connected' });
    world.refuse('token', new TeamsError('sign-in-required'));
    await world.clock.pass(61 * 60_000);
    await session.signIn();
    expect(world.stayed).to.deep.equal([false, true]);
    expect(session.state.calls).to.have.length(1);
  });
});
