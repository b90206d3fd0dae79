import { expect } from 'chai';
import { TeamsError } from '../../src/model/teams-error.js';
import { until } from '../until.js';
import { AWorld, SETTINGS, settle } from './a-world.js';

describe('what calling weighs', () => {
  let world: AWorld;
  let idle: (() => void)[];
  const { requestIdleCallback } = globalThis;

  beforeEach(() => {
    world = new AWorld();
    idle = [];
    globalThis.requestIdleCallback = (callback) =>
      idle.push(() => callback({ didTimeout: false, timeRemaining: () => 50 }));
  });
  afterEach(() => {
    world.close();
    globalThis.requestIdleCallback = requestIdleCallback;
    Reflect.deleteProperty(navigator, 'connection');
  });

  async function signedInWithout(inbound: 'off' | 'ring' = 'off'): Promise<void> {
    world.session.configure({ ...SETTINGS, inbound });
    await world.signedIn();
  }

  function whenIdle(): void {
    for (const callback of idle.splice(0)) callback();
  }

  it('is loaded after sign-in, once the page is idle, where only the person calls', async () => {
    await signedInWithout();
    expect(world.callingLoads).to.equal(0);
    whenIdle();
    expect(world.callingLoads).to.equal(1);
    await settle();
    expect(world.asked).not.to.include('connect');
    await world.session.dial('megan@fabrikam.example');
    expect(world.callingLoads, 'once').to.equal(1);
  });

  it('is loaded at once where calls are to come in, and not a second time', async () => {
    await signedInWithout('ring');
    expect(world.callingLoads).to.equal(1);
    whenIdle();
    expect(world.callingLoads).to.equal(1);
  });

  it('waits for the first call of a person whose browser saves data', async () => {
    Object.defineProperty(navigator, 'connection', { configurable: true, value: { saveData: true } });
    await signedInWithout();
    whenIdle();
    expect(world.callingLoads).to.equal(0);
    await world.session.dial('megan@fabrikam.example');
    expect(world.callingLoads).to.equal(1);
  });

  it('is not loaded for somebody who has signed out meanwhile', async () => {
    await signedInWithout();
    await world.session.signOut();
    whenIdle();
    expect(world.callingLoads).to.equal(0);
  });

  it('is asked for again by the first call when it did not come, and nobody is told before', async () => {
    await signedInWithout();
    world.refuse('load calling', new TeamsError('network-lost'));
    whenIdle();
    await settle();
    expect(world.errors()).to.deep.equal([]);
    await world.session.dial('megan@fabrikam.example');
    expect(world.callingLoads).to.equal(2);
  });

  it('is loaded some time after sign-in where the browser does not tell when it is idle', async () => {
    Reflect.deleteProperty(globalThis, 'requestIdleCallback');
    await signedInWithout();
    await until(() => world.callingLoads === 1);
  });
});
