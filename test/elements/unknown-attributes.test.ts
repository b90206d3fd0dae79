import { expect } from 'chai';
import { unknownAttributes } from '../../src/elements/teams-session/unknown-attributes.js';
import { fixture, html } from '../fixture.js';

const KNOWN = ['client-id', 'token-url', 'sign-in', 'country'];

describe('unknown attributes', () => {
  it('are found, with the one that was probably meant', async () => {
    const element = await fixture(html`<div clientid="1" token-ulr="2" contry="3" wallpaper="4"></div>`);
    expect(unknownAttributes(element, KNOWN)).to.deep.equal([
      { name: 'clientid', meant: 'client-id' },
      { name: 'token-ulr', meant: 'token-url' },
      { name: 'contry', meant: 'country' },
      { name: 'wallpaper', meant: undefined },
    ]);
  });

  it('are none of what HTML and frameworks put on elements', async () => {
    const element = await fixture(
      html`<div
        client-id="1"
        id="a"
        class="b"
        lang="en"
        dir="rtl"
        slot="c"
        role="none"
        aria-label="d"
        data-e="e"
        tabindex="0"
        _ngcontent-abc=""
        v-cloak=""
        x-data=""
        hx-get=""
        jsaction=""
      ></div>`,
    );
    expect(unknownAttributes(element, KNOWN)).to.deep.equal([]);
  });
});
