import { expect } from 'chai';
import { TeamsError } from '../../src/model/teams-error.js';
import { AWorld, settle, SETTINGS, ALICE } from './a-world.js';

describe('signing in', () => {
  let world: AWorld;

  beforeEach(() => (world = new AWorld()));
  afterEach(() => world.close());

  it('asks for an account, exchanges its token, says who it is, and connects', async () => {
    const session = await world.signedIn();
    expect(session.state.status).to.equal('ready');
    expect(session.state.user).to.include({ id: ALICE, displayName: 'Alice', usageLocation: 'US' });
    expect(session.state.connected).to.equal(true);
    expect(world.asked).to.include.members(['sign in', 'token calling', 'exchange entra calling', 'me', 'connect']);
  });

  it('tells every change of status once', async () => {
    await world.signedIn();
    const statuses = world.events
      .filter(({ type }) => type === 'teams-session-change')
      .map((event) => (event as unknown as { status: string }).status);
    expect(statuses).to.deep.equal(['signing-in', 'ready']);
  });

  it('says that the page is not configured', async () => {
    const error = await world.session.signIn().catch((cause: unknown) => cause);
    expect(error).to.be.instanceOf(TeamsError).with.property('code', 'not-configured');
    expect(world.errors()).to.deep.equal(['not-configured']);
  });

  it('survives a token service that fails twice', async () => {
    world.refuse('exchange', new TeamsError('service-failed'), new TeamsError('service-failed'));
    world.session.configure(SETTINGS);
    const signingIn = world.session.signIn();
    await world.clock.pass(5_000);
    await signingIn;
    expect(world.session.state).to.include({ status: 'ready', error: undefined });
    expect(world.asked.filter((what) => what.startsWith('exchange'))).to.have.length(3);
    expect(world.errors()).to.deep.equal([]);
  });

  it('gives up on a token service that goes on failing, and works at the next try', async () => {
    world.refuse('exchange', ...Array.from({ length: 5 }, () => new TeamsError('service-failed')));
    world.session.configure(SETTINGS);
    const failed = world.session.signIn().catch((cause: unknown) => cause);
    await world.clock.pass(60_000);
    expect(await failed).to.have.property('code', 'service-failed');
    expect(world.session.state.status).to.equal('error');
    expect(world.session.state.error?.code).to.equal('service-failed');
    await world.session.signIn();
    expect(world.session.state).to.include({ status: 'ready', error: undefined });
  });

  it('does not try again what only an administrator can mend', async () => {
    world.refuse('exchange', new TeamsError('license-required'));
    world.session.configure(SETTINGS);
    const error = await world.session.signIn().catch((cause: unknown) => cause);
    expect(error).to.have.property('code', 'license-required');
    expect(world.session.state.status).to.equal('error');
    expect(world.asked.filter((what) => what.startsWith('exchange'))).to.have.length(1);
  });

  it('says that the window was blocked, and works at the next click', async () => {
    world.refuse('sign', new TeamsError('popup-blocked'));
    world.session.configure(SETTINGS);
    await world.session.signIn().catch(() => {});
    expect(world.session.state).to.include({ status: 'signed-out' });
    expect(world.session.state.error?.code).to.equal('popup-blocked');
    await world.session.signIn();
    expect(world.session.state).to.include({ status: 'ready', error: undefined });
  });

  it('can be given up', async () => {
    world.session.configure(SETTINGS);
    await settle();
    world.refusals['sign'] = [() => new Promise(() => {})];
    const given = world.session.signIn().catch((cause: unknown) => cause);
    await settle();
    expect(world.session.state.status).to.equal('signing-in');
    world.session.cancelSignIn();
    expect(await given).to.have.property('code', 'sign-in-canceled');
    expect(world.session.state.status).to.equal('signed-out');
  });

  it('takes a sign-in that comes after it was given up', async () => {
    world.refuse('sign', new TeamsError('sign-in-canceled'));
    world.session.configure(SETTINGS);
    await world.session.signIn().catch(() => {});
    world.signInLate();
    await settle();
    expect(world.session.state.status).to.equal('ready');
  });

  it('signs in by itself where somebody was signed in before', async () => {
    await world.signedIn();
    const { account } = world;
    const next = new AWorld();
    next.account = account;
    next.session.configure(SETTINGS);
    await settle();
    expect(next.session.state.status).to.equal('ready');
    expect(next.asked).not.to.include('sign in');
    next.close();
  });

  it('spares the window where the last sign-in still holds, though it could not be used before', async () => {
    await world.signedIn();
    const next = new AWorld();
    next.account = world.account;
    next.refuse('restore', new TeamsError('sign-in-unreachable'));
    next.session.configure(SETTINGS);
    await settle();
    expect(next.session.state.error?.code).to.equal('sign-in-unreachable');
    await next.session.signIn();
    expect(next.session.state.status).to.equal('ready');
    expect(next.asked).not.to.include('sign in');
    next.close();
  });

  it('loads nothing for a page on which nobody ever signed in', async () => {
    world.session.configure(SETTINGS);
    await settle();
    expect(world.asked).to.deep.equal([]);
    expect(world.session.state.status).to.equal('signed-out');
  });

  it('is quietly signed out where the last sign-in ran out', async () => {
    await world.signedIn();
    const next = new AWorld();
    next.refuse('restore', new TeamsError('sign-in-required'));
    next.session.configure(SETTINGS);
    await settle();
    expect(next.session.state).to.include({ status: 'signed-out', error: undefined });
    next.close();
  });

  it('lets the page prevent our window', async () => {
    world.session.configure(SETTINGS);
    document.addEventListener('teams-sign-in-required', (event) => event.preventDefault(), { once: true });
    await world.session.signIn();
    expect(world.asked).to.deep.equal([]);
    expect(world.session.state.status).to.equal('signed-out');
  });

  it('lets the page sign in by itself', async () => {
    world.session.configure(SETTINGS);
    document.addEventListener(
      'teams-sign-in-required',
      (event) =>
        event.respondWith(
          Promise.resolve().then(() => {
            world.account = { id: ALICE, tenantId: 't', displayName: 'Alice', userPrincipalName: undefined };
          }),
        ),
      { once: true },
    );
    await world.session.signIn();
    expect(world.asked).to.include('restore').and.not.include('sign in');
    expect(world.session.state.status).to.equal('ready');
  });

  it('signs in by itself where a hint says whom, but not after a deliberate sign-out', async () => {
    const hinted = { ...SETTINGS, loginHint: 'alice@fabrikam.example' };
    world.account = { id: ALICE, tenantId: 't', displayName: 'Alice', userPrincipalName: undefined };
    world.session.configure(hinted);
    await settle();
    expect(world.session.state.status).to.equal('ready');
    await world.session.signOut();
    const next = new AWorld();
    next.account = { id: ALICE, tenantId: 't', displayName: 'Alice', userPrincipalName: undefined };
    next.session.configure(hinted);
    await settle();
    expect(next.session.state.status).to.equal('signed-out');
    expect(next.asked).to.deep.equal([]);
    next.close();
  });

  it('forgets an account that is not let in, so that another can be chosen', async () => {
    for (const code of ['license-required', 'tenant-not-allowed', 'token-rejected'] as const) {
      const next = new AWorld();
      next.refuse('exchange', ...Array.from({ length: 9 }, () => new TeamsError(code)));
      next.session.configure(SETTINGS);
      const refused = next.session.signIn().catch((cause: unknown) => cause);
      await next.clock.pass(60_000);
      expect(await refused).to.have.property('code', code);
      expect(next.account, code).to.equal(undefined);
      next.refusals['exchange'] = [];
      await next.session.signIn();
      expect(next.session.state).to.include({ status: 'ready', error: undefined });
      next.close();
    }
  });

  it('waits for what is under way silently before it opens a window', async () => {
    await world.signedIn();
    const next = new AWorld();
    next.account = world.account;
    next.session.configure(SETTINGS);
    const pressed = next.session.signIn();
    await next.clock.pass(0);
    await pressed;
    expect(next.session.state.status).to.equal('ready');
    expect(next.asked).not.to.include('sign in');
    next.close();
  });

  it('opens a window where the silent sign-in under way comes to nothing', async () => {
    await world.signedIn();
    const next = new AWorld();
    next.refuse('restore', new TeamsError('sign-in-required'));
    next.session.configure(SETTINGS);
    await next.session.signIn();
    expect(next.session.state.status).to.equal('ready');
    expect(next.asked).to.include('sign in');
    next.close();
  });

  it('is one, however often it is asked for', async () => {
    world.session.configure(SETTINGS);
    await Promise.all([world.session.signIn(), world.session.signIn()]);
    expect(world.asked.filter((what) => what === 'sign in')).to.have.length(1);
  });

  it('follows a hint that comes later, as long as nobody is signed in', async () => {
    world.refuse('sign', new TeamsError('sign-in-canceled'));
    world.session.configure(SETTINGS);
    await world.session.signIn().catch(() => {});
    world.account = { id: ALICE, tenantId: 't', displayName: 'Alice', userPrincipalName: undefined };
    world.session.configure({ loginHint: 'alice@fabrikam.example' });
    await settle();
    expect(world.session.state.status).to.equal('ready');
  });

  it('goes on without the directory', async () => {
    world.refuse('me', new TeamsError('service-failed'));
    const session = await world.signedIn();
    expect(session.state.status).to.equal('ready');
    expect(session.state.user?.displayName).to.equal('Alice');
  });

  it('signs out: hangs up, disconnects, forgets', async () => {
    const session = await world.signedIn();
    const id = await session.dial('+1 425 555 0100');
    await session.signOut();
    expect(world.asked).to.include.members([`hang up ${id}`, 'sign out']);
    expect(world.callingSignal?.aborted).to.equal(true);
    expect(session.state).to.include({ status: 'signed-out', user: undefined, connected: false });
    expect(session.state.calls).to.deep.equal([]);
    expect(world.names('teams-call-ended')).to.have.length(1);
    expect(world.clock.waiting).to.equal(0);
  });
});
