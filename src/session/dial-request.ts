import { ECHO_TEST, teamsUserRawId, toCallTarget, type CallParty, type CallTarget } from '../model/call-target.js';
import type { CallRecord } from '../model/call.js';
import { TeamsError } from '../model/teams-error.js';
import type { Consent, Use } from './consent.js';
import type { Context } from './context.js';
import { dispatch } from './dispatch.js';
import { TeamsBeforeDialEvent, type DialAnswer, type DialSource } from './events/teams-before-dial-event.js';
import type { People } from './people.js';
import { within } from './retry.js';

export interface DialOptions {
  /** Whether our own camera is on from the start. Default: false. */
  readonly video?: boolean;
  /** What to call them: the name on the page's record. The directory's name of a Teams user comes first. */
  readonly name?: string | undefined;
  /** The record of the page's own database that the call belongs to. */
  readonly record?: CallRecord;
  /** What asked for the call. Default: `api`. */
  readonly source?: DialSource;
  /** The element that the events of this call start at. Default: `document`. */
  readonly from?: EventTarget;
}

/** How long the page may think about `teams-before-dial`, in milliseconds. */
const BEFORE_DIAL_LIMIT = 30_000;
/** How long a call waits for its chat, in milliseconds: it is wanted, but not needed. */
const CHAT_LIMIT = 3_000;

/** From what a page or person wrote to whom the call service is asked for, with the page's consent. */
export class DialRequests {
  readonly #context: Context;
  readonly #people: People;
  readonly #consent: Consent;
  readonly #chats = new Map<string, string>();

  constructor(context: Context, people: People, consent: Consent) {
    this.#context = context;
    this.#people = people;
    this.#consent = consent;
  }

  /** Whom to call. Rejects with what is wrong with `to`, or with what the page has against the call. */
  async party(to: string, options: DialOptions, warned: boolean): Promise<CallParty> {
    const party = await this.#resolve(to);
    if (party.kind === 'phone-number' && party.emergency) return party; // nobody is asked about an emergency call
    this.#requirePlan(party);
    const asked = new TeamsBeforeDialEvent(to, addressed(party), options.record, options.source ?? 'api');
    const allowed = dispatch(asked, options.from);
    if (!asked.answer) {
      if (!allowed) throw new TeamsError('aborted', 'The page cancelled teams-before-dial.');
      return party;
    }
    const answer = await this.#answer(asked.answer);
    if (answer?.allow === false && !(answer.mode === 'warn' && warned)) throw refusal(answer);
    if (!answer?.target) return party;
    const instead = await this.#resolve(answer.target);
    this.#requirePlan(instead);
    return instead;
  }

  /** The chat of a call between two users. The call goes on without it where Graph does not answer in time. */
  async threadId(party: CallParty): Promise<string | undefined> {
    const { services, state, ports } = this.#context;
    if (party.kind !== 'teams-user' || !state.user) return undefined;
    const key = `${state.user.id} ${party.userId}`;
    const known = this.#chats.get(key);
    if (known) return known;
    try {
      const chat = services.chat();
      const created = chat.then((port) => port.createOneOnOne(state.user?.id ?? '', party.userId, services.signal));
      const threadId = await within(CHAT_LIMIT, created, ports.clock);
      this.#chats.set(key, threadId);
      return threadId;
    } catch (cause) {
      ports.log.warn('the call goes on without its chat', cause);
      return undefined;
    }
  }

  #requirePlan({ kind }: CallParty): void {
    if (kind === 'phone-number' && this.#context.state.phoneCallsAllowed === false) {
      throw new TeamsError('phone-plan-required');
    }
  }

  async #resolve(to: string): Promise<CallParty> {
    const target = toCallTarget(to);
    if (!target) throw new TeamsError('target-missing', 'Say whom to call: `to` is empty.');
    await this.#consent.prepare(useOf(target));
    return this.#toParty(target);
  }

  async #toParty(target: CallTarget): Promise<CallParty> {
    switch (target.kind) {
      case 'echo-test':
        return { kind: 'echo-test', id: ECHO_TEST };
      case 'teams-user':
        return this.#teamsUser(target.userId);
      case 'address':
        return this.#teamsUser((await this.#people.find(target.address)).id);
      case 'phone-number': {
        const numbers = await this.#context.ports.numbers();
        const { phoneNumber, emergency } = numbers.parse(target.input, this.#country());
        return { kind: 'phone-number', phoneNumber, emergency, id: `4:${phoneNumber}` };
      }
    }
  }

  #teamsUser(userId: string): CallParty {
    return { kind: 'teams-user', userId, id: teamsUserRawId(userId, this.#context.state.settings?.cloud) };
  }

  /** How numbers without a country code are read: as the page says, as the account is licensed, as the browser is set. */
  #country(): string | undefined {
    const { settings, user } = this.#context.state;
    return settings?.country ?? user?.usageLocation ?? new Intl.Locale(globalThis.navigator?.language ?? 'und').region;
  }

  async #answer(answer: Promise<DialAnswer>): Promise<DialAnswer | undefined> {
    try {
      return await within(BEFORE_DIAL_LIMIT, answer, this.#context.ports.clock);
    } catch (cause) {
      throw new TeamsError('call-not-allowed', 'The answer to teams-before-dial was rejected or came too late.', {
        cause,
      });
    }
  }
}

/** What a call to somebody makes use of: the directory finds an address, names whom we call, and knows the chat. */
export function useOf(target: CallTarget | undefined): Use {
  switch (target?.kind) {
    case 'address':
      return { needed: ['people'], wanted: ['chat'] };
    case 'teams-user':
      return { wanted: ['people', 'chat'] };
    default:
      return {};
  }
}

function addressed(party: CallParty): string {
  return party.kind === 'phone-number' ? party.phoneNumber : party.id;
}

function refusal({ mode, message }: DialAnswer): TeamsError {
  const code = mode === 'warn' ? 'call-warned' : 'call-not-allowed';
  return new TeamsError(
    code,
    'The page answered teams-before-dial with allow: false.',
    message ? { userMessage: message } : {},
  );
}
