import { canMove, isEstablished, isRinging, type Call, type CallEnd, type ServiceCall } from '../model/call.js';
import type { Context } from './context.js';
import { dispatch } from './dispatch.js';
import {
  TeamsCallChangedEvent,
  TeamsCallConnectedEvent,
  TeamsCallRingingEvent,
  TeamsCallStartedEvent,
} from './events/call-events.js';
import { TeamsCallEndedEvent } from './events/teams-call-ended-event.js';
import type { People } from './people.js';

/** What the session adds to what the service says of an outgoing call. */
export interface Dialled extends Pick<Call, 'to' | 'name' | 'record' | 'threadId'> {
  readonly from: EventTarget | undefined;
}

/** Keeps the calls of the state as the service tells of them, and sends their events. */
export class CallBook {
  readonly #context: Context;
  readonly #people: People;
  readonly #dialled = new Map<string, Dialled>();
  /** The elements that calls were dialled from, as long as they are there. */
  readonly #origins = new Map<string, WeakRef<EventTarget>>();
  readonly #ended = new Set<string>();

  constructor(context: Context, people: People) {
    this.#context = context;
    this.#people = people;
  }

  /** An outgoing call is about to be told of under this id. */
  expect(id: string, dialled: Dialled): void {
    this.#dialled.set(id, dialled);
    if (dialled.from) this.#origins.set(id, new WeakRef(dialled.from));
  }

  /** The outgoing call did not come about. */
  unexpect(id: string): void {
    this.#dialled.delete(id);
    this.#origins.delete(id);
  }

  /** Where the events of a call start. */
  origin(id: string): EventTarget | undefined {
    return this.#origins.get(id)?.deref();
  }

  /** The service says that a call is new or has changed. Services repeat and reorder: what cannot be is left out. */
  deliver(told: ServiceCall): void {
    if (this.#ended.has(told.id)) return;
    const known = this.#context.state.calls.find(({ id }) => id === told.id);
    if (!known) this.#begin(told);
    else this.#change(known, told);
  }

  /** Ends what is still on, when the service will not tell any more. */
  endAll(end: CallEnd): void {
    for (const call of this.#context.state.calls) this.#end({ ...call, state: 'Disconnected', end });
  }

  #begin(told: ServiceCall): void {
    const incoming = told.direction === 'Incoming';
    // A call that was never shown needs no end; one that we turned away is not shown.
    if (incoming && (!isRinging(told) || this.#context.state.settings?.inbound === 'off')) return;
    const now = this.#context.ports.clock.now();
    const dialled = this.#dialled.get(told.id);
    const call: Call = {
      ...told,
      startedAt: now,
      connectedAt: isEstablished(told) ? now : undefined,
      endedAt: undefined,
      to: dialled?.to,
      name: dialled?.name,
      record: dialled?.record,
      threadId: dialled?.threadId,
      toastHidden: false,
    };
    this.#dialled.delete(told.id);
    this.#context.ports.log.info(`call ${incoming ? 'rings' : 'started'}`);
    this.#people.lookUp(call.participants);
    this.#put(call, { endedCall: undefined });
    if (!incoming) dispatch(new TeamsCallStartedEvent(call), this.origin(call.id));
    else if (!dispatch(new TeamsCallRingingEvent(call))) this.#hideToast(call.id);
    if (call.connectedAt !== undefined) this.#connected(call);
    if (call.end) this.#end(call);
  }

  #change(known: Call, told: ServiceCall): void {
    const state = canMove(known.state, told.state) ? told.state : known.state;
    const connects = known.connectedAt === undefined && isEstablished({ ...told, state });
    const call: Call = {
      ...known,
      ...told,
      state,
      connectedAt: connects ? this.#context.ports.clock.now() : known.connectedAt,
    };
    this.#people.lookUp(call.participants);
    if (call.end) return this.#end(call);
    this.#put(call);
    if (connects) this.#connected(call);
    if (isAnnounced(known, call)) dispatch(new TeamsCallChangedEvent(call), this.origin(call.id));
  }

  #connected(call: Call): void {
    this.#context.ports.log.info('call connected');
    if (call.kind === 'phone' && call.direction === 'Outgoing') this.#context.store.update({ phoneCallsAllowed: true });
    dispatch(new TeamsCallConnectedEvent(call), this.origin(call.id));
  }

  #end(call: Call): void {
    if (!call.end || this.#ended.has(call.id)) return;
    this.#ended.add(call.id);
    const endedAt = this.#context.ports.clock.now();
    const over: Call = { ...call, state: 'Disconnected', endedAt };
    const { calls, failures } = this.#context.state;
    // What somebody did not take here is told by the event; only a call that a person was in leaves its end on show.
    const shown = call.direction === 'Outgoing' || call.connectedAt !== undefined;
    this.#context.store.update({
      calls: calls.filter(({ id }) => id !== call.id),
      failures: failures.filter(({ subject }) => subject !== `call:${call.id}`),
      ...(shown ? { endedCall: over } : {}),
    });
    this.#context.ports.log.info(`call ended: ${call.end.reason} ${call.end.code}/${call.end.subCode ?? 0}`);
    dispatch(new TeamsCallEndedEvent(over, call.end, endedAt), this.origin(call.id));
    this.#origins.delete(call.id);
  }

  #hideToast(callId: string): void {
    const call = this.#context.state.calls.find(({ id }) => id === callId);
    if (call) this.#put({ ...call, toastHidden: true });
  }

  #put(call: Call, change: { readonly endedCall?: undefined } = {}): void {
    const { calls } = this.#context.state;
    const at = calls.findIndex(({ id }) => id === call.id);
    this.#context.store.update({ ...change, calls: at < 0 ? [...calls, call] : calls.with(at, call) });
  }
}

/** Whether a change is worth an event: who speaks changes several times a second and is not. */
function isAnnounced(before: Call, after: Call): boolean {
  const quiet = (call: Call): string =>
    JSON.stringify({
      ...call,
      participants: call.participants.map((participant) => ({ ...participant, speaking: false })),
    });
  return quiet(before) !== quiet(after);
}
