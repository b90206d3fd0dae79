import { expect } from 'chai';
import { consoleLog } from '../../src/adapters/console-log.js';
import { TeamsError } from '../../src/model/teams-error.js';
import { until } from '../until.js';

describe('the log on the console', () => {
  const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJvaWQiOiJhbGljZSJ9.c2lnbmF0dXJlLW9mLWEtdG9rZW4';

  for (const level of ['warn', 'error'] as const) {
    it(`says by ${level} what was wrong, and nothing that was sent`, async () => {
      const written: unknown[][] = [];
      const before = console[level];
      console[level] = (...words: unknown[]) => written.push(words);
      try {
        const sdk = new Error(`${TOKEN} was refused for alice@fabrikam.example and +1 425 555 0100`);
        const error = TeamsError.from(Object.assign(sdk, { request: { headers: { authorization: TOKEN } } }));
        consoleLog[level]('call failed', error);
        await until(() => written.length > 0);
      } finally {
        console[level] = before;
      }
      expect(written[0]?.slice(0, 2)).to.deep.equal(['teams-embed:', 'call failed']);
      for (const word of written.flat()) expect(word).to.be.a('string');
      const text = written.flat().join(' ');
      expect(text).to.contain('was refused');
      for (const secret of [TOKEN, 'alice@', '0100']) expect(text).not.to.contain(secret);
    });
  }

  it('writes a line alone as it is', () => {
    const written: unknown[][] = [];
    const before = console.warn;
    console.warn = (...words: unknown[]) => written.push(words);
    consoleLog.warn('line lost');
    console.warn = before;
    expect(written).to.deep.equal([['teams-embed:', 'line lost']]);
  });
});
