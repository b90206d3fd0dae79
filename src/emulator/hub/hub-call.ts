import { randomUUID } from 'node:crypto';
import type { EndReason, HubEvent, PartyState, PartyView, SyntheticMedia } from './protocol.js';
import type { Session } from './session.js';

/** One side of a call. A side without a session is rung, or scripted. */
export interface Party {
  readonly id: string;
  readonly rawId: string;
  readonly displayName: string | undefined;
  readonly scripted: boolean;
  session: Session | undefined;
  state: PartyState;
  muted: boolean;
  video: boolean;
  synthetic: SyntheticMedia | undefined;
}

/** A call as the control face shows it. */
export interface CallView {
  readonly id: string;
  readonly state: 'ringing' | 'connected';
  /** Raw identifiers. */
  readonly from: string;
  readonly to: string;
  readonly startedAt: string;
  readonly connectedAt?: string;
  readonly parties: readonly (PartyView & { readonly scripted: boolean })[];
}

export function aParty(party: Pick<Party, 'rawId'> & Partial<Party>): Party {
  return {
    id: randomUUID(),
    displayName: undefined,
    scripted: false,
    session: undefined,
    state: 'Connecting',
    muted: false,
    video: false,
    synthetic: undefined,
    ...party,
  };
}

/** One call between two parties, from the first ring to the end, and what is due in it. */
export class HubCall {
  readonly id = randomUUID();
  readonly caller: Party;
  readonly callee: Party;
  /** The sessions that ring. Empty once somebody has answered. */
  readonly ringing = new Set<Session>();
  /** What the caller's page sent ahead of the answer, for pages that are yet to ring. */
  readonly #early: HubEvent[] = [];
  readonly #startedAt = new Date();
  #connectedAt: Date | undefined;
  #onConnect: (() => void) | undefined;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(caller: Party, callee: Party) {
    this.caller = caller;
    this.callee = callee;
  }

  get parties(): readonly Party[] {
    return [this.caller, this.callee];
  }

  get connected(): boolean {
    return this.#connectedAt !== undefined;
  }

  partyOf(session: Session): Party | undefined {
    return this.parties.find((party) => party.session === session);
  }

  /** Rings at a page, which gets to know at once how the caller's media is to be reached. */
  ringAt(session: Session, event: HubEvent): void {
    this.ringing.add(session);
    session.tell(event);
    for (const early of this.#early) session.tell(early);
  }

  /** Passes a signal on to a party; before the answer to every page that rings, since any of them may be the one. */
  pass(to: Party, event: HubEvent): void {
    if (to.session) return to.session.tell(event);
    this.#early.push(event);
    for (const session of this.ringing) session.tell(event);
  }

  later(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    this.#timers.add(timer);
  }

  /** Drops what was due: it was about a state that is over. */
  cancelTimers(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  /** Both sides are there. */
  connect(): void {
    this.cancelTimers();
    this.ringing.clear();
    this.#early.length = 0;
    this.#connectedAt = new Date();
    for (const party of this.parties) party.state = 'Connected';
    for (const party of this.parties) {
      party.session?.tell({ kind: 'connected', callId: this.id, partyId: party.id });
    }
    this.tellParties();
    this.#onConnect?.();
  }

  whenConnected(act: () => void): void {
    this.#onConnect = act;
  }

  tellParties(): void {
    const parties = this.parties.map(viewOfParty);
    for (const party of this.parties) party.session?.tell({ kind: 'parties', callId: this.id, parties });
  }

  /** Tells each side why it is over. */
  end(reasonFor: (party: Party) => EndReason, reasonForRinging: EndReason): void {
    this.cancelTimers();
    for (const party of this.parties) {
      party.session?.tell({ kind: 'ended', callId: this.id, reason: reasonFor(party) });
    }
    for (const session of this.ringing) {
      session.tell({ kind: 'incomingEnded', callId: this.id, reason: reasonForRinging });
    }
    this.ringing.clear();
  }

  view(): CallView {
    return {
      id: this.id,
      state: this.connected ? 'connected' : 'ringing',
      from: this.caller.rawId,
      to: this.callee.rawId,
      startedAt: this.#startedAt.toISOString(),
      ...(this.#connectedAt && { connectedAt: this.#connectedAt.toISOString() }),
      parties: this.parties.map((party) => ({ ...viewOfParty(party), scripted: party.scripted })),
    };
  }
}

function viewOfParty(party: Party): PartyView {
  const { id, rawId, displayName, state, muted, video, synthetic } = party;
  return {
    id,
    rawId,
    state,
    muted,
    video,
    ...(displayName !== undefined && { displayName }),
    ...(synthetic && { synthetic }),
  };
}
