import { expect } from 'chai';
import type { Call } from '../../src/model/call.js';
import { TeamsError } from '../../src/model/teams-error.js';
import type { TeamsCallEndedEvent } from '../../src/session/events/teams-call-ended-event.js';
import type { Session } from '../../src/session/session.js';
import { HUNG_UP } from './a-call.js';
import { AWorld, MEGAN } from './a-world.js';

describe('calls going out', () => {
  let world: AWorld;
  let session: Session;

  beforeEach(async () => {
    world = new AWorld();
    session = await world.signedIn();
    world.events.length = 0;
  });
  afterEach(() => world.close());

  const only = (): Call | undefined => session.state.calls[0];

  it('create the chat first, then call, and keep what the page gave with the call', async () => {
    const id = await session.dial(MEGAN, { name: 'Meg', record: { id: 'r1', type: 'contact' }, video: true });
    const asked = world.asked.filter((what) => /^(chat|dial)/.test(what));
    expect(asked[0]).to.match(/^chat /);
    expect(asked[1]).to.equal(`dial 8:orgid:${MEGAN}`);
    expect(world.dialled).to.include({ id, video: true, threadId: '19:chat' });
    expect(only()).to.include({ id, to: MEGAN, name: 'Meg', threadId: '19:chat', state: 'Connecting' });
    expect(only()?.record).to.deep.equal({ id: 'r1', type: 'contact' });
  });

  it('ask Graph for a chat once a person, and go on where it fails', async () => {
    world.refuse('chat', new TeamsError('service-failed'));
    for (let round = 0; round < 3; round += 1) {
      const id = await session.dial(MEGAN);
      world.tell({ id, state: 'Disconnected', end: HUNG_UP });
    }
    expect(world.asked.filter((what) => what.startsWith('chat'))).to.have.length(2);
    expect(world.asked.filter((what) => what.startsWith('dial'))).to.have.length(3);
    expect(world.errors()).to.deep.equal([]);
  });

  it('find a person by address', async () => {
    await session.dial('megan@fabrikam.example');
    expect(world.dialled?.party).to.deep.include({ kind: 'teams-user', userId: MEGAN });
  });

  it('say which target is being dialled until the service has taken the call', async () => {
    const dialling = session.dial('+1 425 555 0100');
    expect(session.state.dialling).to.deep.equal(['+1 425 555 0100']);
    await dialling;
    expect(session.state.dialling).to.deep.equal([]);
  });

  it('start at the element that dialled', async () => {
    const button = document.body.appendChild(document.createElement('button'));
    const started: EventTarget[] = [];
    document.addEventListener('teams-call-started', (event) => started.push(event.composedPath()[0] as EventTarget), {
      once: true,
    });
    await session.dial(MEGAN, { from: button });
    expect(started).to.deep.equal([button]);
    button.remove();
  });

  it('tell their life in order and their end once, with durations', async () => {
    const id = await session.dial('+1 425 555 0100');
    await world.clock.pass(2_000);
    world.tell({ id, kind: 'phone', state: 'Ringing' });
    await world.clock.pass(3_000);
    world.tell({ id, kind: 'phone', state: 'Connected' });
    world.tell({ id, kind: 'phone', state: 'Connected' });
    await world.clock.pass(61_000);
    world.tell({ id, kind: 'phone', state: 'Disconnected', end: HUNG_UP });
    world.tell({ id, kind: 'phone', state: 'Disconnected', end: HUNG_UP });
    world.tell({ id, kind: 'phone', state: 'Connected' });
    expect(
      world.names('teams-call-started', 'teams-call-ringing', 'teams-call-connected', 'teams-call-ended'),
    ).to.deep.equal(['teams-call-started', 'teams-call-connected', 'teams-call-ended']);
    const ended = world.events.find(({ type }) => type === 'teams-call-ended') as TeamsCallEndedEvent;
    expect(ended).to.include({ reason: 'completed', by: 'remote', ringingSeconds: 5, connectedSeconds: 61 });
    expect(session.state.calls).to.deep.equal([]);
    expect(session.state.endedCall?.id).to.equal(id);
  });

  it('ignore states that come too late', async () => {
    const id = await session.dial(MEGAN);
    world.tell({ id, state: 'Connected' });
    world.tell({ id, state: 'Ringing' });
    expect(only()?.state).to.equal('Connected');
  });

  it('know whether the account may call numbers: by its plans, and by a call that came through', async () => {
    expect(session.state.phoneCallsAllowed).to.equal(undefined);
    const id = await session.dial('+1 425 555 0100');
    world.tell({ id, kind: 'phone', state: 'Connected' });
    expect(session.state.phoneCallsAllowed).to.equal(true);
  });

  it('are not tried with numbers where the account has no phone plan', async () => {
    const planless = new AWorld();
    planless.phonePlan = false;
    await planless.signedIn();
    const failure = await planless.session.dial('+1 425 555 0100').catch((cause: unknown) => cause);
    expect(failure).to.have.property('code', 'phone-plan-required');
    expect(await planless.session.dial(MEGAN)).to.be.a('string');
    planless.close();
  });

  it('show why one could not be placed, send it, and let the next try clear it', async () => {
    world.refuse('dial', new TeamsError('microphone-blocked'));
    const failure = await session.dial(MEGAN).catch((cause: unknown) => cause);
    expect(failure).to.have.property('code', 'microphone-blocked');
    expect(session.state.failures.map(({ subject, error }) => [subject, error.code])).to.deep.equal([
      [`dial:${MEGAN}`, 'microphone-blocked'],
    ]);
    expect(world.errors()).to.deep.equal(['microphone-blocked']);
    await session.dial(MEGAN);
    expect(session.state.failures).to.deep.equal([]);
  });

  for (const [to, code] of [
    ['', 'target-missing'],
    ['call me', 'number-invalid'],
  ] as const) {
    it(`refuse "${to}" as ${code}`, async () => {
      const failure = await session.dial(to).catch((cause: unknown) => cause);
      expect(failure).to.have.property('code', code);
      expect(session.state.dialling).to.deep.equal([]);
    });
  }

  it('are one, though two are asked for at once', async () => {
    const outcomes = await Promise.allSettled([session.dial(MEGAN), session.dial('+1 425 555 0100')]);
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected']);
    expect(session.state.failures[0]?.error.code).to.equal('call-busy');
    expect(session.state.calls).to.have.length(1);
  });

  it('are refused while another is on', async () => {
    await session.dial(MEGAN);
    const failure = await session.dial('+1 425 555 0100').catch((cause: unknown) => cause);
    expect(failure).to.have.property('code', 'call-busy');
    expect(session.state.calls).to.have.length(1);
  });

  it('are refused when nobody is signed in', async () => {
    const signedOut = new AWorld();
    const failure = await signedOut.session.dial(MEGAN).catch((cause: unknown) => cause);
    expect(failure).to.have.property('code', 'not-configured');
    signedOut.close();
  });
});
