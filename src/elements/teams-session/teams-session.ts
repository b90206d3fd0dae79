import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { SettingsInput } from '../../model/settings.js';
import { TeamsError, type TeamsErrorDetail } from '../../model/teams-error.js';
import type { SessionState } from '../../session/state.js';
import { LostLine } from '../../ui/lost-line.js';
import { message } from '../../ui/message.js';
import { OwnSignIn } from '../../ui/own-sign-in.js';
import { TeamsElement } from '../../ui/teams-element.js';
import { Watch } from '../../ui/watch.js';
import { styles } from './teams-session.styles.js';

/** The settings, in the names of this element's properties. */
const SETTINGS = [
  'clientId',
  'authority',
  'tokenUrl',
  'redirectUri',
  'loginHint',
  'signIn',
  'country',
  'locale',
  'inbound',
  'emulator',
] as const satisfies readonly (keyof SettingsInput)[];

/**
 * Configures the session that all elements of the page share. Shows nothing, unless something needs the person or the
 * developer of the page.
 *
 * @tag teams-session
 * @event {TeamsSessionChangeEvent} teams-session-change - The status, the user or what they may do has changed. Sent from `document`.
 * @event {TeamsSignInRequiredEvent} teams-sign-in-required - Somebody asked to sign in here. The page may do it itself.
 * @event {TeamsErrorEvent} teams-error - A setting cannot work, or a sign-in that was started here failed.
 * @csspart message - The box with what is wrong and what can be done about it.
 * @csspart line - The sentence that calls cannot come through right now.
 * @cssprop [--teams-radius=4px] - How round the corners of the message and its buttons are.
 * @cssState message - Something is wrong, and a message says what.
 * @cssState line-lost - Calls cannot come through right now, and a sentence says so.
 */
export class TeamsSession extends TeamsElement {
  static override styles: CSSResultGroup = styles;

  /** The application (client) id registered in Entra ID: a GUID. Needed. */
  @property({ attribute: 'client-id' }) clientId: string | undefined;

  /** Who signs people in: a URL. Default: `https://login.microsoftonline.com/organizations`. */
  @property() authority: string | undefined;

  /** Where your token service answers: a URL, absolute or relative to the page. Needed, but with `emulator`. */
  @property({ attribute: 'token-url' }) tokenUrl: string | undefined;

  /** The page that ends the sign-in: a URL on the page's own origin. Default: `teams-embed-redirect.html` beside the script tag's file, else at the origin's root. */
  @property({ attribute: 'redirect-uri' }) redirectUri: string | undefined;

  /** Whom to suggest at sign-in: a user principal name. Default: nobody. */
  @property({ attribute: 'login-hint' }) loginHint: string | undefined;

  /** How people sign in: `popup` opens a window after a click, `silent` never opens one. Default: `popup`. */
  @property({ attribute: 'sign-in' }) signIn: string | undefined;

  /** How numbers without a country code are read: two letters, ISO 3166-1. Default: as the account, then the browser. */
  @property() country: string | undefined;

  /** The language of dates and durations: a BCP 47 tag. Default: the nearest `lang`, then the browser's. */
  @property() locale: string | undefined;

  /** What calls that come in do: `ring`, `silent` (shown without sound) or `off` (not taken). Default: `ring`. */
  @property() inbound: string | undefined;

  /** A local Teams emulator to use in place of Microsoft's services: its URL. Default: none. */
  @property() emulator: string | undefined;

  readonly #signIn = new OwnSignIn(this);
  readonly #error = new Watch(this, (state) => this.#errorToShow(state));
  readonly #expired = new Watch(this, (state) => state.status === 'expired');
  readonly #line = new LostLine(this);
  readonly #attributes = 'MutationObserver' in globalThis ? new MutationObserver(() => this.#check()) : undefined;
  /** What was complained about already, so that one mistake is told once. */
  #complained = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.#attributes?.observe(this, { attributes: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#attributes?.disconnect();
  }

  protected override get shownStates(): Readonly<Record<string, boolean>> {
    return { message: this.#error.value !== undefined || this.#expired.value, 'line-lost': this.#line.lost };
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const names = SETTINGS.filter((name) => changed.has(name));
    const settings = Object.fromEntries(names.map((name) => [name, this[name] ?? undefined]));
    // After the update, because what the session makes of it is another.
    void this.updateComplete.then(() => {
      if (names.length > 0) this.session.configure(settings, this);
      this.#check();
    });
  }

  protected override render(): TemplateResult {
    // The region is there before its words are: screen readers miss one that comes with them.
    return html`
      ${this.#renderError()}
      <p class="line" part="line" role="status">${this.#line.lost ? this.words.lineLost : nothing}</p>
    `;
  }

  #renderError(): TemplateResult | typeof nothing {
    const { words } = this;
    const error = this.#error.value;
    if (this.#expired.value) {
      const expired =
        error ?? new TeamsError('sign-in-required', words.sessionExpired, { userMessage: words.sessionExpired }).detail;
      return message(expired, { words, action: { label: words.signInAgain, act: this.#startSignIn } });
    }
    return error ? message(error, { words, action: this.#actionFor(error), dismiss: this.#dismiss }) : nothing;
  }

  /** What went wrong with a sign-in is shown by what started it, unless nothing did: a token ran out by itself. */
  #errorToShow(state: SessionState): TeamsErrorDetail | undefined {
    const { error, status } = state;
    const ofSignIn = error?.category === 'signIn' || error?.category === 'aborted';
    const ranOut = status === 'expiring' || status === 'expired';
    return !ofSignIn || ranOut ? error : this.#signIn.failure(state);
  }

  #actionFor(error: TeamsErrorDetail): { label: string; act: () => void } | undefined {
    const { words } = this;
    const signedIn = this.session.state.user !== undefined;
    // Whoever is signed in can mend a refused sign-in; all else heals by itself or not at all.
    if (!error.retryable || (signedIn && error.category !== 'signIn')) return undefined;
    return { label: signedIn ? words.signInAgain : words.tryAgain, act: this.#startSignIn };
  }

  /** Names an attribute that nobody knows. What that takes is loaded only where there is one that is not ours. */
  async #checkAttributes(): Promise<void> {
    const known = (this.constructor as typeof TeamsSession).observedAttributes;
    if (this.getAttributeNames().every((name) => known.includes(name))) return;
    const { unknownAttributes } = await import('./unknown-attributes.js');
    const [unknown] = unknownAttributes(this, known);
    if (!unknown || unknown.name === this.#complained) return;
    this.#complained = unknown.name;
    const advice = unknown.meant ? `Did you mean "${unknown.meant}"?` : `It knows ${known.join(', ')}.`;
    const sentence = `<teams-session> has no attribute "${unknown.name}". ${advice}`;
    this.session.reportError(new TeamsError('settings-invalid', sentence), this);
  }

  readonly #check = (): void => {
    this.#checkAttributes().catch(() => {}); // advice that cannot be loaded is not worth another error
  };

  readonly #startSignIn = (): void => {
    this.#signIn.start().catch(() => {}); // the session's error is shown right here
  };

  readonly #dismiss = (): void => {
    this.session.dismiss();
  };
}
