import { expect } from 'chai';
import { duration } from '../../src/ui/duration.js';

describe('duration', () => {
  it('shows minutes and seconds', () => {
    expect(duration(0, 'en')).to.equal('00:00');
    expect(duration(83, 'en')).to.equal('01:23');
  });

  it('shows hours only when there are some', () => {
    expect(duration(3599, 'en')).to.equal('59:59');
    expect(duration(3723, 'en')).to.equal('01:02:03');
  });

  it('uses the digits and separators of the language', () => {
    expect(duration(83, 'ar-EG')).to.equal('٠١:٢٣');
    expect(duration(83, 'da')).to.equal('01.23');
  });

  it('never runs backwards where clocks differ', () => {
    expect(duration(-5, 'en')).to.equal('00:00');
  });
});
