import type {
  CallDirection,
  CallEndReason,
  CallerInfo,
  CallState,
  ParticipantRole,
} from '@azure/communication-calling';
import type { CallEvent, EndReason, HubRequest, PartyView } from '../hub/protocol.js';
import { CallingError, errorOf, reasonOf, toCallEndReason } from './calling-error.js';
import type { CallLine, CallOptions } from './call-line.js';
import { CallMedia } from './call-media.js';
import { Emitter } from './emitter.js';
import { notSent, ours, type LocalVideo, type LocalVideoStream } from './local-video-stream.js';
import type { RemoteParticipant } from './remote-participant.js';
import { Roster } from './roster.js';
import { teamsCallEventNames, type TeamsCallEvents } from './teams-call-events.js';

/** The hub's code for a call that it does not know any longer. */
const CALL_OVER = 481;

const hungUpHere: EndReason = { code: 0, subCode: 0, message: 'Call ended successfully by local participant.' };

/** One call, as the SDK shows it. What the service owns changes only when the hub says so. */
export class TeamsCall extends Emitter<TeamsCallEvents> {
  readonly kind = 'TeamsCall';
  readonly direction: CallDirection;
  readonly role: ParticipantRole = 'Unknown';
  readonly callerInfo: CallerInfo;
  readonly #line: CallLine;
  readonly #media: CallMedia;
  readonly #roster: Roster;
  #id: string;
  #partyId: string | undefined;
  /** Settles when the hub knows the call by its name, or never will. */
  #placed: Promise<void> = Promise.resolve();
  #state: CallState = 'None';
  #isMuted: boolean;
  #isIncomingAudioMuted = false;
  #localVideoStreams: readonly LocalVideoStream[];
  #isLocalVideoStarted = false;
  #endReason: EndReason | undefined;
  #hangingUp: Promise<void> | undefined;

