import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { memoryStore } from '../../../../src/server/index.js';

describe('memoryStore', () => {
  beforeEach(() => mock.timers.enable({ apis: ['Date'], now: 1_000_000 }));
  afterEach(() => mock.timers.reset());

  it('counts each key by itself, and says when its window ends', async () => {
    const store = memoryStore();
    assert.deepEqual(await store.count('ann', 60), { requests: 1, endsInMs: 60_000 });
    mock.timers.tick(20_000);
    assert.deepEqual(await store.count('ann', 60), { requests: 2, endsInMs: 40_000 });
    assert.deepEqual(await store.count('ben', 60), { requests: 1, endsInMs: 60_000 });
  });

  it('begins again when the window is over, and not before', async () => {
    const store = memoryStore();
    await store.count('ann', 60);
    mock.timers.tick(59_999);
    assert.deepEqual(await store.count('ann', 60), { requests: 2, endsInMs: 1 });
    mock.timers.tick(1);
    assert.deepEqual(await store.count('ann', 60), { requests: 1, endsInMs: 60_000 });
  });

  it('forgets the oldest when it is full, so that it cannot grow without end', async () => {
    const store = memoryStore({ maxKeys: 2 });
    for (const key of ['ann', 'ben', 'cleo']) await store.count(key, 60);
    assert.deepEqual(await store.count('ben', 60), { requests: 2, endsInMs: 60_000 });
    assert.deepEqual(await store.count('cleo', 60), { requests: 2, endsInMs: 60_000 });
    assert.deepEqual(await store.count('ann', 60), { requests: 1, endsInMs: 60_000 });
  });
});
