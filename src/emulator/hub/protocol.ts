/**
 * What the hub and the calling module say to each other, as JSON text over one WebSocket.
 *
 * A client says `hello` with its token, then sends requests. Everything the hub says of its own accord is a numbered
 * event; a client whose socket broke says `hello` again with its session and the last number it saw, gets what it
 * missed, and repeats the requests that were not answered. The hub knows a request by its id: it answers it again
 * and does not do it again.
 */

/** How a call ended, as in the Calling SDK's `CallEndReason`; run-time objects of the SDK carry a message as well. */
export interface EndReason {
  readonly code: number;
  readonly subCode: number;
  readonly message: string;
}

/** A party whose media the receiving page has to make up, since nobody sends it any. */
export interface SyntheticMedia {
  readonly audio: 'speech' | 'echo';
  readonly video: boolean;
}

export type PartyState = 'Connecting' | 'Ringing' | 'Connected';

/** One side of a call, as every side of it sees it. */
export interface PartyView {
  readonly id: string;
  /** `8:orgid:…`, `4:+…` or `8:echo123`. */
  readonly rawId: string;
  /** Only where the service names people: it does not name Teams users. */
  readonly displayName?: string;
  readonly state: PartyState;
  readonly muted: boolean;
  readonly video: boolean;
  readonly synthetic?: SyntheticMedia;
}

/**
 * A step of setting up the media between two parties. The caller takes its steps while it rings: pages that ring are
 * told of them, so that little is left to do when somebody answers.
 */
export type Signal =
  | { readonly kind: 'description'; readonly description: RTCSessionDescriptionInit }
  | { readonly kind: 'candidate'; readonly candidate: RTCIceCandidateInit }
  /** The side that answers asks the side that offers for new network paths. */
  | { readonly kind: 'restart' };

export type HubRequest =
  | { readonly kind: 'renew'; readonly token: string }
  | {
      readonly kind: 'start';
      /** The client's own name for the call until the hub has given it one. */
      readonly clientCallId: string;
      readonly to: string;
      readonly muted: boolean;
      readonly video: boolean;
    }
  | { readonly kind: 'accept'; readonly callId: string; readonly muted: boolean; readonly video: boolean }
  | { readonly kind: 'reject'; readonly callId: string }
  | { readonly kind: 'hangUp'; readonly callId: string }
  | { readonly kind: 'media'; readonly callId: string; readonly muted?: boolean; readonly video?: boolean }
  | { readonly kind: 'signal'; readonly callId: string; readonly to: string; readonly signal: Signal }
  /** The client goes away on purpose: its calls end at once. */
  | { readonly kind: 'leave' };

export type HubEvent =
  | { readonly kind: 'placed'; readonly clientCallId: string; readonly callId: string; readonly partyId: string }
  | { readonly kind: 'ringing'; readonly callId: string }
  | {
      readonly kind: 'incoming';
      readonly callId: string;
      readonly from: { readonly rawId: string; readonly displayName?: string };
      readonly video: boolean;
    }
  | { readonly kind: 'incomingEnded'; readonly callId: string; readonly reason: EndReason }
  /** Both sides are there: media may flow. */
  | { readonly kind: 'connected'; readonly callId: string; readonly partyId: string }
  /** Everybody in the call, in the order of their coming. */
  | { readonly kind: 'parties'; readonly callId: string; readonly parties: readonly PartyView[] }
  | { readonly kind: 'signal'; readonly callId: string; readonly from: string; readonly signal: Signal }
  | { readonly kind: 'ended'; readonly callId: string; readonly reason: EndReason }
  /** The token is too old: no new calls until a fresh one comes; running calls go on. */
  | { readonly kind: 'tokenExpired' }
  | { readonly kind: 'tokenAccepted' };

/** What happens in one call that goes on here. */
export type CallEvent = Extract<
  HubEvent,
  { readonly kind: 'placed' | 'ringing' | 'connected' | 'parties' | 'signal' | 'ended' }
>;

export type ClientFrame =
  | {
      readonly kind: 'hello';
      readonly token: string;
      /** The session to take up again, and the last event that arrived in it. */
      readonly session?: string;
      readonly seen: number;
    }
  | { readonly kind: 'request'; readonly id: string; readonly request: HubRequest };

export type HubFrame =
  | {
      readonly kind: 'welcome';
      readonly session: string;
      readonly resumed: boolean;
      /** How long the hub keeps a session whose socket broke. */
      readonly graceMs: number;
    }
  /** The token was not accepted at all. */
  | { readonly kind: 'refused'; readonly reason: EndReason }
  | { readonly kind: 'answer'; readonly id: string; readonly error?: EndReason }
  | { readonly kind: 'event'; readonly number: number; readonly event: HubEvent };
