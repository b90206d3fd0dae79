import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCredential } from '../../../src/adapters/calling/credential.js';

const aToken = (name: string): string => `${name}.${Buffer.from('{"acsScope":"voip"}').toString('base64url')}.x`;

describe('createCredential', () => {
  it('gives the initial token while it is good', async () => {
    const initial = { token: aToken('first'), expiresOn: Date.now() + 3_600_000 };
    const refused = () => Promise.reject(new Error('no new token was needed'));
    const credential = createCredential(initial, refused, new AbortController().signal);
    assert.equal((await credential.getToken()).token, initial.token);
    credential.dispose();
  });

  it('asks for the next token when the first is at its end, with the signal of the connection', async () => {
    const { signal } = new AbortController();
    const signals: unknown[] = [];
    const next = { token: aToken('next'), expiresOn: Date.now() + 3_600_000 };
    const credential = createCredential(
      { token: aToken('first'), expiresOn: Date.now() - 1 },
      async (given) => {
        signals.push(given);
        return next;
      },
      signal,
    );
    const { token, expiresOnTimestamp } = await credential.getToken();
    assert.deepEqual([token, expiresOnTimestamp], [next.token, next.expiresOn]);
    assert.ok(signals.length > 0 && signals.every((given) => given === signal));
    credential.dispose();
  });

  it('never rejects from its timer, not even when the source gives up', async () => {
    const rejections: unknown[] = [];
    const note = (cause: unknown): void => void rejections.push(cause);
    process.on('unhandledRejection', note);
    let asked = (): void => {};
    const wasAsked = new Promise<void>((resolve) => (asked = resolve));
    const credential = createCredential(
      { token: aToken('first'), expiresOn: Date.now() + 20 },
      async () => {
        asked();
        throw new Error('given up');
      },
      new AbortController().signal,
    );
    await wasAsked;
    // Unhandled rejections are told of after the microtasks of the turn they happen in.
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', note);
    credential.dispose();
    assert.deepEqual(rejections, []);
  });
});
