import { expect } from 'chai';
import { pageSession, standsAside } from '../../src/session/page-session.js';
import { AWorld } from './a-world.js';

const ours = Symbol.for('teams-embed/session/1');
const theirs = Symbol.for('teams-embed/session/0');
const page = globalThis as { [key: symbol]: unknown };

describe('pageSession', () => {
  let world: AWorld;
  beforeEach(() => (world = new AWorld()));
  afterEach(() => {
    world.close();
    delete page[ours];
    delete page[theirs];
  });

  it('is one, whoever asks', () => {
    const first = pageSession(() => world.ports);
    expect(pageSession(() => world.ports)).to.equal(first);
    expect(page[ours]).to.equal(first);
  });

  it('is taken from a copy of the script that came before', () => {
    const copy = {};
    page[ours] = copy;
    expect(pageSession(() => world.ports)).to.equal(copy);
  });

  it('stands aside for a copy with another shape of session, says so once, and touches nothing', () => {
    page[theirs] = {};
    expect(standsAside()).to.equal(true);
    const session = pageSession(() => world.ports);
    expect(session.state.error?.code).to.equal('version-conflict');
    expect(page[ours]).to.equal(undefined);
    expect(world.errors()).to.deep.equal(['version-conflict']);
  });

  it('keeps its page when a copy with another shape comes later', () => {
    const first = pageSession(() => world.ports);
    page[theirs] = {};
    expect(standsAside()).to.equal(false);
    expect(pageSession(() => world.ports)).to.equal(first);
  });
});
