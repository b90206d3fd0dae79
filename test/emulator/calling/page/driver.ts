import { AzureCommunicationTokenCredential } from '@azure/communication-common';
import { createEmulatorCalling } from '../../../../src/emulator/calling/index.js';
import type { TeamsCallAgent } from '../../../../src/emulator/calling/teams-call-agent.js';
import type { TokenCredential } from '../../../../src/emulator/calling/token-watch.js';
import type { TeamsCall } from '../../../../src/emulator/calling/teams-call.js';
import type { TeamsIncomingCall } from '../../../../src/emulator/calling/incoming-call.js';
import type { LocalVideoStream } from '../../../../src/emulator/calling/local-video-stream.js';
import type { RemoteVideoStream } from '../../../../src/emulator/calling/remote-video-stream.js';
import { watchDevices } from './watch-devices.js';

const devices = watchDevices();

export interface Failure {
  readonly name: string;
  readonly code: number;
  readonly subCode: number;
  readonly message: string;
}

/** What a test does in a page: it holds the module's objects, and tells of them in plain data. */
export class Driver {
  readonly calling: ReturnType<typeof createEmulatorCalling>;
  readonly events: string[] = [];
  readonly client;
  agent: TeamsCallAgent | undefined;
  incoming: TeamsIncomingCall | undefined;
  call: TeamsCall | undefined;
  camera: LocalVideoStream | undefined;
  #watched: HTMLVideoElement | undefined;

  constructor(hubUrl: string) {
    this.calling = createEmulatorCalling({ hubUrl });
    this.client = new this.calling.CallClient();
  }

  /** A credential that holds one token, whatever it is worth. */
  holding(token: string): TokenCredential {
    return { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }) };
  }

  async signIn(token: string, nextToken?: string): Promise<string> {
    return this.#signIn(
      new AzureCommunicationTokenCredential({ token, tokenRefresher: async () => nextToken ?? token }),
    );
  }

  async signInHolding(token: string): Promise<string> {
    return this.#signIn(this.holding(token));
  }

  async #signIn(credential: TokenCredential): Promise<string> {
    const agent = await this.client.createTeamsCallAgent(credential);
    this.agent = agent;
    agent.on('incomingCall', ({ incomingCall }) => {
      this.incoming = incomingCall;
      this.events.push('incoming');
      incomingCall.on('callEnded', ({ callEndReason: { code, subCode } }) =>
        this.events.push(`incoming ended ${code}/${subCode}`),
      );
    });
    agent.on('callsUpdated', ({ added, removed }) => this.events.push(`calls +${added.length} -${removed.length}`));
    agent.on('connectionStateChanged', ({ newValue, reason }) => {
      this.events.push(`agent ${newValue}${reason ? ` ${reason}` : ''}`);
    });
    return agent.connectionState;
  }

  async dial(to: { phoneNumber: string } | { microsoftTeamsUserId: string } | { id: string }, video = false) {
    const localVideoStreams = video ? [await this.#openCamera()] : [];
    const call = this.agent?.startCall(to, { videoOptions: { localVideoStreams } });
    if (call) this.#watch(call);
    return call?.state;
  }

  async accept(video = false): Promise<void> {
    const localVideoStreams = video ? [await this.#openCamera()] : [];
    const call = await this.incoming?.accept({ videoOptions: { localVideoStreams } });
    if (call) this.#watch(call);
  }

  async startVideo(): Promise<void> {
    await this.call?.startVideo(await this.#openCamera());
  }

  async stopVideo(): Promise<void> {
    if (this.camera) await this.call?.stopVideo(this.camera);
  }

  /** Ends whatever goes on. */
  async tidy(): Promise<void> {
    await Promise.allSettled([...(this.agent?.calls ?? [])].map((call) => call.hangUp()));
    await Promise.allSettled([this.incoming?.reject()]);
  }

  /** The error of something that must fail, as plain data. */
  async failure(act: () => unknown): Promise<Failure | undefined> {
    try {
      await act();
      return undefined;
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || !('subCode' in error)) throw error;
      return { name: error.name, code: Number(error.code), subCode: Number(error.subCode), message: error.message };
    }
  }

  state() {
    const call = this.call;
    const [other] = call?.remoteParticipants ?? [];
    return {
      agent: this.agent?.connectionState,
      call: call?.state,
      reason: call?.callEndReason && `${call.callEndReason.code}/${call.callEndReason.subCode}`,
      muted: call?.isMuted,
      video: call?.isLocalVideoStarted,
      calls: this.agent?.calls.length,
      participant: other && {
        identifier: other.identifier,
        displayName: other.displayName,
        state: other.state,
        muted: other.isMuted,
        speaking: other.isSpeaking,
        streams: other.videoStreams.map(({ mediaStreamType, isAvailable }) => `${mediaStreamType} ${isAvailable}`),
      },
      devices: devices.open(),
    };
  }

  /** Shows the other side's picture, and says how many frames came and how bright the middle is. */
  async picture() {
    const stream = this.#remoteCamera();
    if (!stream?.isAvailable) return { frames: 0, brightness: 0, width: 0 };
    if (!this.#watched) {
      const view = await new this.calling.VideoStreamRenderer(stream).createView({ scalingMode: 'Fit' });
      document.body.append(view.target);
      this.#watched = view.target.querySelector('video') ?? undefined;
    }
    const video = this.#watched;
    if (!video) return { frames: 0, brightness: 0, width: 0 };
    const frames = video.getVideoPlaybackQuality().totalVideoFrames;
    return { frames, brightness: brightnessOf(video), width: video.videoWidth };
  }

  #remoteCamera(): RemoteVideoStream | undefined {
    return this.call?.remoteParticipants[0]?.videoStreams.find(({ mediaStreamType }) => mediaStreamType === 'Video');
  }

  async #openCamera(): Promise<LocalVideoStream> {
    const [camera] = await (await this.client.getDeviceManager()).getCameras();
    if (!camera) throw new Error('There is no camera.');
    return (this.camera = new this.calling.LocalVideoStream(camera));
  }

  #watch(call: TeamsCall): void {
    this.call = call;
    this.#watched = undefined;
    let id = call.id;
    this.events.push(call.state);
    call.on('stateChanged', () => this.events.push(call.state));
    call.on('idChanged', () => {
      this.events.push(id === call.id ? 'id the same' : 'id changed');
      id = call.id;
    });
    call.on('isMutedChanged', () => this.events.push(call.isMuted ? 'muted' : 'unmuted'));
    call.on('isLocalVideoStartedChanged', () => this.events.push(`video ${call.isLocalVideoStarted}`));
  }
}

function brightnessOf(video: HTMLVideoElement): number {
  const canvas = new OffscreenCanvas(16, 16);
  const pen = canvas.getContext('2d');
  if (!pen || video.videoWidth === 0) return 0;
  pen.drawImage(video, 0, 0, 16, 16);
  const pixels = pen.getImageData(0, 0, 16, 16).data;
  let sum = 0;
  for (let at = 0; at < pixels.length; at += 4)
    sum += (pixels[at] ?? 0) + (pixels[at + 1] ?? 0) + (pixels[at + 2] ?? 0);
  return sum / (3 * 256);
}

declare global {
  var driver: Driver;
}

globalThis.driver = new Driver(`ws://${location.host}/hub`);
