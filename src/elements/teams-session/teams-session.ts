import { nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { GetAccessToken } from '../../model/host-sign-in.js';
import type { SessionInput } from '../../model/settings.js';
import { TeamsError } from '../../model/teams-error.js';
import { TeamsElement } from '../../ui/teams-element.js';
import { Watch } from '../../ui/watch.js';
import type { SessionPanel } from './session-panel.js';
import { styles } from './teams-session.styles.js';

/** The settings, in the names of this element's properties. */
const SETTINGS = [
  'clientId',
  'cloud',
  'authority',
  'tokenUrl',
  'redirectUri',
  'loginHint',
  'signIn',
  'country',
  'locale',
  'inbound',
  'emulator',
  'publicClientApplication',
  'getAccessToken',
] as const satisfies readonly (keyof SessionInput)[];

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

  /** Which of Microsoft's clouds the people are in: `public`, `gcch` or `dod`. Default: `public`. */
  @property() cloud: string | undefined;

  /** Who signs people in: a URL. Default: `https://login.microsoftonline.com/organizations`. */
  @property() authority: string | undefined;

  /** Where your token service answers: a URL, absolute or relative to the page. Needed, but with `emulator`. */
  @property({ attribute: 'token-url' }) tokenUrl: string | undefined;

  /** The page that ends the sign-in: a URL on the page's own origin. Default: `teams-embed-redirect.html` beside the script tag's file, else at the origin's root. */
  @property({ attribute: 'redirect-uri' }) redirectUri: string | undefined;

  /** Whom to suggest at sign-in: a user principal name. Default: nobody. */
  @property({ attribute: 'login-hint' }) loginHint: string | undefined;

  /**
   * How people sign in: `popup` opens a window after a click, `redirect` leaves the page and comes back, `silent` does
   * neither, and with `host` the page does it itself. Default: `popup`.
   */
  @property({ attribute: 'sign-in' }) signIn: string | undefined;

  /** How numbers without a country code are read: two letters, ISO 3166-1. Default: as the account, then the browser. */
  @property() country: string | undefined;

  /** The language of dates and durations: a BCP 47 tag. Default: the nearest `lang`, then the browser's. */
  @property() locale: string | undefined;

  /** What calls that come in do: `ring`, `silent` (shown without sound) or `off` (not taken). Default: `ring`. */
  @property() inbound: string | undefined;

  /** A local Teams emulator to use in place of Microsoft's services: its URL. Default: none. */
  @property() emulator: string | undefined;

  /** With `sign-in="host"`: the page's own `PublicClientApplication` of MSAL, initialized. Default: none. */
  @property({ attribute: false }) publicClientApplication: object | undefined;

  /** With `sign-in="host"`: the page's own source of Entra ID access tokens, a function. Default: none. */
  @property({ attribute: false }) getAccessToken: GetAccessToken | undefined;

  readonly #hasNews = new Watch(this, ({ error, user }) => error !== undefined || user !== undefined);
  #panel: SessionPanel | undefined;
  #loading: Promise<void> | undefined;
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
    return { message: this.#panel?.hasMessage ?? false, 'line-lost': this.#panel?.lineLost ?? false };
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (this.#hasNews.value) this.#loading ??= this.#loadPanel();
    const names = SETTINGS.filter((name) => changed.has(name));
    const settings = Object.fromEntries(names.map((name) => [name, this[name] ?? undefined]));
    // After the update, because what the session makes of it is another.
    void super.getUpdateComplete().then(() => {
      if (names.length > 0) this.session.configure(settings, this);
      this.#check();
    });
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    const complete = await super.getUpdateComplete();
    await this.#loading;
    return complete;
  }

  protected override render(): TemplateResult | typeof nothing {
    return this.#panel?.render(this.words) ?? nothing;
  }

  /** What shows messages is loaded with the first: most visitors of most pages never see one. */
  async #loadPanel(): Promise<void> {
    try {
      const { SessionPanel } = await import('./session-panel.js');
      this.#panel = new SessionPanel(this);
      this.requestUpdate();
      await super.getUpdateComplete();
    } catch {
      this.#loading = undefined; // the network is away: the next change tries again
    }
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
}
