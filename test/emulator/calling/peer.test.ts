import { expect } from 'chai';
import { Peer } from '../../../src/emulator/calling/peer.js';
import type { Signal } from '../../../src/emulator/hub/protocol.js';
import { until } from '../../until.js';

describe('the media between two pages', () => {
  let sent: Signal[];
  let offerer: Peer;
  let answerer: Peer;
  let close: (() => void)[];

  const connect = (deliver: (to: Peer, signal: Signal) => void = (to, signal) => to.receive(signal)): void => {
    sent = [];
    offerer = new Peer({
      offers: true,
      send: (signal) => {
        sent.push(signal);
        deliver(answerer, signal);
      },
    });
    answerer = new Peer({ offers: false, send: (signal) => deliver(offerer, signal) });
    close = [() => offerer.close(), () => answerer.close()];
  };

  afterEach(() => close.forEach((one) => one()));

  const aPicture = (): MediaStreamTrack => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 64;
    const pen = canvas.getContext('2d');
    let shade = 0;
    const timer = setInterval(() => {
      if (!pen) return;
      pen.fillStyle = `rgb(${(shade += 5) % 256} 128 0)`;
      pen.fillRect(0, 0, 64, 64);
    }, 50);
    const [track] = canvas.captureStream(20).getVideoTracks();
    if (!track) throw new Error('A canvas has a video track.');
    close.push(() => {
      clearInterval(timer);
      track.stop();
    });
    return track;
  };

  const framesOf = async (peer: Peer): Promise<() => number> => {
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = await peer.video();
    void video.play();
    close.push(() => (video.srcObject = null));
    return () => video.getVideoPlaybackQuality().totalVideoFrames;
  };

  const offers = (): string[] =>
    sent.flatMap((signal) => (signal.kind === 'description' ? [signal.description.sdp ?? ''] : []));
  const ufragOf = (sdp: string | undefined): string | undefined => /ice-ufrag:(\S+)/.exec(sdp ?? '')?.[1];

  it('flows to the side that answers and back, without a second agreement', async () => {
    connect();
    await answerer.sendVideo(aPicture());
    const back = await framesOf(offerer);
    await until(() => back() > 5, 'frames arrive at the side that offered');
    await offerer.sendVideo(aPicture());
    const there = await framesOf(answerer);
    await until(() => there() > 5, 'frames arrive at the side that answered');
    expect(offers()).to.have.length(1);
  });

  it('is agreed on also when the paths overtake the offer', async () => {
    const held: Signal[] = [];
    connect((to, signal) => {
      // Only the offer waits, until a path went ahead of it.
      if (to === answerer && signal.kind === 'description') held.push(signal);
      else to.receive(signal);
      const paths = sent.filter(({ kind }) => kind === 'candidate').length;
      if (paths > 0) held.splice(0).forEach((late) => answerer.receive(late));
    });
    await offerer.sendVideo(aPicture());
    const there = await framesOf(answerer);
    await until(() => there() > 5, 'frames arrive');
  });

  it('finds new paths when it is asked to, and goes on', async () => {
    connect();
    await offerer.sendVideo(aPicture());
    const there = await framesOf(answerer);
    await until(() => there() > 5, 'frames arrive');
    offerer.receive({ kind: 'restart' });
    await until(() => offers().length === 2, 'it is offered anew');
    const [first, second] = offers();
    expect(ufragOf(second)).to.be.a('string').and.not.equal(ufragOf(first));
    const before = there();
    await until(() => there() > before + 5, 'frames go on arriving');
  });
});
