import { expect } from 'chai';
import { define } from '../../src/ui/define.js';

describe('define', () => {
  it('registers an element', () => {
    class Once extends HTMLElement {}
    define('x-once', Once);
    expect(customElements.get('x-once')).to.equal(Once);
  });

  it('leaves a tag that is taken to whoever took it', () => {
    class First extends HTMLElement {}
    class Second extends HTMLElement {}
    define('x-taken', First);
    define('x-taken', Second);
    expect(customElements.get('x-taken')).to.equal(First);
  });

  it('registers nothing in a copy that stands aside', () => {
    const [own, other] = ['teams-embed/session/1', 'teams-embed/session/0'].map((name) => Symbol.for(name));
    const page = globalThis as { [key: symbol]: unknown };
    const before = own && page[own];
    if (!own || !other) throw new Error('There are no symbols.');
    Reflect.deleteProperty(page, own);
    page[other] = {};
    try {
      define('x-aside', class extends HTMLElement {});
      expect(customElements.get('x-aside')).to.equal(undefined);
    } finally {
      Reflect.deleteProperty(page, other);
      if (before) page[own] = before;
    }
  });
});
