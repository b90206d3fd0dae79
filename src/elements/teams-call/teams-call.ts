import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { userIdOf } from '../../model/call-target.js';
import { isEstablished, isRinging, LOCAL, secondsConnected, type Call } from '../../model/call.js';
import { activeCall, callById, failureOf } from '../../session/state.js';
import { avatar } from '../../ui/avatar.js';
import { callDuration } from '../../ui/call-duration.js';
import { callName } from '../../ui/call-name.js';
import { duration } from '../../ui/duration.js';
import { micOffIcon } from '../../ui/icons.js';
import { message } from '../../ui/message.js';
import { TeamsElement } from '../../ui/teams-element.js';
import { videoTile } from '../../ui/video-tile.js';
import { Watch } from '../../ui/watch.js';
import { callControls, endControls, ringingControls } from './call-controls.js';
import { stateWords } from './state-words.js';
import { styles } from './teams-call.styles.js';

/**
 * One call: the picture or the avatar of whom it is with, our own picture, its state and duration, and its controls.
 * When the call ends it says how, until it is closed. Shows nothing but its slot `empty` where there is no call.
 *
 * @tag teams-call
 * @slot empty - What stands here while there is no call.
 * @event {TeamsCallStartedEvent} teams-call-started - "Call again" was pressed, and the service has taken the call.
 * @event {TeamsCallChangedEvent} teams-call-changed - Something about the call is different. Sent from where it was dialled, else `document`.
 * @event {TeamsCallEndedEvent} teams-call-ended - The call is over. Sent from where it was dialled, else `document`.
 * @event {TeamsErrorEvent} teams-error - A control did not work. Sent from where the call was dialled, else `document`.
 * @csspart stage - The box around everything.
 * @csspart video - The picture of whom the call is with.
 * @csspart own-video - Our own picture.
 * @csspart avatar - Their photo or initials.
 * @csspart name - Their name or number.
 * @csspart state - The state of the call in words, or its duration.
 * @csspart controls - The row of controls.
 * @csspart message - The box with what went wrong.
 * @cssprop [--teams-call-block-size=420px] - How high the stage is, where the call is not compact.
 * @cssprop [--teams-radius-large=8px] - How round the corners of the stage are.
 * @cssprop [--teams-color-background-2=#f5f5f5] - The colour of the stage without a picture.
 * @cssState ringing - The call rings, on either side.
 * @cssState connected - Both sides can hear each other.
 * @cssState ended - The call is over, and its end is shown.
 * @cssState muted - Our own microphone is off.
 */
export class TeamsCall extends TeamsElement {
  static override styles: CSSResultGroup = styles;

  /** Which call: its id. Default: the active one, then the one that ended last until it is closed. */
  @property({ attribute: 'call-id' }) callId = '';

  /** Whether the call is one row without pictures. A boolean. Default: false. */
  @property({ type: Boolean }) compact = false;

