import { expect } from 'chai';
import '../../src/elements/teams-call-button/define.js';
import '../../src/elements/teams-call/define.js';
import '../../src/elements/teams-incoming-call/define.js';
import '../../src/elements/teams-session/define.js';
import type { CallEnd } from '../../src/model/call.js';
import { TeamsError } from '../../src/model/teams-error.js';
import type { Session } from '../../src/session/session.js';
import { ACallingPort, aPerson, aRingingCall, aSession, anEnd } from '../a-session.js';
import { fixture, html, rendered, until } from '../fixture.js';
import { ANode, AnAudioContext } from '../ui/an-audio-context.js';
import { toasts } from './an-incoming-call.js';
import { control, shadowText } from './controls.js';

const elsewhere: CallEnd = { ...anEnd, reason: 'answered-elsewhere', by: 'local', code: 487, subCode: 10003 };

describe('a call that was answered on another device', () => {
  const real = { AudioContext: globalThis.AudioContext, GainNode: globalThis.GainNode, OscillatorNode };
  let calling: ACallingPort;
  let session: Session;
  let page: HTMLElement;
  let heard: string[];
  let events: string[];
  let listening: AbortController;

  beforeEach(async () => {
    Object.assign(globalThis, { AudioContext: AnAudioContext, GainNode: ANode, OscillatorNode: ANode });
    AnAudioContext.made = [];
    AnAudioContext.allowed = true;
    calling = new ACallingPort();
    session = aSession({ calls: [aRingingCall] }, { calling: () => Promise.resolve(calling) });
    page = await fixture(html`
      <div>
        <teams-session .session=${session}></teams-session>
        <teams-incoming-call .session=${session}></teams-incoming-call>
        <teams-call .session=${session}></teams-call>
        <teams-call .session=${session} call-id=${aRingingCall.id} compact></teams-call>
        <teams-call-button .session=${session} to=${aPerson.id}></teams-call-button>
      </div>
    `);
    await until(() => AnAudioContext.made[0]);
    heard = [];
    const observer = new MutationObserver((changes) => {
      heard.push(...changes.flatMap(({ addedNodes }) => [...addedNodes].map((node) => node.textContent ?? '')));
    });
    for (const region of document.querySelectorAll('[aria-live]')) observer.observe(region, { childList: true });
    events = [];
    listening = new AbortController();
    const { signal } = listening;
    signal.addEventListener('abort', () => observer.disconnect());
    for (const type of ['teams-error', 'teams-call-ended']) {
      document.addEventListener(type, () => events.push(type), { signal });
    }
  });

  afterEach(() => {
    listening.abort();
    Object.assign(globalThis, real);
  });

  const words = (): string =>
    [...page.querySelectorAll('teams-session, teams-call, teams-call-button')].map(shadowText).join(' | ');

  /** What the page was like before anybody called, is what it is like now. */
  async function isSilent(): Promise<void> {
    await until(() => session.state.calls.length === 0);
    await rendered(page);
    const [toast] = page.querySelectorAll('teams-incoming-call');
    expect(toast && toasts(toast)).to.deep.equal([]);
    expect(toast?.matches(':state(ringing)')).to.equal(false);
    const quiet = await fixture(html`
      <div>
        <teams-session .session=${aSession()}></teams-session>
        <teams-call .session=${aSession()}></teams-call>
        <teams-call .session=${aSession()} call-id="none" compact></teams-call>
        <teams-call-button .session=${aSession()} to=${aPerson.id}></teams-call-button>
      </div>
    `);
    const usual = [...quiet.querySelectorAll('teams-session, teams-call, teams-call-button')].map(shadowText);
    expect(words()).to.equal(usual.join(' | '));
    expect(heard).to.deep.equal([]);
    expect(AnAudioContext.made.map(({ state }) => state)).to.deep.equal(['closed']);
    expect(events).to.deep.equal(['teams-call-ended']);
    expect([session.state.failures, session.state.error, session.state.endedCall]).to.deep.equal([
      [],
      undefined,
      undefined,
    ]);
  }

  it('goes without a word, a sound or an error', async () => {
    await session.stream(aRingingCall.id, 'local').catch(() => {}); // connects, so that the service can tell
    calling.deliver({ ...aRingingCall, state: 'Disconnected', end: elsewhere });
    await isSilent();
  });

  for (const name of ['Accept call from Megan Bowen', 'Accept with video: call from Megan Bowen']) {
    it(`goes so too where the same person was about to: ${name}`, async () => {
      calling.refusals.set('answer', new TeamsError('aborted', 'This call was answered on another device.'));
      const [toast] = page.querySelectorAll('teams-incoming-call');
      if (!toast) throw new Error('There is no toast.');
      control(toast, name).click();
      await until(() => calling.asked.some(([command]) => command === 'answer'));
      await rendered(page);
      calling.deliver({ ...aRingingCall, state: 'Disconnected', end: elsewhere });
      await isSilent();
    });
  }

  it('goes so too where it was being answered at the button', async () => {
    calling.refusals.set('answer', new TeamsError('aborted', 'This call was answered on another device.'));
    const button = page.querySelector('teams-call-button');
    if (!button) throw new Error('There is no button.');
    control(button, 'Answer Megan Bowen').click();
    await until(() => calling.asked.some(([command]) => command === 'answer'));
    calling.deliver({ ...aRingingCall, state: 'Disconnected', end: elsewhere });
    await isSilent();
  });
});
