import { expect } from 'chai';
import type { Call, CallEnd } from '../../src/model/call.js';
import { TeamsError } from '../../src/model/teams-error.js';
import type { Session } from '../../src/session/session.js';
import type { TeamsCallEndedEvent } from '../../src/session/events/teams-call-ended-event.js';
import { AWorld, aParticipant, MEGAN, settle } from './a-world.js';

const HUNG_UP: CallEnd = { reason: 'completed', by: 'remote', code: 0, subCode: 0, error: undefined };
const megan = aParticipant(`8:orgid:${MEGAN}`);

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
  const ring = (id = 'in'): void => world.tell({ id, direction: 'Incoming', state: 'Ringing', participants: [megan] });

  describe('going out', () => {
    it('create the chat first, then call, and keep what the page gave with the call', async () => {
      const id = await session.dial(MEGAN, { record: { id: 'r1', type: 'contact' }, video: true });
      const asked = world.asked.filter((what) => /^(chat|dial)/.test(what));
      expect(asked[0]).to.match(/^chat /);
      expect(asked[1]).to.equal(`dial 8:orgid:${MEGAN}`);
      expect(world.dialled).to.include({ id, video: true, threadId: '19:chat' });
      expect(only()).to.include({ id, to: MEGAN, threadId: '19:chat', state: 'Connecting' });
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

  describe('and the page before they go out', () => {
    const answer = (listener: (event: GlobalEventHandlersEventMap['teams-before-dial']) => void): void =>
      document.addEventListener('teams-before-dial', listener, { once: true });

    it('is told whom and why', async () => {
      answer((event) =>
        expect(event).to.include({ input: '+1 425 555 0100', callee: '+14255550100', source: 'button' }),
      );
      await session.dial('+1 425 555 0100', { source: 'button' });
      expect(world.names('teams-before-dial')).to.have.length(1);
    });

    it('may stop the call without a word', async () => {
      answer((event) => event.preventDefault());
      const failure = await session.dial(MEGAN).catch((cause: unknown) => cause);
      expect(failure).to.have.property('category', 'aborted');
      expect(world.errors()).to.deep.equal([]);
      expect(session.state.failures).to.deep.equal([]);
    });

    it('may refuse it in its own words', async () => {
      answer((event) => event.respondWith({ allow: false, mode: 'restrict', message: 'On the do-not-call list.' }));
      const failure = await session.dial(MEGAN).catch((cause: unknown) => cause);
      expect(failure).to.include({ code: 'call-not-allowed', userMessage: 'On the do-not-call list.' });
    });

    it('may warn: asking again calls all the same', async () => {
      const warn = (event: GlobalEventHandlersEventMap['teams-before-dial']): void =>
        event.respondWith({ allow: false, mode: 'warn', message: 'It is night there.' });
      document.addEventListener('teams-before-dial', warn);
      const failure = await session.dial(MEGAN).catch((cause: unknown) => cause);
      expect(failure).to.include({ code: 'call-warned', userMessage: 'It is night there.' });
      await session.dial(MEGAN);
      document.removeEventListener('teams-before-dial', warn);
      expect(session.state.calls).to.have.length(1);
    });

    it('may name somebody else to call', async () => {
      answer((event) => event.respondWith(Promise.resolve({ allow: true, target: '+1 425 555 0199' })));
      await session.dial(MEGAN);
      expect(world.dialled?.party.id).to.equal('4:+14255550199');
    });

    it('has half a minute to answer', async () => {
      answer((event) => event.respondWith(new Promise(() => {})));
      const failure = session.dial(MEGAN).catch((cause: unknown) => cause);
      await world.clock.pass(30_000);
      expect(await failure).to.have.property('code', 'call-not-allowed');
    });

    it('is never asked about an emergency call', async () => {
      await session.dial('911');
      expect(world.names('teams-before-dial')).to.deep.equal([]);
      expect(world.dialled?.party).to.include({ phoneNumber: '911', emergency: true });
    });
  });

  describe('coming in', () => {
    it('ring, are named by the directory, and can be answered', async () => {
      ring();
      await settle();
      expect(world.names('teams-call-ringing')).to.have.length(1);
      expect(session.state.people[MEGAN]?.displayName).to.equal('Megan Bowen');
      await session.answer('in', { video: true });
      expect(world.asked).to.include('answer in with video');
    });

    it('are looked up once a person', async () => {
      ring();
      world.tell({ id: 'in', direction: 'Incoming', state: 'Connected', participants: [{ ...megan, muted: true }] });
      await settle();
      expect(world.asked.filter((what) => what.startsWith('person'))).to.have.length(1);
    });

    it('go on ringing where the page hides our toast', () => {
      document.addEventListener('teams-call-ringing', (event) => event.preventDefault(), { once: true });
      ring();
      expect(only()).to.include({ state: 'Ringing', toastHidden: true });
    });

    it('leave no end on show when nobody took them', () => {
      ring();
      world.tell({ id: 'in', direction: 'Incoming', state: 'Disconnected', end: { ...HUNG_UP, reason: 'missed' } });
      expect(session.state.endedCall).to.equal(undefined);
      expect(world.names('teams-call-ended')).to.have.length(1);
    });

    it('are not taken with inbound="off"', () => {
      session.configure({ inbound: 'off' });
      ring();
      expect(session.state.calls).to.deep.equal([]);
      expect(world.names('teams-call-ringing', 'teams-call-ended')).to.deep.equal([]);
    });

    it('stay when answering fails, with the reason', async () => {
      ring();
      world.refuse('answer', new TeamsError('microphone-missing'));
      await session.answer('in').catch(() => {});
      expect(only()?.state).to.equal('Ringing');
      expect(session.state.failures[0]).to.deep.include({ subject: 'call:in' });
      await session.answer('in');
      expect(session.state.failures).to.deep.equal([]);
    });

    it('can be declined while another call is on, but not answered', async () => {
      await session.dial('+1 425 555 0100');
      ring();
      const failure = await session.answer('in').catch((cause: unknown) => cause);
      expect(failure).to.have.property('code', 'call-busy');
      await session.reject('in');
      expect(world.asked).to.include('reject in');
    });
  });

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
      ring();
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
