import { expect } from 'chai';
import { until } from '../../until.js';
import type { ContractVideo } from '../calling-module.js';
import type { Facts, Given } from '../fact.js';

async function aCamera({ sdk, devices }: Given): Promise<ContractVideo> {
  const [camera] = await (await devices()).getCameras();
  if (!camera) throw new Error('There is no camera.');
  return new sdk.LocalVideoStream(camera);
}

/** An element in a shadow root, as ours are. */
function inShadow(element: HTMLElement): HTMLElement {
  const host = document.createElement('div');
  host.style.cssText = 'width: 320px; height: 180px';
  host.attachShadow({ mode: 'open' }).append(element);
  document.body.append(host);
  return host;
}

async function untilItPlays(video: HTMLVideoElement): Promise<void> {
  await until(() => !video.paused && video.videoWidth > 0);
  const { totalVideoFrames } = video.getVideoPlaybackQuality();
  await until(() => video.getVideoPlaybackQuality().totalVideoFrames > totalVideoFrames + 2, 'the picture moves');
}

export const preview: Facts = {
  'a camera plays in a video of the page, in a shadow root': async (given) => {
    const stream = await aCamera(given);
    expect([stream.mediaStreamType, stream.source.deviceType]).to.deep.equal(['Video', 'UsbCamera']);
    const video = Object.assign(document.createElement('video'), { muted: true });
    const host = inShadow(video);
    video.srcObject = await stream.getMediaStream();
    await video.play();
    await untilItPlays(video);
    stream.dispose();
    host.remove();
  },
  'each media stream that is asked for is another, and all of one camera end with it': async (given) => {
    const stream = await aCamera(given);
    const first = await stream.getMediaStream();
    const second = await stream.getMediaStream();
    expect(first).not.to.equal(second);
    const tracks = [...first.getVideoTracks(), ...second.getVideoTracks()];
    expect(tracks.map(({ readyState }) => readyState)).to.deep.equal(['live', 'live']);
    stream.dispose();
    await until(() => tracks.every(({ readyState }) => readyState === 'ended'));
    stream.dispose();
  },
  'a disposed camera starts again for whoever asks, who then has to stop it': async (given) => {
    const stream = await aCamera(given);
    stream.dispose();
    const [track] = (await stream.getMediaStream()).getTracks();
    expect(track?.readyState).to.equal('live');
    track?.stop();
  },
  'a view plays in a shadow root, stretched and mirrored unless told otherwise': async (given) => {
    const stream = await aCamera(given);
    const renderer = given.render(stream);
    const view = await renderer.createView();
    expect([view.scalingMode, view.isMirrored]).to.deep.equal(['Stretch', true]);
    expect(view.target.tagName).to.equal('DIV');
    const host = inShadow(view.target);
    const video = view.target.querySelector('video');
    if (!video) throw new Error('There is no video in the view.');
    await untilItPlays(video);
    expect([video.muted, video.autoplay, video.playsInline, video.disablePictureInPicture]).to.deep.equal(
      Array(4).fill(true),
    );
    expect(video.style.objectFit).to.equal('fill');
    await view.updateScalingMode('Fit');
    expect([view.scalingMode, video.style.objectFit]).to.deep.equal(['Fit', 'contain']);
    view.dispose();
    expect([view.target.isConnected, video.srcObject]).to.deep.equal([false, null]);
    renderer.dispose();
    stream.dispose();
    host.remove();
  },
  'what was disposed says so when it is used': async (given) => {
    const stream = await aCamera(given);
    const renderer = given.render(stream);
    const view = await renderer.createView();
    view.dispose();
    expect(await given.refusal(() => view.dispose())).to.equal('400/43213');
    renderer.dispose();
    expect(await given.refusal(() => renderer.dispose())).to.equal('400/43222');
    expect(await given.refusal(() => renderer.createView())).to.equal('400/43219');
    stream.dispose();
  },
  'a stream of the page is raw media: what is given out of it ends, and the page goes on': async ({ sdk }) => {
    const given = await navigator.mediaDevices.getUserMedia({ video: true });
    const stream = new sdk.LocalVideoStream(given);
    const { name, deviceType } = stream.source;
    expect([stream.mediaStreamType, name, deviceType]).to.deep.equal(['RawMedia', 'CustomMediaStream', 'Virtual']);
    const [track] = (await stream.getMediaStream()).getTracks();
    stream.dispose();
    await until(() => track?.readyState === 'ended');
    const [own] = given.getTracks();
    expect(own?.readyState).to.equal('live');
    own?.stop();
  },
  'only a camera can be a source, and only a stream be shown': async ({ sdk, devices, render, refusal }) => {
    const [microphone] = await (await devices()).getMicrophones();
    expect(await refusal(() => new sdk.LocalVideoStream(microphone as never))).to.equal('400/43003');
    expect(await refusal(() => new sdk.LocalVideoStream(undefined as never))).to.equal('400/43003');
    expect(await refusal(() => render({} as never))).to.equal('400/43218');
  },
  'events that there are none of are refused': async (given) => {
    const stream = (await aCamera(given)) as ContractVideo & { on(event: string, listener: () => void): void };
    expect(await given.refusal(() => stream.on('sung', () => {}))).to.equal('422/43011');
    stream.dispose();
  },
};
