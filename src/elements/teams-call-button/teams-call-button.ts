import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { isEstablished, isRinging, type CallRecord } from '../../model/call.js';
import { callWith, endedCallWith, failureOf, isSignedIn } from '../../session/state.js';
import { say } from '../../ui/announcer.js';
import { callDuration } from '../../ui/call-duration.js';
import { endedWords } from '../../ui/ended-words.js';
import { callIcon, hangUpIcon, videoIcon } from '../../ui/icons.js';
import { message } from '../../ui/message.js';
import { OwnSignIn } from '../../ui/own-sign-in.js';
import { TeamsElement } from '../../ui/teams-element.js';
import { Watch } from '../../ui/watch.js';
import { personNamed } from './person-named.js';
import { refusal } from './refusal.js';
import { styles } from './teams-call-button.styles.js';

/** What the button is at one moment. */
interface Face {
  readonly look: 'primary' | 'accept' | 'danger';
  readonly icon: TemplateResult;
  readonly words: unknown;
  /** Its accessible name, where the words in sight are too short to be one. */
  readonly label?: string;
  readonly busy?: boolean;
  /** Why it cannot be pressed. */
  readonly reason?: string | undefined;
  readonly act: () => void;
}

const ignore = (): void => {};

/**
 * A button that calls one person or number, and hangs up while that call lasts. Whoever is signed out is signed in
 * first. Where it cannot call it stays in reach of the keyboard and says why.
 *
 * @tag teams-call-button
 * @slot - The words on the button while there is no call. Without them it says whom it calls.
 * @slot icon - The icon on the button while there is no call. Decorative: the words name the button.
 * @event {TeamsBeforeDialEvent} teams-before-dial - Before a call starts. Cancel it, or answer it, to stop the call.
 * @event {TeamsCallStartedEvent} teams-call-started - The service has taken the call.
 * @event {TeamsCallConnectedEvent} teams-call-connected - Both sides can hear each other.
 * @event {TeamsCallEndedEvent} teams-call-ended - The call is over. Exactly once for each call.
 * @event {TeamsErrorEvent} teams-error - The call could not be made.
 * @csspart button - The `<button>` inside.
 * @csspart ended - How the last call ended, in words.
 * @csspart message - The box with what went wrong.
 * @cssprop [--teams-call-button-radius=4px] - How round the button's corners are.
 * @cssprop [--teams-color-brand=#5b5fc7] - The colour of the button.
 * @cssState dialling - A call was asked for, and the service has not taken it yet.
 * @cssState ringing - The call rings, on either side.
 * @cssState connected - Both sides can hear each other.
 * @cssState failed - The last call could not be made, and a sentence says why.
 */
