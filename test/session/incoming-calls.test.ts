import { expect } from 'chai';
import type { Call } from '../../src/model/call.js';
import { TeamsError } from '../../src/model/teams-error.js';
import type { Session } from '../../src/session/session.js';
import { HUNG_UP, megan, ring } from './a-call.js';
import { AWorld, MEGAN, settle } from './a-world.js';

describe('calls coming in', () => {
  let world: AWorld;
  let session: Session;

  beforeEach(async () => {
    world = new AWorld();
    session = await world.signedIn();
    world.events.length = 0;
  });
  afterEach(() => world.close());

  const only = (): Call | undefined => session.state.calls[0];

  it('ring, are named by the directory, and can be answered', async () => {
    ring(world);
    await settle();
    expect(world.names('teams-call-ringing')).to.have.length(1);
    expect(session.state.people[MEGAN]?.displayName).to.equal('Megan Bowen');
    await session.answer('in', { video: true });
    expect(world.asked).to.include('answer in with video');
  });

  it('are looked up once a person', async () => {
    ring(world);
    world.tell({ id: 'in', direction: 'Incoming', state: 'Connected', participants: [{ ...megan, muted: true }] });
    await settle();
    expect(world.asked.filter((what) => what.startsWith('person'))).to.have.length(1);
  });

  it('go on ringing where the page hides our toast', () => {
    document.addEventListener('teams-call-ringing', (event) => event.preventDefault(), { once: true });
    ring(world);
    expect(only()).to.include({ state: 'Ringing', toastHidden: true });
  });

  it('leave no end on show when nobody took them', () => {
    ring(world);
    world.tell({ id: 'in', direction: 'Incoming', state: 'Disconnected', end: { ...HUNG_UP, reason: 'missed' } });
    expect(session.state.endedCall).to.equal(undefined);
    expect(world.names('teams-call-ended')).to.have.length(1);
  });

  it('are not taken with inbound="off"', () => {
    session.configure({ inbound: 'off' });
    ring(world);
    expect(session.state.calls).to.deep.equal([]);
    expect(world.names('teams-call-ringing', 'teams-call-ended')).to.deep.equal([]);
  });

  it('stay when answering fails, with the reason', async () => {
    ring(world);
    world.refuse('answer', new TeamsError('microphone-missing'));
    await session.answer('in').catch(() => {});
    expect(only()?.state).to.equal('Ringing');
    expect(session.state.failures[0]).to.deep.include({ subject: 'call:in' });
    await session.answer('in');
    expect(session.state.failures).to.deep.equal([]);
  });

  it('are answered one at a time', async () => {
    ring(world);
    ring(world, 'second');
    const outcomes = await Promise.allSettled([session.answer('in'), session.answer('second')]);
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected']);
    expect(world.asked).not.to.include('answer second');
  });

  it('can be declined while another call is on, but not answered', async () => {
    await session.dial('+1 425 555 0100');
    ring(world);
    const failure = await session.answer('in').catch((cause: unknown) => cause);
    expect(failure).to.have.property('code', 'call-busy');
    await session.reject('in');
    expect(world.asked).to.include('reject in');
  });
});
