import { expect } from 'chai';
import { Ringtone } from '../../src/ui/ringtone.js';
import { until } from '../until.js';
import { ANode, AnAudioContext } from './an-audio-context.js';

describe('the ringtone', () => {
  const real = { AudioContext, GainNode, OscillatorNode, Audio };
  let changes: boolean[];
  let ringtone: Ringtone;

  beforeEach(() => {
    Object.assign(globalThis, { AudioContext: AnAudioContext, GainNode: ANode, OscillatorNode: ANode });
    AnAudioContext.made = [];
    AnAudioContext.allowed = true;
    changes = [];
    ringtone = new Ringtone(() => changes.push(ringtone.blocked));
  });

  afterEach(() => {
    ringtone.stop();
    Object.assign(globalThis, real);
  });

  /** An audio file that the browser answers for in this way. */
  function aFile(play: () => Promise<void>): { paused: number } {
    const file = { paused: 0 };
    const Fake = function () {
      return { play, pause: () => (file.paused += 1), removeAttribute: () => {} };
    };
    Object.assign(globalThis, { Audio: Fake });
    return file;
  }

  it('sounds with tones of its own, once however often it is started', () => {
    ringtone.start('');
    ringtone.start('');
    expect(AnAudioContext.made).to.have.length(1);
    expect(AnAudioContext.made[0]?.notes).to.be.greaterThan(0);
    expect(ringtone.blocked).to.equal(false);
  });

  it('gives its audio back when it stops', () => {
    ringtone.start('');
    ringtone.stop();
    expect(AnAudioContext.made[0]?.state).to.equal('closed');
    ringtone.start('');
    expect(AnAudioContext.made).to.have.length(2);
  });

  it('says when the browser keeps it silent, and sounds when it is enabled', async () => {
    AnAudioContext.allowed = false;
    ringtone.start('');
    await until(() => ringtone.blocked);
    expect(AnAudioContext.made[0]?.notes).to.equal(0);
    ringtone.enable();
    expect(ringtone.blocked).to.equal(false);
    expect(AnAudioContext.made[0]?.notes).to.be.greaterThan(0);
    expect(changes).to.deep.equal([true, false]);
  });

  it('sounds after any click on the page', async () => {
    AnAudioContext.allowed = false;
    ringtone.start('');
    await until(() => ringtone.blocked);
    document.body.click();
    expect(ringtone.blocked).to.equal(false);
  });

  it('plays a file, and no tones', async () => {
    let played = 0;
    const file = aFile(() => Promise.resolve(void (played += 1)));
    ringtone.start('/ring.mp3');
    await until(() => played === 1);
    ringtone.stop();
    expect(file.paused).to.equal(1);
    expect(AnAudioContext.made).to.deep.equal([]);
  });

  it('says when the browser does not let a file play, until it does', async () => {
    let allowed = false;
    aFile(() => (allowed ? Promise.resolve() : Promise.reject(new DOMException('Click first.', 'NotAllowedError'))));
    ringtone.start('/ring.mp3');
    await until(() => ringtone.blocked);
    allowed = true;
    ringtone.enable();
    await until(() => !ringtone.blocked);
  });

  it('rings with its tones where the file cannot be had', async () => {
    aFile(() => Promise.reject(new DOMException('Not found.', 'NotSupportedError')));
    ringtone.start('/missing.mp3');
    await until(() => AnAudioContext.made.length === 1);
    expect(ringtone.blocked).to.equal(false);
  });
});
