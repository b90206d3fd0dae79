import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { realClock } from '../../src/adapters/real-clock.js';

const DAY = 24 * 60 * 60_000;

describe("the device's clock", () => {
  let rang = 0;
  const ring = (): void => void (rang += 1);
  beforeEach(() => {
    rang = 0;
    mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  });
  afterEach(() => mock.timers.reset());

  it('calls back once, when the time has come', () => {
    realClock.after(1_000, ring);
    mock.timers.tick(999);
    assert.equal(rang, 0);
    mock.timers.tick(1);
    assert.equal(rang, 1);
    mock.timers.tick(10_000);
    assert.equal(rang, 1);
  });

  it('can wait longer than a timer of the browser', () => {
    realClock.after(60 * DAY, ring);
    for (let day = 0; day < 59; day += 1) mock.timers.tick(DAY);
    assert.equal(rang, 0);
    // A timer that follows another starts when the test's clock stands still, up to a day late.
    for (let day = 59; day < 63; day += 1) mock.timers.tick(DAY);
    assert.equal(rang, 1);
  });

  it('can be stopped, also in the middle of a long wait', () => {
    const stop = realClock.after(60 * DAY, ring);
    for (let day = 0; day < 30; day += 1) mock.timers.tick(DAY);
    stop();
    for (let day = 0; day < 40; day += 1) mock.timers.tick(DAY);
    assert.equal(rang, 0);
  });

  it('knows what time it is', () => {
    mock.timers.setTime(1_234);
    assert.equal(realClock.now(), 1_234);
  });
});
