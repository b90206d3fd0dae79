import { LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { pageSession } from '../session/page-session.js';
import type { Session } from '../session/session.js';
import { wire } from '../wire.js';
import { announce } from './announcer.js';
import { languageOf } from './language.js';
import { States } from './states.js';
import { tickerOf, type Ticker } from './ticker.js';
import { wordsFor, type Words } from './words.js';

/** What every element of this library shares: the session of the page it stands on, words, states. */
export abstract class TeamsElement extends LitElement {
  #session: Session | undefined;
  #stopAnnouncing: (() => void) | undefined;
  readonly #states = new States(this);

  /** The session this element shows and commands: an object; default the one of the page. Tests and stories give another. */
  @property({ attribute: false, noAccessor: true })
  get session(): Session {
    return (this.#session ??= pageSession(() => wire));
  }

  set session(session: Session) {
    if (session === this.#session) return;
    this.#session = session;
    if (this.#stopAnnouncing) this.#announce();
    this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#announce();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopAnnouncing?.();
    this.#stopAnnouncing = undefined;
  }

  /** The language of dates and durations: what the session was told, else the nearest `lang`, else the browser's. */
  protected get language(): string | undefined {
    return this.session.state.settings?.locale ?? languageOf(this);
  }

  protected get words(): Words {
    return wordsFor(this.language);
  }

  /** Ticks once a second, for durations. */
  protected get ticker(): Ticker {
    return tickerOf(this.session.clock);
  }

  /** The states that the page's CSS may select by, as `:state(…)`. */
  protected get shownStates(): Readonly<Record<string, boolean>> {
    return {};
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#states.show(this.shownStates);
  }

  #announce(): void {
    this.#stopAnnouncing?.();
    this.#stopAnnouncing = announce(this.session);
  }
}
