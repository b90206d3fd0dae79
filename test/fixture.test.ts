import { expect } from 'chai';
import { LitElement } from 'lit';
import { fixture, html, until } from './fixture.js';

class SlowGreeting extends LitElement {
  static override properties = { who: {} };
  declare who: string;

  protected override render(): unknown {
    return html`<p>Hello ${this.who}</p>`;
  }
}
customElements.define('slow-greeting', SlowGreeting);

describe('fixture', () => {
  let last: Element | undefined;

  it('resolves when the elements in it have rendered', async () => {
    last = await fixture(html`<slow-greeting who="Megan"></slow-greeting>`);
    expect(last.shadowRoot?.textContent).to.equal('Hello Megan');
    expect(last.isConnected).to.equal(true);
  });

  it('is gone in the next test', () => {
    expect(last?.isConnected).to.equal(false);
  });
});

describe('until', () => {
  it('answers what the condition answers, once it does', async () => {
    let calls = 0;
    expect(await until(() => (++calls > 3 ? calls : undefined))).to.equal(4);
  });

  it('names what never came, and why', async () => {
    const failure = await until(
      () => {
        throw new Error('no such thing');
      },
      'the moon is blue',
      20,
    ).then(
      () => undefined,
      (error: unknown) => error as Error,
    );
    expect(failure?.message).to.contain('until the moon is blue');
    expect((failure?.cause as Error).message).to.equal('no such thing');
  });
});
