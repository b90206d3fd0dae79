import type { PartyView, Signal } from '../hub/protocol.js';
import { AudioSink } from './audio-sink.js';
import type { DeviceManager } from './device-manager.js';
import type { LocalVideoStream } from './local-video-stream.js';
import { openMicrophone } from './open-device.js';
import { Peer } from './peer.js';
import type { RemoteMedia } from './remote-media.js';
import { SyntheticMedia } from './synthetic-media.js';

export interface CallMediaOptions {
  readonly devices: DeviceManager;
  readonly send: (to: string, signal: Signal) => void;
}

/** All sound and pictures of one call: what we send, what we get, and what is released at the end. */
export class CallMedia {
  readonly #options: CallMediaOptions;
  readonly #parties = new Map<string, { readonly media: RemoteMedia; readonly sink: AudioSink }>();
  /** Somebody asks for a picture before the network has brought it. */
  readonly #waiting = new Map<string, (() => void)[]>();
  /** The offer to the one whom we call, before the hub has named them. */
  #first: { readonly peer: Peer; readonly name: (partyId: string) => void } | undefined;
  #microphone: MediaStream | undefined;
  #camera: LocalVideoStream | undefined;
  #cameraTrack: MediaStreamTrack | null = null;
  #muted = false;
  #incomingMuted = false;
  #closed = false;