export class TeamsCallButton extends TeamsElement {
  static override styles: CSSResultGroup = styles;
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };

  /** Whom to call: a Teams user's object id or address, a telephone number, or `8:echo123`. Default: nobody. */
  @property() to = '';

  /** What people call them: a name. Default: as the directory says, else `to`. */
  @property() name = '';

  /** Whether our own camera is on from the start. A boolean. Default: false. */
  @property({ type: Boolean }) video = false;

  /** The record of your own database that the call belongs to: an id. Goes with the call's events. Default: none. */
  @property({ attribute: 'record-id' }) recordId = '';

  /** What kind of record that is: a word of your own. Default: none. */
  @property({ attribute: 'record-type' }) recordType = '';

  /** Whether the button is turned off. A boolean. Default: false. */
  @property({ type: Boolean }) disabled = false;

  readonly #signIn = new OwnSignIn(this);
  readonly #call = new Watch(this, (state) => callWith(state, this.to));
  readonly #ended = new Watch(this, (state) => endedCallWith(state, this.to));
  readonly #dialling = new Watch(this, (state) => state.dialling.includes(this.to));
  readonly #refusal = new Watch(this, (state) => refusal(state, this.to));
  readonly #failure = new Watch(
    this,
    (state) =>
      failureOf(state, `dial:${this.to}`) ??
      failureOf(state, `call:${callWith(state, this.to)?.id}`) ??
      this.#signIn.failure(state),
  );
  readonly #personName = new Watch(this, (state) => personNamed(state, this.to));

  protected override get shownStates(): Readonly<Record<string, boolean>> {
    const call = this.#call.value;
    return {
      dialling: this.#dialling.value && !call,
      ringing: call?.state === 'Ringing' || call?.state === 'EarlyMedia',
      connected: call !== undefined && isEstablished(call),
      failed: this.#failure.value !== undefined,
    };
  }

  protected override render(): TemplateResult {
    const { look, icon, words, label, busy, reason, act } = this.#face;
    const describedBy = reason ? 'reason' : this.#failure.value ? 'failure' : nothing;
    // One button for all that it can be, because a button that is replaced loses the keyboard's focus.
    return html`
      <button
        part="button"
        class=${look}
        type="button"
        aria-label=${label ?? nothing}
        aria-busy=${busy ? 'true' : nothing}
        aria-disabled=${reason ? 'true' : nothing}
        aria-describedby=${describedBy}
        @click=${act}
      >
        ${icon}<span class="words">${words}</span>
      </button>
      ${reason ? html`<span class="reason" id="reason">${reason}</span>` : nothing} ${this.#renderBelow()}
    `;
  }

  get #face(): Face {
    const { words } = this;
    const name = this.#shownName;
    const call = this.#call.value;
    if (call && isRinging(call)) {
      return {
        look: 'accept',
        icon: callIcon,
        words: words.answer,
        label: words.answerSomeone(name),
        act: this.#answer,
      };
    }
    if (call?.connectedAt !== undefined) {
      // No label: people who speak to their computer say what they see, and that counts.
      const lasting = html`${words.hangUp}
        <span class="duration">${callDuration(call, this.ticker, this.language)}</span>
        <span class="visually-hidden">${words.callWith(name)}</span>`;
      return { look: 'danger', icon: hangUpIcon, words: lasting, act: this.#hangUp };
    }
    if (call) {
      const label = words.cancelCallTo(name);
      return { look: 'danger', icon: hangUpIcon, words: words.cancelCall, label, busy: true, act: this.#hangUp };
    }
    if (this.#signIn.underWay) {
      const label = words.signingInCancel;
      return { look: 'primary', icon: this.#icon, words: words.signingIn, label, busy: true, act: this.#cancelSignIn };
    }
    if (this.#dialling.value) {
      const label = words.callingSomeone(name);
      return { look: 'primary', icon: this.#icon, words: words.calling, label, busy: true, act: ignore };
    }
    const reason = this.disabled ? words.turnedOff : this.#refusal.value && words[this.#refusal.value];
    return {
      look: 'primary',
      icon: html`<slot name="icon">${this.#icon}</slot>`,
      words: html`<slot>${this.#callWords}</slot>`,
      reason,
      act: reason ? () => say(reason, 'assertive') : this.#dial,
    };
  }

  /** Below the button: why the last call failed, or how it ended. */
  #renderBelow(): TemplateResult | typeof nothing {
    const failure = this.#failure.value;
    if (failure) return message(failure, { words: this.words, id: 'failure', dismiss: this.#dismiss });
    const ended = this.#ended.value;
    if (!ended || this.#call.value || this.#dialling.value) return nothing;
    return html`<span class="ended" part="ended">${endedWords(ended, this.words, this.language)}</span>`;
  }

  get #icon(): TemplateResult {
    return this.video ? videoIcon : callIcon;
  }

  get #callWords(): string {
    const { words } = this;
    if (!this.to) return words.call;
    return this.video ? words.videoCallSomeone(this.#shownName) : words.callSomeone(this.#shownName);
  }

  get #shownName(): string {
    return this.name || this.#personName.value || this.to;
  }

  get #record(): CallRecord | undefined {
    return this.recordId ? { id: this.recordId, type: this.recordType || undefined } : undefined;
  }

  readonly #dial = async (): Promise<void> => {
    const record = this.#record;
    try {
      if (!isSignedIn(this.session.state)) await this.#signIn.start(this.to);
      if (!isSignedIn(this.session.state)) return;
      const name = this.name || undefined;
      await this.session.dial(this.to, {
        name,
        video: this.video,
        source: 'button',
        from: this,
        ...(record && { record }),
      });
    } catch {
      // The session has put the failure into its state: it is shown below the button.
    }
  };

  readonly #cancelSignIn = (): void => {
    this.session.cancelSignIn();
  };

  readonly #answer = (): void => {
    const call = this.#call.value;
    if (call) this.session.answer(call.id, { video: this.video }).catch(() => {}); // shown below the button
  };

  readonly #hangUp = (): void => {
    const call = this.#call.value;
    if (call) this.session.hangUp(call.id).catch(() => {}); // shown below the button
  };

  readonly #dismiss = (): void => {
    const call = this.#call.value;
    this.session.dismiss(`dial:${this.to}`);
    if (this.#signIn.failure(this.session.state)) this.session.dismiss();
    if (call) this.session.dismiss(`call:${call.id}`);
    this.focus();
  };
}
