import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { userIdOf } from '../../model/call-target.js';
import { isRinging, type Call } from '../../model/call.js';
import { avatar } from '../../ui/avatar.js';
import { callName } from '../../ui/call-name.js';
import { callIcon, hangUpIcon, speakerIcon, videoIcon } from '../../ui/icons.js';
import { incomingTitle } from '../../ui/incoming-title.js';
import { message } from '../../ui/message.js';
import type { Ringtone } from '../../ui/ringtone.js';
import { TeamsElement } from '../../ui/teams-element.js';
import { TitleFlash } from '../../ui/title-flash.js';
import { TOAST_KEY } from '../../ui/toast-key.js';
import { Watch } from '../../ui/watch.js';
import { FocusDetour } from './focus-detour.js';
import { styles } from './teams-incoming-call.styles.js';

/** Where the toasts stand. */
export type ToastPosition = 'top-end' | 'top-start' | 'bottom-end' | 'bottom-start' | 'inline';

const POSITIONS: readonly ToastPosition[] = ['top-end', 'top-start', 'bottom-end', 'bottom-start', 'inline'];

/**
 * An alert for each call that rings: who calls, accept, decline.
 *
 * It does not take the focus, because people type while the telephone rings and a space bar must not answer it. It is
 * announced at once instead; F6 goes to it and back, as between the panes of a window, and it stands in the Tab order
 * where the element stands in the page. Escape goes back too and never declines.
 *
 * @tag teams-incoming-call
 * @event {TeamsCallRingingEvent} teams-call-ringing - A call comes in. Cancel it to hide its toast. Sent from `document`.
 * @event {TeamsCallConnectedEvent} teams-call-connected - Both sides can hear each other. Sent from `document`.
 * @event {TeamsCallEndedEvent} teams-call-ended - The call is over. Sent from `document`.
 * @csspart toasts - The stack of all toasts.
 * @csspart toast - The box of one call.
 * @csspart avatar - The photo or the initials of the caller.
 * @csspart name - The name or number of the caller.
 * @csspart accept - The button that accepts.
 * @csspart accept-video - The button that accepts with our own camera on.
 * @csspart decline - The button that declines.
 * @csspart message - The box with what went wrong.
 * @cssprop [--teams-color-background=#ffffff] - The colour of a toast.
 * @cssprop [--teams-radius-large=8px] - How round a toast's corners are.
 * @cssprop [--teams-shadow] - The shadow of a toast.
 * @cssState ringing - At least one call rings.
 */
export class TeamsIncomingCall extends TeamsElement {
  static override styles: CSSResultGroup = styles;

  /** Where the toasts stand: `top-end`, `top-start`, `bottom-end`, `bottom-start` or `inline`. Default: `top-end`. */
  @property() position: ToastPosition = 'top-end';

  /** An audio file to ring with: a URL. Default: two soft tones. */
  @property() ringtone = '';

  /** Whether calls ring without a sound. A boolean. Default: false. */
  @property({ type: Boolean }) muted = false;

