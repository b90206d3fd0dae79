import { expect } from 'chai';
import type { Session } from '../../src/session/session.js';
import { AWorld, MEGAN } from './a-world.js';

describe('the page, before a call goes out,', () => {
  let world: AWorld;
  let session: Session;

  beforeEach(async () => {
    world = new AWorld();
    session = await world.signedIn();
    world.events.length = 0;
  });
  afterEach(() => world.close());

  const answer = (listener: (event: GlobalEventHandlersEventMap['teams-before-dial']) => void): void =>
    document.addEventListener('teams-before-dial', listener, { once: true });

  it('is told whom and why', async () => {
    answer((event) => expect(event).to.include({ input: '+1 425 555 0100', callee: '+14255550100', source: 'button' }));
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