  readonly #call = new Watch(this, (state) =>
    this.callId ? callById(state, this.callId) : (activeCall(state) ?? state.endedCall),
  );
  readonly #name = new Watch(this, (state) => {
    const call = this.#call.value;
    return call && callName(state, call);
  });
  readonly #failure = new Watch(this, (state) => {
    const call = this.#call.value;
    return call && (failureOf(state, `call:${call.id}`) ?? (call.to ? failureOf(state, `dial:${call.to}`) : undefined));
  });
  /** Whether our camera was on while the call lasted: it is off by the time the call is over. */
  #hadVideo = false;
  #focusWasInside = false;
  /** What had the focus before our controls: it gets it back when they go. */
  #cameFrom: HTMLElement | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('focusin', this.#enter);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('focusin', this.#enter);
    this.#cameFrom = undefined;
  }

  /** Goes to the first control of the call. */
  override focus(options?: FocusOptions): void {
    this.#firstControl?.focus(options);
  }

  protected override get shownStates(): Readonly<Record<string, boolean>> {
    const call = this.#call.value;
    return {
      ringing: call?.state === 'Ringing' || call?.state === 'EarlyMedia',
      connected: call !== undefined && isEstablished(call),
      ended: call?.state === 'Disconnected',
      muted: call !== undefined && call.muted && call.state !== 'Disconnected',
    };
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    this.#focusWasInside = this.shadowRoot?.activeElement instanceof HTMLElement;
  }

  /** When a control that has the focus goes, "Close" takes its place; when that goes, what had it before. */
  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const call = this.#call.value;
    if (call && !call.state.startsWith('Disconnect')) this.#hadVideo = call.video;
    if (!this.#focusWasInside || this.shadowRoot?.activeElement) return;
    (this.#firstControl ?? this.#cameFrom)?.focus();
  }

  protected override render(): TemplateResult {
    const call = this.#call.value;
    if (!call) return html`<slot name="empty"></slot>`;
    return html`
      <section
        class="stage ${this.compact ? 'compact' : 'full'}"
        part="stage"
        aria-label=${this.words.callWith(this.#shownName)}
      >
        ${this.#renderPicture(call)}
        <div class="party">${this.#renderWho(call)}</div>
        ${this.#renderOwnPicture(call)} ${this.#renderFailure(call)}
        <div class="controls" part="controls" role="group" aria-label=${this.words.controls}>
          ${this.#renderControls(call)}
        </div>
      </section>
    `;
  }

  #renderWho(call: Call): TemplateResult {
    const [other] = call.participants;
    const userId = other && userIdOf(other.id);
    return html`
      ${avatar({ session: this.session, userId, name: this.#name.value })}
      <div class="who">
        <p class="name" part="name">
          <bdi>${this.#shownName}</bdi>
          ${
            other?.muted && isEstablished(call)
              ? html`<span class="muted" role="img" aria-label=${this.words.mutedPerson(this.#shownName)}
                  >${micOffIcon}</span
                >`
              : nothing
          }
        </p>
        <p class="state" part="state">${this.#renderState(call)}</p>
      </div>
    `;
  }

  #renderState(call: Call): unknown {
    const { words, ticker, language } = this;
    if (call.state === 'Disconnected') return this.#renderEnd(call);
    const state = stateWords(call, this.#shownName, words);
    if (state) return state;
    return html`<span class="visually-hidden">${words.connected}</span>
      <span role="timer">${callDuration(call, ticker, language)}</span>`;
  }

  #renderEnd(call: Call): TemplateResult {
    const { words, language } = this;
    const lasted = duration(secondsConnected(call, call.endedAt ?? 0), language);
    return html`
      ${stateWords(call, this.#shownName, words)}
      ${call.end?.error ? html`<span class="why">${call.end.error.userMessage}</span>` : nothing}
      ${call.connectedAt === undefined ? nothing : html`<span class="why">${words.lasted(lasted)}</span>`}
    `;
  }

  #renderPicture(call: Call): TemplateResult | typeof nothing {
    const participantId = this.#picture(call);
    if (!participantId) return nothing;
    const label = this.words.cameraOf(this.#shownName);
    return videoTile({ session: this.session, callId: call.id, participantId, label });
  }

  #renderOwnPicture(call: Call): TemplateResult | typeof nothing {
    if (!call.video || this.compact || call.state === 'Disconnected') return nothing;
    const label = this.words.yourCamera;
    return videoTile({ session: this.session, callId: call.id, participantId: LOCAL, label });
  }

  #renderFailure(call: Call): TemplateResult | typeof nothing {
    const failure = this.#failure.value;
    if (!failure) return nothing;
    const dismiss = (): void => {
      this.session.dismiss(`call:${call.id}`);
      if (call.to) this.session.dismiss(`dial:${call.to}`);
    };
    return message(failure, { words: this.words, dismiss });
  }

  #renderControls(call: Call): TemplateResult {
    const { words } = this;
    if (isRinging(call)) return ringingControls(words, { answer: this.#answer, decline: this.#decline });
    if (call.state === 'Disconnected') {
      const callAgain = call.direction === 'Outgoing' && call.to ? this.#callAgain : undefined;
      return endControls(words, { close: this.#close, callAgain });
    }
    return callControls(call, words, { mute: this.#mute, video: this.#video, hangUp: this.#hangUp });
  }

  /** The participant whose picture fills the stage. */
  #picture(call: Call): string | undefined {
    if (this.compact || call.state === 'Disconnected') return undefined;
    return call.participants.find(({ video }) => video)?.id;
  }

  get #firstControl(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.controls [data-first]');
  }

  get #shownName(): string {
    return this.#name.value ?? this.words.someone;
  }

  /** Runs a command about the call. What fails is in the session's state and shown above the controls. */
  #run(command: (call: Call) => Promise<unknown>): void {
    const call = this.#call.value;
    if (call) command(call).catch(() => {}); // shown above the controls
  }

  readonly #enter = ({ relatedTarget }: FocusEvent): void => {
    if (relatedTarget instanceof HTMLElement && relatedTarget !== this) this.#cameFrom = relatedTarget;
  };

  readonly #answer = (): void => {
    this.#run(({ id }) => this.session.answer(id));
  };

  readonly #decline = (): void => {
    this.#run(({ id }) => this.session.reject(id));
  };

  readonly #mute = (): void => {
    this.#run(({ id, muted }) => (muted ? this.session.unmute(id) : this.session.mute(id)));
  };

  readonly #video = (): void => {
    this.#run(({ id, video }) => (video ? this.session.stopVideo(id) : this.session.startVideo(id)));
  };

  readonly #hangUp = (): void => {
    this.#run(({ id }) => this.session.hangUp(id));
  };

  readonly #close = (): void => {
    this.session.dismiss();
  };

  readonly #callAgain = (): void => {
    const video = this.#hadVideo;
    this.#run(({ to, name, record }) =>
      this.session.dial(to ?? '', { name, from: this, source: 'button', video, ...(record && { record }) }),
    );
  };
}
