import type { Signal } from '../hub/protocol.js';
import type { RemoteMedia } from './remote-media.js';

export interface PeerOptions {
  /** Who was in the call first offers: one side only, so offers never collide. */
  readonly offers: boolean;
  readonly send: (signal: Signal) => void;
}

/**
 * The media between us and one other page. Audio and video are agreed on once, at the start; what is sent over them
 * changes by `replaceTrack`, so turning a camera on needs no new agreement.
 */
export class Peer implements RemoteMedia {
  readonly audio = new MediaStream();
  readonly #video = new MediaStream();
  readonly #videoArrived: Promise<void>;
  readonly #connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  readonly #options: PeerOptions;
  readonly #tracks: Record<'audio' | 'video', MediaStreamTrack | null> = { audio: null, video: null };
  /** Candidates may overtake the description they belong to. */
  #early: RTCIceCandidateInit[] = [];
  #queue: Promise<void> = Promise.resolve();
  #heard = { energy: 0, seconds: 0 };
  #closed = false;

  constructor(options: PeerOptions) {
    this.#options = options;
    const connection = this.#connection;
    this.#videoArrived = new Promise((arrived) => {
      connection.ontrack = ({ track }) => {
        (track.kind === 'video' ? this.#video : this.audio).addTrack(track);
        if (track.kind === 'video') arrived();
      };
    });
    connection.onicecandidate = ({ candidate }) => {
      if (candidate) options.send({ kind: 'candidate', candidate: candidate.toJSON() });
    };
    connection.oniceconnectionstatechange = () => {
      if (connection.iceConnectionState === 'failed') this.#restart();
    };
    if (options.offers) {
      for (const kind of ['audio', 'video'] as const) connection.addTransceiver(kind, { direction: 'sendrecv' });
      this.#enqueue(() => this.#describeUs());
    }
  }

  async video(): Promise<MediaStream> {
    await this.#videoArrived;
    return this.#video;
  }

  async audioLevel(): Promise<number> {
    const receiver = this.#connection.getReceivers().find(({ track }) => track.kind === 'audio');
    const reports = receiver ? [...(await receiver.getStats()).values()] : [];
    const report = (reports as readonly RTCInboundRtpStreamStats[]).find(({ type }) => type === 'inbound-rtp');
    const heard = { energy: report?.totalAudioEnergy ?? 0, seconds: report?.totalSamplesDuration ?? 0 };
    const energy = heard.energy - this.#heard.energy;
    const seconds = heard.seconds - this.#heard.seconds;
    this.#heard = heard;
    // The mean over that time: a moment's level would miss short words.
    return seconds > 0 ? Math.sqrt(Math.max(0, energy) / seconds) : 0;
  }

  sendAudio(track: MediaStreamTrack | null): Promise<void> {
    return this.#send('audio', track);
  }

  sendVideo(track: MediaStreamTrack | null): Promise<void> {
    return this.#send('video', track);
  }

  receive(signal: Signal): void {
    this.#enqueue(async () => {
      switch (signal.kind) {
        case 'description':
          return this.#describe(signal.description);
        case 'candidate':
          if (this.#connection.remoteDescription) return this.#connection.addIceCandidate(signal.candidate);
          this.#early.push(signal.candidate);
          return undefined;
        case 'restart':
          this.#restart();
      }
    });
  }

  close(): void {
    this.#closed = true;
    const connection = this.#connection;
    connection.ontrack = connection.onicecandidate = connection.oniceconnectionstatechange = null;
    connection.close();
  }

  async #send(kind: 'audio' | 'video', track: MediaStreamTrack | null): Promise<void> {
    this.#tracks[kind] = track;
    const sender = this.#closed ? undefined : this.#senderOf(kind);
    // To send what is sent already would only stand in the way of the agreement.
    if (sender && sender.track !== track) await sender.replaceTrack(track);
  }

  #senderOf(kind: 'audio' | 'video'): RTCRtpSender | undefined {
    return this.#connection.getTransceivers().find(({ receiver }) => receiver.track.kind === kind)?.sender;
  }

  async #describe(description: RTCSessionDescriptionInit): Promise<void> {
    const connection = this.#connection;
    await connection.setRemoteDescription(description);
    const early = this.#early.splice(0);
    if (description.type === 'offer') {
      for (const transceiver of connection.getTransceivers()) transceiver.direction = 'sendrecv';
      await Promise.all([
        this.#describeUs(),
        this.#send('audio', this.#tracks.audio),
        this.#send('video', this.#tracks.video),
      ]);
    }
    for (const candidate of early) await connection.addIceCandidate(candidate);
  }

  /** Offers, or answers what was offered. */
  async #describeUs(): Promise<void> {
    await this.#connection.setLocalDescription();
    const description = this.#connection.localDescription;
    if (description) this.#options.send({ kind: 'description', description: description.toJSON() });
  }

  /** Looks for new network paths after the old ones failed. */
  #restart(): void {
    if (!this.#options.offers) return this.#options.send({ kind: 'restart' });
    this.#connection.restartIce();
    this.#enqueue(() => this.#describeUs());
  }

  /** One step of the agreement after the other. */
  #enqueue(step: () => Promise<void>): void {
    this.#queue = this.#queue.then(async () => {
      if (this.#closed) return;
      try {
        await step();
      } catch (error) {
        // Closing in the middle of a step makes it fail: that is no news.
        if (!this.#closed) reportError(error);
      }
    });
  }
}
