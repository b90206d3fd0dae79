import type { World } from '../world/world.js';
import { END, RefusedError } from './end-reasons.js';
import { aParty, HubCall, type CallView, type Party } from './hub-call.js';
import type { EndReason, HubRequest } from './protocol.js';
import { calleeOf, type Callee } from './raw-id.js';
import { playEcho, playNumber } from './scripted-party.js';
import type { Session } from './session.js';
import type { HubTimings } from './timings.js';

type RequestOf<K extends HubRequest['kind']> = Extract<HubRequest, { readonly kind: K }>;

export interface SwitchboardOptions {
  readonly world: () => World;
  readonly timings: HubTimings;
  readonly sessionsOf: (rawId: string) => readonly Session[];
  readonly log: (event: {
    readonly kind: string;
    readonly [detail: string]: string | number | boolean | undefined;
  }) => void;
}

/** All calls there are, and what may be done with them. */
export class Switchboard {
  readonly #options: SwitchboardOptions;
  readonly #calls = new Map<string, HubCall>();

  constructor(options: SwitchboardOptions) {
    this.#options = options;
  }

  views(): readonly CallView[] {
    return [...this.#calls.values()].map((call) => call.view());
  }

  find(callId: string): HubCall | undefined {
    return this.#calls.get(callId);
  }

  /** A page calls somebody. */
  place(session: Session, request: RequestOf<'start'>): void {
    if (!session.authenticated) throw new RefusedError(END.badToken);
    const world = this.#options.world();
    const to = calleeOf(world, request.to);
    const caller = aParty({ rawId: session.rawId, session, muted: request.muted, video: request.video });
    const call = this.#open(caller, to, request.to);
    session.tell({ kind: 'placed', clientCallId: request.clientCallId, callId: call.id, partyId: caller.id });
    call.tellParties();
    const phone = request.to.startsWith('4:');
    const own = calleeOf(world, session.rawId);
    if (phone && !(own?.kind === 'user' && own.user.phonePlan)) this.#fail(call, END.phoneCallBlocked);
    else if (!to) this.#fail(call, END.notFound);
    else if (to.kind === 'number') playNumber(this, call, to.number.behaviour, this.#options.timings);
    else if (to.kind === 'echo') playEcho(this, call, this.#options.timings);
    else this.#ringUser(call, session);
  }

  /** A scripted party calls a page. */
  placeScripted(from: Callee, to: Callee, video: boolean): HubCall {
    const caller = aParty({
      rawId: from.rawId,
      displayName: nameGiven(from),
      scripted: true,
      video,
      synthetic: { audio: 'speech', video },
    });
    const call = this.#open(caller, to, to.rawId);
    this.#ringUser(call, undefined);
    return call;
  }

  accept(session: Session, { callId, muted, video }: RequestOf<'accept'>): void {
    if (!session.authenticated) throw new RefusedError(END.badToken);
    const call = this.#calls.get(callId);
    // Too late is not the same as never: another page of the same user may have been faster.
    if (!call?.ringing.delete(session)) throw new RefusedError(call?.connected ? END.elsewhere : END.callOver);
    for (const other of call.ringing) {
      other.tell({ kind: 'incomingEnded', callId, reason: END.elsewhere });
    }
    Object.assign(call.callee, { session, muted, video });
    this.connect(call);
  }

  /** Declining on one page declines on all pages of the same user, as in Teams. */
  reject(session: Session, { callId }: RequestOf<'reject'>): void {
    const call = this.#calls.get(callId);
    if (!call?.ringing.has(session)) throw new RefusedError(END.callOver);
    this.end(call, () => END.declined, END.rejected);
  }

  hangUp(session: Session, { callId }: RequestOf<'hangUp'>): void {
    const call = this.#calls.get(callId);
    const party = call?.partyOf(session);
    if (!call || !party) throw new RefusedError(END.callOver);
    this.leave(call, party);
  }

  /** One side goes: with two sides that is the end. */
  leave(call: HubCall, party: Party): void {
    const reason = party.scripted && party.rawId.startsWith('4:') ? END.phoneHungUp : END.hungUp;
    this.end(call, () => reason, END.canceled);
  }

  media(session: Session, { callId, muted, video }: RequestOf<'media'>): void {
    const call = this.#calls.get(callId);
    const party = call?.partyOf(session);
    if (!call || !party) throw new RefusedError(END.callOver);
    if (muted !== undefined) party.muted = muted;
    if (video !== undefined) party.video = video;
    // The service takes the wish first, and tells everybody a moment later.
    setImmediate(() => call.tellParties());
  }

  signal(session: Session, { callId, to, signal }: RequestOf<'signal'>): void {
    const call = this.#calls.get(callId);
    const from = call?.partyOf(session);
    const party = call?.parties.find(({ id }) => id === to);
    if (!call || !from || !party) throw new RefusedError(END.callOver);
    call.pass(party, { kind: 'signal', callId, from: from.id, signal });
  }

  connect(call: HubCall): void {
    call.connect();
    this.#options.log({ kind: 'call-connected', call: call.id });
  }

  ring(call: HubCall): void {
    call.callee.state = 'Ringing';
    call.caller.session?.tell({ kind: 'ringing', callId: call.id });
    call.tellParties();
    this.#options.log({ kind: 'call-ringing', call: call.id });
  }

  end(call: HubCall, reasonFor: (party: Party) => EndReason, reasonForRinging: EndReason): void {
    if (!this.#calls.delete(call.id)) return;
    call.end(reasonFor, reasonForRinging);
    const { code, subCode } = reasonFor(call.caller);
    this.#options.log({ kind: 'call-ended', call: call.id, code, subCode });
  }

  /** A page that came late, or a second one of the same user, rings too. */
  join(session: Session): void {
    for (const call of this.#calls.values()) {
      const wanted = call.callee.rawId === session.rawId && call.ringing.size > 0;
      if (wanted) this.#ringAt(call, session);
    }
  }

  /** A page is gone: for its calls that is the network failing, or on purpose a hang-up. */
  part(session: Session, onPurpose: boolean): void {
    for (const call of this.#calls.values()) {
      const party = call.partyOf(session);
      if (party && onPurpose) this.leave(call, party);
      else if (party) this.end(call, () => END.networkLost, END.canceled);
      else if (call.ringing.delete(session) && call.ringing.size === 0) this.#fail(call, END.offline);
    }
  }

  clear(): void {
    for (const call of this.#calls.values()) call.cancelTimers();
    this.#calls.clear();
  }

  #open(caller: Party, to: Callee | undefined, asked: string): HubCall {
    const callee = aParty({
      rawId: to?.rawId ?? asked,
      displayName: to && nameGiven(to),
      scripted: to?.kind === 'number' || to?.kind === 'echo',
    });
    const call = new HubCall(caller, callee);
    this.#calls.set(call.id, call);
    this.#options.log({ kind: 'call-started', call: call.id, from: caller.rawId, to: callee.rawId });
    return call;
  }

  #ringUser(call: HubCall, except: Session | undefined): void {
    const sessions = this.#options.sessionsOf(call.callee.rawId).filter((session) => session !== except);
    if (sessions.length === 0) return this.#fail(call, END.offline);
    this.ring(call);
    for (const session of sessions) this.#ringAt(call, session);
    call.later(this.#options.timings.userRings, () => this.#fail(call, END.ringTimedOut));
  }

  #ringAt(call: HubCall, session: Session): void {
    const { rawId, displayName, video } = call.caller;
    call.ringAt(session, {
      kind: 'incoming',
      callId: call.id,
      from: { rawId, ...(displayName !== undefined && { displayName }) },
      video,
    });
  }

  #fail(call: HubCall, reason: EndReason): void {
    this.end(call, () => reason, reason);
  }
}

/** The service names phones where it knows them; it does not name Teams users. */
function nameGiven(who: Callee): string | undefined {
  return who.kind === 'number' ? (who.number.displayName ?? undefined) : undefined;
}
