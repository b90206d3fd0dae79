import { expect } from 'chai';
import type { Call } from '../../src/model/call.js';
import { TeamsError } from '../../src/model/teams-error.js';
import type { Session } from '../../src/session/session.js';
import { megan, ring } from './a-call.js';
import { AWorld, MEGAN, settle } from './a-world.js';

describe('calls', () => {
  let world: AWorld;
  let session: Session;

  beforeEach(async () => {
    world = new AWorld();
    session = await world.signedIn();
    world.events.length = 0;
  });
  afterEach(() => world.close());

  const only = (): Call | undefined => session.state.calls[0];

  describe('while they are on', () => {
    it('take commands for the active call', async () => {
      const id = await session.dial(MEGAN);
      for (const command of ['mute', 'unmute', 'startVideo', 'stopVideo', 'hangUp'] as const) await session[command]();
      expect(world.asked.slice(-5)).to.deep.equal([
        `mute ${id}`,
        `unmute ${id}`,
        `start video ${id}`,
        `stop video ${id}`,
        `hang up ${id}`,
      ]);
    });

    it('answer commands about a call that is over with a sentence', async () => {
      const failure = await session.hangUp('gone').catch((cause: unknown) => cause);
      expect(failure).to.have.property('code', 'call-unknown');
    });

    it('tell failures that do not end them', async () => {
      const id = await session.dial(MEGAN, { video: true });
      world.calling?.failure(id, new TeamsError('camera-blocked'));
      expect(session.state.failures[0]).to.deep.include({ subject: `call:${id}` });
      expect(session.state.calls).to.have.length(1);
      expect(world.errors()).to.deep.equal(['camera-blocked']);
    });

    it('survive settings that cannot work', async () => {
      await session.dial(MEGAN);
      session.configure({ tokenUrl: 'ftp://nowhere' });
      await settle();
      expect(session.state.calls).to.have.length(1);
      expect(session.state.error?.code).to.equal('settings-invalid');
      expect(world.asked).not.to.include('sign out');
    });

    it('send no event for who is speaking', async () => {
      const id = await session.dial(MEGAN);
      world.tell({ id, state: 'Connected', participants: [megan] });
      world.events.length = 0;
      world.tell({ id, state: 'Connected', participants: [{ ...megan, speaking: true }] });
      expect(only()?.participants[0]?.speaking).to.equal(true);
      expect(world.names('teams-call-changed')).to.deep.equal([]);
      world.tell({ id, state: 'Connected', participants: [{ ...megan, muted: true }] });
      expect(world.names('teams-call-changed')).to.have.length(1);
    });

    it('leave unchanged calls the same objects', async () => {
      await session.dial(MEGAN);
      const before = only();
      ring(world);
      expect(only()).to.equal(before);
    });
  });

  it('are listened for again when the call service did not answer', async () => {
    const late = new AWorld();
    late.refuse('connect', new TeamsError('call-service-unreachable'), new TeamsError('call-service-unreachable'));
    await late.signedIn();
    expect(late.session.state.connected).to.equal(false);
    expect(late.errors()).to.deep.equal(['call-service-unreachable']);
    await late.clock.pass(10_000);
    expect(late.session.state).to.include({ connected: true, error: undefined });
    late.close();
  });
});