  constructor(options: CallMediaOptions) {
    this.#options = options;
    options.devices.on('selectedMicrophoneChanged', this.#changeMicrophone);
    options.devices.on('selectedSpeakerChanged', this.#changeSpeaker);
  }

  /** Rejects when the microphone may not be used or is not there: the call then goes on without. */
  async openMicrophone(): Promise<void> {
    const microphone = await openMicrophone(this.#options.devices.selectedMicrophone);
    if (this.#closed) return stop(microphone);
    stop(this.#microphone);
    this.#microphone = microphone;
    this.setMuted(this.#muted);
    await this.#eachParty((media) => media.sendAudio(this.#microphoneTrack));
  }

  get hasMicrophone(): boolean {
    return this.#microphone !== undefined;
  }

  setMuted(muted: boolean): void {
    this.#muted = muted;
    if (this.#microphoneTrack) this.#microphoneTrack.enabled = !muted;
  }

  setIncomingMuted(muted: boolean): void {
    this.#incomingMuted = muted;
    for (const { sink } of this.#parties.values()) sink.muted = muted;
  }

  /** Rejects when the camera cannot be used. */
  async startVideo(camera: LocalVideoStream): Promise<void> {
    const stream = await camera.use(this);
    if (this.#closed) return camera.release(this);
    this.#camera = camera;
    camera.on('videoSourceChanged', this.#changeCamera);
    await this.#sendCamera(stream);
  }

  async stopVideo(): Promise<void> {
    this.#camera?.off('videoSourceChanged', this.#changeCamera);
    this.#camera?.release(this);
    this.#camera = undefined;
    await this.#sendCamera(undefined);
  }

  /** Begins to offer media to the one whom we call, while the hub is still being asked to ring. */
  prepare(callee: string): void {
    if (!isPerson(callee) || this.#closed) return;
    let name = (_partyId: string): void => {};
    const named = new Promise<string>((known) => (name = known));
    const send = (signal: Signal): void => void named.then((partyId) => this.#options.send(partyId, signal));
    this.#first = { peer: new Peer({ offers: true, send }), name };
  }

  /**
   * Sets up what is missing to the parties, in the order of their coming. People at pages are offered media while they
   * are still rung: then it flows as soon as they answer.
   */
  connect(own: string, parties: readonly PartyView[]): void {
    const ownPlace = parties.findIndex(({ id }) => id === own);
    parties.forEach((party, place) => {
      if (party.id === own || this.#parties.has(party.id)) return;
      if (isPerson(party.rawId) && !party.synthetic) return void this.#meet(party.id, ownPlace < place);
      if (party.state !== 'Connected' || !party.synthetic) return;
      this.#add(party.id, new SyntheticMedia(party.synthetic, party.displayName ?? ''));
    });
  }

  /** Whoever sends us a signal before we know of them was in the call before us, and offers. */
  receive(from: string, signal: Signal): void {
    if (this.#closed) return;
    const media = this.#parties.get(from)?.media ?? this.#meet(from, false);
    if (media instanceof Peer) media.receive(signal);
  }

  /** The picture of a party, as soon as it arrives. */
  async video(partyId: string): Promise<MediaStream> {
    const known = this.#parties.get(partyId)?.media;
    if (known) return known.video();
    await new Promise<void>((arrived) => {
      this.#waiting.set(partyId, [...(this.#waiting.get(partyId) ?? []), arrived]);
    });
    return this.#parties.get(partyId)?.media.video() ?? new MediaStream();
  }

  async audioLevel(partyId: string): Promise<number> {
    return (await this.#parties.get(partyId)?.media.audioLevel()) ?? 0;
  }

  /** Lets go of every device, connection and sound. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#options.devices.off('selectedMicrophoneChanged', this.#changeMicrophone);
    this.#options.devices.off('selectedSpeakerChanged', this.#changeSpeaker);
    for (const { media, sink } of this.#parties.values()) {
      sink.close();
      media.close();
    }
    this.#parties.clear();
    this.#first?.peer.close();
    for (const waiting of this.#waiting.values()) waiting.forEach((arrived) => arrived());
    stop(this.#microphone);
    this.#microphone = undefined;
    this.#camera?.off('videoSourceChanged', this.#changeCamera);
    this.#camera?.release(this);
  }

  get #microphoneTrack(): MediaStreamTrack | null {
    return this.#microphone?.getAudioTracks()[0] ?? null;
  }

  #meet(partyId: string, offers: boolean): Peer {
    const prepared = offers ? this.#first : undefined;
    const peer = prepared?.peer ?? new Peer({ offers, send: (signal) => this.#options.send(partyId, signal) });
    if (prepared) this.#first = undefined;
    prepared?.name(partyId);
    this.#add(partyId, peer);
    return peer;
  }

  #add(partyId: string, media: RemoteMedia): void {
    const sink = new AudioSink(media.audio, this.#options.devices.selectedSpeaker, this.#incomingMuted);
    this.#parties.set(partyId, { media, sink });
    void media.sendAudio(this.#microphoneTrack);
    void media.sendVideo(this.#cameraTrack);
    this.#waiting.get(partyId)?.forEach((arrived) => arrived());
    this.#waiting.delete(partyId);
  }

  async #sendCamera(stream: MediaStream | undefined): Promise<void> {
    this.#cameraTrack = stream?.getVideoTracks()[0] ?? null;
    await this.#eachParty((media) => media.sendVideo(this.#cameraTrack));
  }

  async #eachParty(act: (media: RemoteMedia) => Promise<void>): Promise<void> {
    await Promise.all([...this.#parties.values()].map(({ media }) => act(media)));
  }

  readonly #changeMicrophone = (): void => {
    // A microphone that cannot be opened leaves the former one in place.
    if (this.#microphone) this.openMicrophone().catch(reportError);
  };

  readonly #changeSpeaker = (): void => {
    for (const { sink } of this.#parties.values()) sink.select(this.#options.devices.selectedSpeaker);
  };

  readonly #changeCamera = ({ source }: { readonly source: Pick<LocalVideoStream, 'getMediaStream'> }): void => {
    source
      .getMediaStream()
      .then((stream) => this.#sendCamera(stream))
      .catch(reportError);
  };
}

/** People sit at pages, unless the hub plays them. Phones and the echo test have none. */
function isPerson(rawId: string): boolean {
  return rawId.startsWith('8:orgid:');
}

function stop(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
