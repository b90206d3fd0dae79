import type { CallParty } from '../model/call-target.js';
import type { ServiceCall } from '../model/call.js';
import type { TeamsError } from '../model/teams-error.js';
import type { CommunicationToken } from './token-service.js';

/** What a calling service tells the session, in whole values. */
export interface CallingEvents {
  /** A call is new or has changed. */
  readonly call: (call: ServiceCall) => void;
  /** Whether calls can be placed and received right now. */
  readonly connected: (connected: boolean) => void;
  /** Something about a call did not work, and the call goes on: a camera that could not be started with it. */
  readonly failure: (callId: string, error: TeamsError) => void;
  /** The service does not accept our token any longer. */
  readonly tokenRejected: () => void;
}

export interface DialRequest {
  /** Our own id for the call that is to come. */
  readonly id: string;
  readonly party: CallParty;
  readonly video: boolean;
  /** The chat that belongs to the call. Passed on where the SDK takes one. */
  readonly threadId: string | undefined;
}

/** What the session needs from a calling service. Everything rejects with a `TeamsError`. */
export interface CallingPort {
  /**
   * Connects as the person whose tokens `token` gives, and delivers until `signal` aborts. Resolves when the service
   * is connected. `token` never rejects: it waits until there is a token again. Rejects when it is late, and goes on
   * all the same: asked again, it waits for the same connection, whose signal has to abort before another person's.
   */
  connect(
    token: (signal?: AbortSignal) => Promise<CommunicationToken>,
    events: CallingEvents,
    signal: AbortSignal,
  ): Promise<void>;
  /**
   * Resolves when there is a call; from then on `events.call` tells of it under the given id, also of its end where
   * the service cannot be reached. Wants a connection that is at least begun.
   */
  dial(request: DialRequest, signal: AbortSignal): Promise<void>;
  answer(id: string, video: boolean): Promise<void>;
  reject(id: string): Promise<void>;
  hangUp(id: string): Promise<void>;
  mute(id: string): Promise<void>;
  unmute(id: string): Promise<void>;
  startVideo(id: string): Promise<void>;
  stopVideo(id: string): Promise<void>;
  /** The picture of one participant, or our own (`local`). Rejects with `video-failed` where there is none. */
  stream(callId: string, participantId: string): Promise<MediaStream>;
}
