import { expect } from 'chai';
import { Ticker } from '../../src/ui/ticker.js';
import { TitleFlash } from '../../src/ui/title-flash.js';
import { AClock } from '../a-session.js';

describe('the flashing title', () => {
  const title = document.title;
  let clock: AClock;
  let flash: TitleFlash;

  function see(visibility: DocumentVisibilityState): void {
    Object.defineProperty(document, 'visibilityState', { value: visibility, configurable: true });
  }

  beforeEach(() => {
    document.title = 'Contoso CRM';
    clock = new AClock();
    flash = new TitleFlash();
  });

  afterEach(() => {
    flash.stop();
    Reflect.deleteProperty(document, 'visibilityState');
    document.title = title;
  });

  it('alternates while the page is out of sight', () => {
    see('hidden');
    flash.start('Megan is calling', new Ticker(clock));
    const titles = [1, 2, 3].map(() => {
      clock.pass(1000);
      return document.title;
    });
    expect(titles).to.deep.equal(['Megan is calling', 'Contoso CRM', 'Megan is calling']);
  });

  it('leaves the title of a page in sight alone', () => {
    see('visible');
    flash.start('Megan is calling', new Ticker(clock));
    clock.pass(1000);
    expect(document.title).to.equal('Contoso CRM');
  });

  it('gives the title back at the end, and stops its timer', () => {
    see('hidden');
    flash.start('Megan is calling', new Ticker(clock));
    clock.pass(1000);
    flash.stop();
    expect(document.title).to.equal('Contoso CRM');
    expect(clock.waiting).to.equal(0);
  });

  it('does not undo a title that the page has set meanwhile', () => {
    see('hidden');
    flash.start('Megan is calling', new Ticker(clock));
    clock.pass(1000);
    document.title = 'Contoso CRM (1)';
    flash.stop();
    expect(document.title).to.equal('Contoso CRM (1)');
  });
});
