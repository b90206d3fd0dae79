import { expect } from 'chai';
import { languageOf } from '../../src/ui/language.js';
import { fixture, html } from '../fixture.js';

describe('the language of an element', () => {
  it('is the nearest lang above it', async () => {
    const outer = await fixture(
      html`<div lang="de">
        <p lang="fr-CA"><b></b></p>
        <i></i>
      </div>`,
    );
    expect(languageOf(outer.querySelector('b') ?? outer)).to.equal('fr-CA');
    expect(languageOf(outer.querySelector('i') ?? outer)).to.equal('de');
  });

  it('is found through shadow roots', async () => {
    const host = await fixture(html`<div lang="nl"></div>`);
    const inner = document.createElement('span');
    host.attachShadow({ mode: 'open' }).append(inner);
    expect(languageOf(inner)).to.equal('nl');
  });

  it('passes over what is no language', async () => {
    const outer = await fixture(html`<div lang="en_US"></div>`);
    expect(languageOf(outer)).not.to.equal('en_US');
  });
});
