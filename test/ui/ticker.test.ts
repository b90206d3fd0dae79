import { expect } from 'chai';
import { tickerOf } from '../../src/ui/ticker.js';
import { AClock } from '../a-session.js';

describe('the ticker', () => {
  it('is one for all who follow the same clock', () => {
    const clock = new AClock();
    expect(tickerOf(clock)).to.equal(tickerOf(clock));
    expect(tickerOf(clock)).not.to.equal(tickerOf(new AClock()));
  });

  it('ticks once a second for everybody, with one timer', () => {
    const clock = new AClock();
    let ticks = 0;
    const stops = [1, 2, 3].map(() => tickerOf(clock).follow(() => (ticks += 1)));
    expect(clock.waiting).to.equal(1);
    clock.pass(2000);
    expect(ticks).to.equal(6);
    for (const stop of stops) stop();
  });

  it('rests when nobody follows it, and begins again', () => {
    const clock = new AClock();
    let ticks = 0;
    tickerOf(clock).follow(() => (ticks += 1))();
    expect(clock.waiting).to.equal(0);
    const stop = tickerOf(clock).follow(() => (ticks += 1));
    clock.pass(1000);
    expect(ticks).to.equal(1);
    stop();
  });
});