  constructor(
    line: CallLine,
    id: string,
    direction: CallDirection,
    callerInfo: CallerInfo,
    { audioOptions, videoOptions }: CallOptions,
  ) {
    super(teamsCallEventNames, { on: 41042, off: 41043 });
    this.#line = line;
    this.#id = id;
    this.direction = direction;
    this.callerInfo = callerInfo;
    this.#isMuted = audioOptions?.muted ?? false;
    this.#localVideoStreams = (videoOptions?.localVideoStreams ?? []).map(ours);
    this.#media = new CallMedia({
      devices: line.devices,
      send: (to, signal) => this.#tell({ kind: 'signal', callId: this.#id, to, signal }),
    });
    this.#media.setMuted(this.#isMuted);
    this.#roster = new Roster(this.#media);
  }

  get id(): string {
    return this.#id;
  }

  get state(): CallState {
    return this.#state;
  }

  get callEndReason(): CallEndReason {
    // The SDK declares this as optional: a call that goes on has none.
    return (this.#endReason && toCallEndReason(this.#endReason)) as CallEndReason;
  }

  get isMuted(): boolean {
    return this.#isMuted;
  }

  get isIncomingAudioMuted(): boolean {
    return this.#isIncomingAudioMuted;
  }

  get isLocalVideoStarted(): boolean {
    return this.#isLocalVideoStarted;
  }

  get localVideoStreams(): readonly LocalVideoStream[] {
    return this.#localVideoStreams;
  }

  get remoteParticipants(): readonly RemoteParticipant[] {
    return this.#roster.participants;
  }

  /** Places the call, or takes it, unless it was hung up before: `request` is what the hub is asked for. */
  begin(request: (muted: boolean, video: boolean) => HubRequest): void {
    if (this.#state !== 'None') return;
    this.#setState('Connecting');
    const asked = request(this.#isMuted, this.#localVideoStreams.length > 0);
    this.#placed = this.#line.request(asked).catch((error: unknown) => this.finish(reasonOf(error)));
    if (asked.kind === 'start') this.#media.prepare(asked.to);
    void this.#openDevices();
  }

  receive(event: CallEvent): void {
    if (this.#state === 'Disconnected') return;
    switch (event.kind) {
      case 'placed':
        this.#partyId = event.partyId;
        this.#id = event.callId;
        return this.emit('idChanged', undefined);
      case 'ringing':
        return this.#setState('Ringing');
      case 'connected':
        this.#partyId = event.partyId;
        this.#roster.listen();
        return this.#setState('Connected');
      case 'parties':
        return this.#setParties(event.parties);
      case 'signal':
        return this.#media.receive(event.from, event.signal);
      case 'ended':
        return this.finish(event.reason);
    }
  }

  /** Once for all who ask while it goes on. A call that is over rejects with why, which after a hang-up is code 0. */
  hangUp(): Promise<void> {
    if (this.#hangingUp) return this.#hangingUp;
    if (this.#state === 'Disconnected')
      return Promise.reject(errorOf(this.#endReason?.code ? this.#endReason : hungUpHere));
    return (this.#hangingUp = this.#hangUp().finally(() => (this.#hangingUp = undefined)));
  }

  async #hangUp(): Promise<void> {
    this.#setState('Disconnecting');
    const asked = this.#placed.then(() => this.#line.request({ kind: 'hangUp', callId: this.#id }));
    if (!this.#line.connected()) {
      // The hub is told when it can be reached again; for us it is over now.
      asked.catch(() => undefined);
      return this.finish(hungUpHere);
    }
    try {
      await asked;
    } catch (error) {
      // The other side, or the service, was faster.
      if (!(error instanceof CallingError && error.code === CALL_OVER)) throw error;
    } finally {
      this.finish(hungUpHere);
    }
  }

  async mute(): Promise<void> {
    this.#media.setMuted(true);
    await this.#sendMuted(true);
  }

  async unmute(): Promise<void> {
    if (!this.#media.hasMicrophone) await this.#media.openMicrophone();
    this.#media.setMuted(false);
    await this.#sendMuted(false);
  }

  async muteIncomingAudio(): Promise<void> {
    this.#setIncomingAudioMuted(true);
  }

  async unmuteIncomingAudio(): Promise<void> {
    this.#setIncomingAudioMuted(false);
  }

  async startVideo(stream: LocalVideo): Promise<void> {
    const started = ours(stream);
    this.#mustRun();
    if (this.#localVideoStreams.length > 0) {
      throw new CallingError(400, 41027, 'A video is being sent already.');
    }
    await this.#media.startVideo(started);
    this.#setLocalVideo([started], true);
    await this.#sendMedia({ video: true });
  }

  async stopVideo(stream: LocalVideo): Promise<void> {
    this.#mustRun();
    const started = this.#localVideoStreams.find((one) => one === stream);
    if (!started) throw notSent(this.#localVideoStreams.length > 0);
    await this.#media.stopVideo();
    this.#setLocalVideo([], false);
    await this.#sendMedia({ video: false });
  }

  dispose(): void {
    this.#media.close();
    this.#roster.close();
  }

  /** It is over, whoever says so. Devices are free before anybody hears of it. */
  finish(reason: EndReason): void {
    if (this.#state === 'Disconnected') return;
    this.#endReason = reason;
    for (const stream of this.#localVideoStreams) stream.callEnded(this.#media);
    this.dispose();
    const removed = this.#roster.clear(this.callEndReason);
    if (removed.length > 0) this.emit('remoteParticipantsUpdated', { added: [], removed });
    this.#setLocalVideo([], false);
    // As in the SDK it is gone from the agent's calls before it says that it is over.
    this.#state = 'Disconnected';
    this.#line.ended(this);
    this.emit('stateChanged', undefined);
  }

  async #openDevices(): Promise<void> {
    const [stream] = this.#localVideoStreams;
    const microphone = this.#media.openMicrophone().catch(() => this.#withoutMicrophone());
    const camera =
      stream &&
      this.#media.startVideo(stream).then(
        () => this.#cameraStarted(),
        () => this.#withoutCamera(),
      );
    await Promise.all([microphone, camera]);
  }

  /** A call goes on without a microphone, and the other side sees that we cannot be heard. */
  #withoutMicrophone(): void {
    if (this.#state !== 'Disconnected') void this.mute().catch(() => undefined);
  }

  #cameraStarted(): void {
    if (this.#state !== 'Disconnected') this.#setLocalVideo(this.#localVideoStreams, true);
  }

  #withoutCamera(): void {
    if (this.#state === 'Disconnected') return;
    this.#setLocalVideo([], false);
    // The hub was told that there would be a picture. If it cannot be told otherwise, the call itself is in trouble.
    this.#sendMedia({ video: false }).catch(() => undefined);
  }

  #setParties(parties: readonly PartyView[]): void {
    const added = this.#roster.update(parties.filter(({ id }) => id !== this.#partyId));
    if (added.length > 0) this.emit('remoteParticipantsUpdated', { added, removed: [] });
    if (this.#partyId !== undefined) this.#media.connect(this.#partyId, parties);
    const own = parties.find(({ id }) => id === this.#partyId);
    if (own && own.muted !== this.#isMuted) {
      this.#isMuted = own.muted;
      this.emit('isMutedChanged', undefined);
    }
  }

  /** Nobody is told any more of a call that is over, or never came about: that is no failure. */
  async #sendMuted(muted: boolean): Promise<void> {
    await this.#placed;
    if (this.#state === 'Disconnected') return;
    await this.#sendMedia({ muted });
  }

  /** Before the hub has a name for the call it cannot be told: then the start or the answer carries it. */
  async #sendMedia(change: { readonly muted?: boolean; readonly video?: boolean }): Promise<void> {
    await this.#placed;
    await this.#line.request({ kind: 'media', callId: this.#id, ...change });
  }

  #setIncomingAudioMuted(muted: boolean): void {
    if (muted === this.#isIncomingAudioMuted) return;
    this.#media.setIncomingMuted(muted);
    this.#isIncomingAudioMuted = muted;
    this.emit('isIncomingAudioMutedChanged', undefined);
  }

  #setLocalVideo(streams: readonly LocalVideoStream[], started: boolean): void {
    const former = this.#localVideoStreams;
    this.#localVideoStreams = streams;
    const added = streams.filter((one) => !former.includes(one));
    const removed = former.filter((one) => !streams.includes(one));
    if (added.length + removed.length > 0) this.emit('localVideoStreamsUpdated', { added, removed });
    if (started === this.#isLocalVideoStarted) return;
    this.#isLocalVideoStarted = started;
    this.emit('isLocalVideoStartedChanged', undefined);
  }

  #setState(state: CallState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.emit('stateChanged', undefined);
  }

  #mustRun(): void {
    if (this.#state === 'Disconnected') throw new CallingError(412, 41082, 'The call has ended.');
  }

  #tell(request: HubRequest): void {
    // Media that cannot be agreed on shows in the connection itself: it fails, and is set up again.
    this.#line.request(request).catch(() => undefined);
  }
}
