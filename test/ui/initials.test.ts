import { expect } from 'chai';
import { initials } from '../../src/ui/initials.js';

describe('initials', () => {
  for (const [name, letters] of [
    ['Megan Bowen', 'MB'],
    ['Megan', 'M'],
    ['Bowen, Megan', 'BM'],
    ['Ludwig van Beethoven', 'LB'],
    ['Megan Bowen (Contractor)', 'MB'],
    ['élodie durand', 'ÉD'],
    ['山田 太郎', '山太'],
    ['+1 425 555 0100', ''],
    ['', ''],
  ] as const) {
    it(`of "${name}" are "${letters}"`, () => {
      expect(initials(name)).to.equal(letters);
    });
  }
});