  readonly #calls = new Watch(this, (state) => state.calls.filter((call) => isRinging(call) && !call.toastHidden));
  readonly #inbound = new Watch(this, (state) => state.settings?.inbound);
  // What a toast says besides its call: names that were looked up, and failures.
  readonly #people = new Watch(this, (state) => state.people);
  readonly #failures = new Watch(this, (state) => state.failures);
  /** Loaded with the first call that may sound. */
  #sound: Ringtone | undefined;
  readonly #title = new TitleFlash();
  readonly #detour = new FocusDetour(this);
  /** Calls that are being accepted or declined right now. */
  readonly #acting = new Set<string>();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sound?.stop();
    this.#title.stop();
    this.#detour.stop();
  }

  protected override get shownStates(): Readonly<Record<string, boolean>> {
    return { ringing: this.#shown.length > 0 };
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('ringtone')) this.#sound?.stop();
    this.#detour.note();
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const [first] = this.#shown;
    this.#toTopLayer(first !== undefined);
    if (this.#sounds)
      this.#ring().catch(() => {}); // the toast is there without a sound
    else this.#sound?.stop();
    if (first) this.#title.start(this.words.someoneCalls(this.#nameOf(first)), this.ticker);
    else this.#title.stop();
    if (!first) return this.#detour.stop();
    this.#detour.start();
    this.#detour.moveOn();
  }

  protected override render(): TemplateResult {
    const position = this.#position;
    return html`
      <div
        class="toasts ${position}"
        part="toasts"
        popover=${position === 'inline' ? nothing : 'manual'}
        ?hidden=${this.#shown.length === 0}
      >
        ${repeat(
          this.#shown,
          ({ id }) => id,
          (call) => this.#renderToast(call),
        )}
        ${this.#sound?.blocked ? this.#renderSound() : nothing}
      </div>
    `;
  }

  #renderToast(call: Call): TemplateResult {
    const { words } = this;
    const name = this.#nameOf(call);
    const [caller] = call.participants;
    const failure = this.#failures.value.find(({ subject }) => subject === `call:${call.id}`)?.error;
    return html`
      <section
        class="toast"
        part="toast"
        role="alertdialog"
        tabindex="-1"
        aria-label=${incomingTitle(this.session.state, call, words)}
        aria-describedby=${failure ? `failure-${call.id}` : nothing}
        aria-keyshortcuts=${TOAST_KEY}
      >
        <div class="caller">
          ${avatar({ session: this.session, userId: caller && userIdOf(caller.id), name: callName(this.session.state, call) })}
          <div class="who">
            <p class="name" part="name"><bdi>${name}</bdi></p>
            <span class="kind">${words.incomingCall}</span>
          </div>
        </div>
        ${failure ? message(failure, { words, id: `failure-${call.id}`, dismiss: () => this.#dismiss(call) }) : nothing}
        <div class="controls">${this.#renderControls(call, name)}</div>
      </section>
    `;
  }

  #renderControls(call: Call, name: string): TemplateResult {
    const { words } = this;
    const busy = this.#acting.has(call.id) ? 'true' : nothing;
    return html`
      <button
        class="accept"
        part="accept"
        type="button"
        aria-disabled=${busy}
        aria-label=${words.acceptFrom(name)}
        @click=${() => this.#act(call, () => this.session.answer(call.id))}
      >
        ${callIcon}${words.accept}
      </button>
      <button
        class="danger"
        part="decline"
        type="button"
        aria-disabled=${busy}
        aria-label=${words.declineFrom(name)}
        @click=${() => this.#act(call, () => this.session.reject(call.id))}
      >
        ${hangUpIcon}${words.decline}
      </button>
      ${
        // The service does not tell beforehand whether the caller shows a picture; any Teams user can see ours.
        call.kind === 'phone'
          ? nothing
          : html`<button
              class="video"
              part="accept-video"
              type="button"
              aria-disabled=${busy}
              aria-label=${words.acceptWithVideoFrom(name)}
              @click=${() => this.#act(call, () => this.session.answer(call.id, { video: true }))}
            >
              ${videoIcon}${words.acceptWithVideo}
            </button>`
      }
    `;
  }

  #renderSound(): TemplateResult {
    const { words } = this;
    return html`
      <div class="sound">
        <span>${words.ringsSilently}</span>
        <button type="button" @click=${() => this.#sound?.enable()}>${speakerIcon}${words.enableSound}</button>
      </div>
    `;
  }

  get #shown(): readonly Call[] {
    return this.#inbound.value === 'off' ? [] : this.#calls.value;
  }

  get #sounds(): boolean {
    return this.isConnected && this.#shown.length > 0 && !this.muted && this.#inbound.value !== 'silent';
  }

  async #ring(): Promise<void> {
    const { Ringtone } = await import('../../ui/ringtone.js');
    this.#sound ??= new Ringtone(() => this.requestUpdate());
    if (this.#sounds) this.#sound.start(this.ringtone);
  }

  get #position(): ToastPosition {
    return POSITIONS.includes(this.position) ? this.position : 'top-end';
  }

  #nameOf(call: Call): string {
    // Read here, so that a name that is found while the call rings is shown: see #people.
    return callName({ ...this.session.state, people: this.#people.value }, call) ?? this.words.unknownCaller;
  }

  /** Shows the toasts above everything on the page, dialogs included. */
  #toTopLayer(shown: boolean): void {
    const toasts = this.renderRoot.querySelector<HTMLElement>('[popover]');
    if (!toasts || typeof toasts.showPopover !== 'function') return; // without popover it is fixed above the page
    if (shown === toasts.matches(':popover-open')) return;
    if (shown) toasts.showPopover();
    else toasts.hidePopover();
  }

  async #act(call: Call, command: () => Promise<void>): Promise<void> {
    if (this.#acting.has(call.id)) return;
    this.#acting.add(call.id);
    this.requestUpdate();
    try {
      await command();
    } catch {
      // The session has put the failure into its state: the toast shows it and can be used again.
    } finally {
      this.#acting.delete(call.id);
      this.requestUpdate();
    }
  }

  #dismiss(call: Call): void {
    this.session.dismiss(`call:${call.id}`);
  }
}
