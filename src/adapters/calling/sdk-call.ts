import type { VideoDeviceInfo } from '@azure/communication-calling';
import { isEstablished, type ServiceCall } from '../../model/call.js';
import { TeamsError } from '../../model/teams-error.js';
import type { TeamsCall, TeamsCallChange, TeamsIncomingCall } from './calling-backend.js';
import { Listeners } from './listeners.js';
import type { OwnVideo } from './own-video.js';
import { ParticipantListeners } from './participant-listeners.js';
import { type ServiceEnd, toCallEnd } from './to-call-end.js';
import { toCaller } from './to-participant.js';
import { toEndedCall, toRingingCall, toServiceCall } from './to-service-call.js';

const CHANGES: readonly TeamsCallChange[] = ['stateChanged', 'isMutedChanged', 'isLocalVideoStartedChanged'];

/** Who hears of a call. */
export interface CallFollower {
  readonly said: (call: ServiceCall) => void;
  readonly ended: () => void;
}

/**
 * One call of the SDK, followed from its first sign to its end under an id of our own.
 *
 * An incoming call is two objects in the SDK, the one that rings and the one that it becomes when it is answered; and
 * the SDK's ids change. Here it is one.
 */
export class SdkCall {
  readonly ownVideo: OwnVideo;
  /** What the person did here decides what the end means. */
  hungUpHere = false;
  rejectedHere = false;
  readonly #follower: CallFollower;
  readonly #listeners = new Listeners();
  readonly #participants = new ParticipantListeners(() => this.#look());
  #now: ServiceCall;
  #said: ServiceCall | undefined;
  #incoming: TeamsIncomingCall | undefined;
  #call: TeamsCall | undefined;
  #accepting: Promise<TeamsCall> | undefined;
  /** The end that the ringing call told of while it was being answered, when it may mean the answer as well. */
  #endOfRinging: ServiceEnd | undefined;
  #wasConnected = false;
  #videoWasOn = false;
  #left = false;
  #tellEnded = (): void => {};
  /** Resolves with the last word. */
  readonly ended = new Promise<void>((resolve) => (this.#tellEnded = resolve));

  constructor(first: ServiceCall, ownVideo: OwnVideo, follower: CallFollower) {
    this.#now = first;
    this.ownVideo = ownVideo;
    this.#follower = follower;
  }

  get id(): string {
    return this.#now.id;
  }

  get over(): boolean {
    return this.#left || this.#now.end !== undefined;
  }

  /** Whether another device of the same person took it. */
  get answeredElsewhere(): boolean {
    return this.#now.end?.reason === 'answered-elsewhere';
  }

  /** The call that rings here, while it does. */
  get incoming(): TeamsIncomingCall | undefined {
    return this.#incoming;
  }

  /** The call itself, once it was started or answered. */
  get call(): TeamsCall | undefined {
    return this.#call;
  }

  /** The answer that is under way. */
  get accepting(): Promise<TeamsCall> | undefined {
    return this.#accepting;
  }

  ring(incoming: TeamsIncomingCall): void {
    this.#incoming = incoming;
    this.#listeners.add(incoming, 'callEnded', ({ callEndReason }: { readonly callEndReason: ServiceEnd }) => {
      this.#endOfRinging = callEndReason;
      if (!this.#accepting) this.end(callEndReason);
    });
    this.#listeners.add(incoming, 'callerInfoChanged', () => {
      this.#say(toRingingCall(this.#now, toCaller(incoming.callerInfo)));
    });
    this.#say(this.#now);
    if (incoming.callEndReason) this.end(incoming.callEndReason);
  }

  /** Answers once, however often it is asked. */
  accept(camera: VideoDeviceInfo | undefined): Promise<TeamsCall> {
    return (this.#accepting ??= this.#accept(camera));
  }

  follow(call: TeamsCall): void {
    this.#call = call;
    this.#incoming = undefined;
    this.#listeners.end();
    for (const event of CHANGES) this.#listeners.add(call, event, () => this.#look());
    this.#listeners.add(call, 'remoteParticipantsUpdated', () => this.look());
    this.look();
  }

  /** Looks again at what the SDK says, also at who is there. */
  look(): void {
    if (!this.#call || this.over) return;
    this.#participants.follow(this.#call);
    this.#look();
  }

  /** The last word. Nothing is heard or said of this call afterwards. */
  end(reason: ServiceEnd | undefined): void {
    if (this.over) return;
    const { direction, kind } = this.#now;
    const { hungUpHere, rejectedHere } = this;
    const facts = { direction, kind, wasConnected: this.#wasConnected, hungUpHere, rejectedHere };
    const ended = toEndedCall(this.#now, toCallEnd(reason, facts));
    this.#release();
    this.#say(ended);
    this.#follower.ended();
    this.#tellEnded();
  }

  /** Goes without a word: nobody listens any longer. */
  async leave(): Promise<void> {
    if (this.over) return;
    this.#left = true;
    this.#release();
    await this.#call?.hangUp();
  }

  async #accept(camera: VideoDeviceInfo | undefined): Promise<TeamsCall> {
    try {
      if (!this.#incoming) throw new TeamsError('call-unknown', 'This call does not ring any longer.');
      const call = await this.#incoming.accept(this.ownVideo.options(camera));
      // The page can have gone while the service took its time.
      if (this.over) await call.hangUp();
      else this.follow(call);
      return call;
    } catch (cause) {
      this.#accepting = undefined;
      this.ownVideo.close();
      if (this.#endOfRinging) this.end(this.#endOfRinging);
      throw cause;
    }
  }

  #look(): void {
    const call = this.#call;
    if (!call || this.over) return;
    this.#watchVideo(call.isLocalVideoStarted);
    const now = toServiceCall(call, this.#now);
    this.#wasConnected ||= isEstablished(now);
    if (call.state === 'Disconnected') this.end(call.callEndReason);
    else this.#say(now);
  }

  /** Video also stops without our doing, as when the camera is pulled out: then it is let go of too. */
  #watchVideo(on: boolean): void {
    if (this.#videoWasOn && !on) this.ownVideo.close();
    this.#videoWasOn = on;
  }

  #say(now: ServiceCall): void {
    this.#now = now;
    if (this.#said === now) return;
    this.#said = now;
    this.#follower.said(now);
  }

  #release(): void {
    this.#listeners.end();
    this.#participants.end();
    this.ownVideo.close();
  }
}
