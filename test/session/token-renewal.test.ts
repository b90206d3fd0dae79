import { expect } from 'chai';
import { TeamsError } from '../../src/model/teams-error.js';
import { AWorld, settle } from './a-world.js';

const MINUTE = 60_000;

describe('the token of the call service', () => {
  let world: AWorld;

  beforeEach(() => (world = new AWorld()));
  afterEach(() => world.close());

  it('is renewed ten minutes before its end', async () => {
    await world.signedIn();
    await world.clock.pass(49 * MINUTE);
    expect(world.asked).not.to.include('token calling renewed');
    await world.clock.pass(2 * MINUTE);
    expect(world.asked).to.include('token calling renewed');
    expect(await world.token?.()).to.have.property('token', 'token 2');
    expect(world.session.state.status).to.equal('ready');
  });

  it('is renewed at half its life where that is short', async () => {
    world.tokenLifetime = 20_000;
    await world.signedIn();
    await world.clock.pass(11_000);
    expect(await world.token?.()).to.have.property('token', 'token 2');
  });

  it('is tried for again until it comes, and the session says how it stands', async () => {
    const session = await world.signedIn();
    world.refuse('exchange', ...Array.from({ length: 40 }, () => new TeamsError('token-service-unreachable')));
    await world.clock.pass(51 * MINUTE);
    expect(session.state.status).to.equal('expiring');
    expect(session.state.error?.code).to.equal('token-service-unreachable');
    await world.clock.pass(10 * MINUTE);
    expect(session.state.status).to.equal('expired');
    await world.clock.pass(20 * MINUTE);
    expect(session.state).to.include({ status: 'ready', error: undefined });
    expect(world.errors()).to.deep.equal(['token-service-unreachable', 'token-service-unreachable']);
  });

  it('is waited for, never refused, when the call service asks after its end', async () => {
    await world.signedIn();
    world.refuse('exchange', ...Array.from({ length: 30 }, () => new TeamsError('token-service-unreachable')));
    await world.clock.pass(61 * MINUTE);
    let given: string | undefined;
    void world.token?.().then(({ token }) => (given = token));
    await settle();
    expect(given).to.equal(undefined);
    await world.clock.pass(15 * MINUTE);
    expect(given).to.equal('token 2');
  });

  it('leaves a call alone when only a person can renew it, and one sign-in mends it', async () => {
    const session = await world.signedIn();
    const id = await session.dial('+1 425 555 0100');
    world.tell({ id, kind: 'phone', state: 'Connected' });
    world.refuse('token', new TeamsError('sign-in-required'));
    await world.clock.pass(61 * MINUTE);
    expect(session.state.status).to.equal('expired');
    expect(session.state.error?.code).to.equal('sign-in-required');
    expect(session.state.calls.map(({ state }) => state)).to.deep.equal(['Connected']);
    const mended = session.signIn();
    await settle();
    await mended;
    expect(session.state).to.include({ status: 'ready', error: undefined });
    expect(session.state.calls).to.have.length(1);
    expect(await world.token?.()).to.have.property('token', 'token 2');
    expect(world.asked.filter((what) => what === 'connect')).to.have.length(1);
  });

  it('is renewed at once when the call service refuses it, one request at a time', async () => {
    await world.signedIn();
    world.calling?.tokenRejected();
    world.calling?.tokenRejected();
    await world.clock.pass(0);
    expect(world.asked.filter((what) => what === 'token calling renewed')).to.have.length(1);
    expect(await world.token?.()).to.have.property('token', 'token 2');
  });

  it('is not handed out any more once the call service has refused it', async () => {
    await world.signedIn();
    world.calling?.tokenRejected();
    let given: string | undefined;
    void world.token?.().then(({ token }) => (given = token));
    await world.clock.pass(0);
    expect(given).to.equal('token 2');
  });

  it('is asked for ever more seldom where the call service refuses every one', async () => {
    await world.signedIn();
    for (let minute = 0; minute < 5; minute += 1) {
      for (let second = 0; second < 60; second += 1) {
        world.calling?.tokenRejected();
        void world.token?.(); // as the call service does before it tries again
        await world.clock.pass(1_000);
      }
    }
    expect(world.asked.filter((what) => what === 'token calling renewed')).to.have.length.below(20);
  });

  it('is left to the person once only they can help, however often the call service refuses it', async () => {
    const session = await world.signedIn();
    world.refuse('token', ...Array.from({ length: 9 }, () => new TeamsError('sign-in-required')));
    for (let time = 0; time < 5; time += 1) {
      world.calling?.tokenRejected();
      await world.clock.pass(5_000);
    }
    expect(world.asked.filter((what) => what === 'token calling renewed')).to.have.length(1);
    expect(session.state.status).to.equal('expired');
    expect(session.state.error?.code).to.equal('sign-in-required');
    expect(world.errors()).to.deep.equal(['sign-in-required']);
    world.refusals['token'] = [];
    await session.signIn();
    expect(session.state).to.include({ status: 'ready', error: undefined });
  });

  it('counts as ended when the call service refuses what only a person could have renewed', async () => {
    const session = await world.signedIn();
    world.refuse('token', new TeamsError('sign-in-required'));
    await world.clock.pass(51 * MINUTE);
    expect(session.state.status).to.equal('expiring');
    world.calling?.tokenRejected();
    await world.clock.pass(0);
    expect(session.state.status).to.equal('expired');
    expect(session.state.error?.code).to.equal('sign-in-required');
  });

  it('survives lives that overflow a timer', async () => {
    world.tokenLifetime = 30 * 24 * 60 * MINUTE;
    await world.signedIn();
    await world.clock.pass(29 * 24 * 60 * MINUTE);
    expect(world.asked).not.to.include('token calling renewed');
    await world.clock.pass(24 * 60 * MINUTE);
    expect(world.asked).to.include('token calling renewed');
  });
});
