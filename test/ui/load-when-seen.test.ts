import { expect } from 'chai';
import { loadWhenSeen } from '../../src/ui/load-when-seen.js';
import { fixture, html, until } from '../fixture.js';

describe('loadWhenSeen', () => {
  const idle = globalThis.requestIdleCallback;
  let whenIdle: () => void;
  let loaded: string[];

  beforeEach(() => {
    loaded = [];
    globalThis.requestIdleCallback = (callback) => {
      whenIdle = () => callback({ didTimeout: false, timeRemaining: () => 1 });
      return 1;
    };
  });

  afterEach(() => {
    globalThis.requestIdleCallback = idle;
  });

  function loader(tag: string): () => Promise<void> {
    return () => Promise.resolve(void loaded.push(tag));
  }

  it('loads at once what stands on the page, and nothing else', async () => {
    await fixture(html`<x-here></x-here>`);
    loadWhenSeen({ 'x-here': loader('x-here'), 'x-absent': loader('x-absent') });
    expect(loaded).to.deep.equal(['x-here']);
  });

  it('loads what comes later, once', async () => {
    loadWhenSeen({ 'x-later': loader('x-later'), 'x-never': loader('x-never') });
    await fixture(
      html`<div>
        <p><x-later></x-later><x-later></x-later></p>
      </div>`,
    );
    await until(() => loaded.length > 0);
    await fixture(html`<x-later></x-later>`);
    expect(loaded).to.deep.equal(['x-later']);
  });

  it('looks into open shadow roots when the browser is idle, and loads nothing else', async () => {
    const outer = await fixture(html`<section></section>`);
    const inner = document.createElement('div');
    outer.attachShadow({ mode: 'open' }).append(inner);
    inner.attachShadow({ mode: 'open' }).append(document.createElement('x-inside'));
    loadWhenSeen({ 'x-inside': loader('x-inside'), 'x-nowhere': loader('x-nowhere') });
    expect(loaded).to.deep.equal([]);
    whenIdle();
    expect(loaded).to.deep.equal(['x-inside']);
  });

  for (const interaction of ['pointerdown', 'keydown']) {
    it(`loads the rest, which may be where nobody can look, at the first ${interaction}`, () => {
      // A page of its own: what the other tests here have not loaded yet would come as well.
      const page = document.implementation.createHTMLDocument();
      loadWhenSeen({ 'x-one': loader('x-one'), 'x-two': loader('x-two') }, page);
      whenIdle();
      expect(loaded).to.deep.equal([]);
      page.body.dispatchEvent(new Event(interaction, { bubbles: true }));
      page.body.dispatchEvent(new Event(interaction, { bubbles: true }));
      expect(loaded).to.deep.equal(['x-one', 'x-two']);
    });
  }

  it('tries again what could not be loaded', async () => {
    let tries = 0;
    const failing = (): Promise<void> => {
      tries += 1;
      return tries === 1 ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve();
    };
    await fixture(html`<x-failing></x-failing>`);
    loadWhenSeen({ 'x-failing': failing });
    expect(tries).to.equal(1);
    await fixture(html`<i></i>`);
    await until(() => tries === 2);
  });
});
