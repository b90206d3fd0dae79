import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { TeamsError, type TeamsErrorDetail } from '../../model/teams-error.js';
import type { Session } from '../../session/session.js';
import type { SessionState } from '../../session/state.js';
import { LostLine } from '../../ui/lost-line.js';
import { message } from '../../ui/message.js';
import { OwnSignIn } from '../../ui/own-sign-in.js';
import { Watch } from '../../ui/watch.js';
import type { Words } from '../../ui/words.js';

interface Host extends LitElement {
  readonly session: Session;
}

/** Everything that `<teams-session>` ever shows: what is wrong, what needs the person, and that the line is lost. */
export class SessionPanel {
  readonly #host: Host;
  readonly #signIn: OwnSignIn;
  readonly #error: Watch<TeamsErrorDetail | undefined>;
  readonly #expired: Watch<boolean>;
  readonly #consentRequired: Watch<boolean>;
  readonly #line: LostLine;

  constructor(host: Host) {
    this.#host = host;
    this.#signIn = new OwnSignIn(host);
    this.#error = new Watch(host, (state) => this.#errorToShow(state));
    this.#expired = new Watch(host, (state) => state.status === 'expired');
    this.#consentRequired = new Watch(host, (state) => state.consentRequired.length > 0);
    this.#line = new LostLine(host);
  }

  get hasMessage(): boolean {
    return this.#error.value !== undefined || this.#expired.value || this.#consentRequired.value;
  }

  get lineLost(): boolean {
    return this.#line.lost;
  }

  render(words: Words): TemplateResult {
    // The region is there before its words are: screen readers miss one that comes with them.
    return html`
      ${this.#renderMessage(words)}
      <p class="line" part="line" role="status">${this.lineLost ? words.lineLost : nothing}</p>
    `;
  }

  #renderMessage(words: Words): TemplateResult | typeof nothing {
    const error = this.#error.value;
    if (this.#expired.value) {
      const expired =
        error ?? new TeamsError('sign-in-required', words.sessionExpired, { userMessage: words.sessionExpired }).detail;
      return message(expired, { words, action: { label: words.signInAgain, act: this.#startSignIn } });
    }
    if (error) return message(error, { words, action: this.#actionFor(error, words), dismiss: this.#dismiss });
    if (!this.#consentRequired.value) return nothing;
    const asked = new TeamsError('consent-required', undefined, { userMessage: words.consentNeeded }).detail;
    return message(asked, { words, action: { label: words.allow, act: this.#allow }, dismiss: this.#dismissConsent });
  }

  /** What went wrong with a sign-in is shown by what started it, unless nothing did: a token ran out by itself. */
  #errorToShow(state: SessionState): TeamsErrorDetail | undefined {
    const { error, user } = state;
    const ofSignIn = error?.category === 'signIn' || error?.category === 'aborted';
    // Nobody who is signed in started what has happened to their sign-in.
    return !ofSignIn || user ? error : this.#signIn.failure(state);
  }

  #actionFor(error: TeamsErrorDetail, words: Words): { label: string; act: () => void } | undefined {
    const signedIn = this.#host.session.state.user !== undefined;
    // Whoever is signed in can mend a refused sign-in; all else heals by itself or not at all.
    if (!error.retryable || (signedIn && error.category !== 'signIn')) return undefined;
    return { label: signedIn ? words.signInAgain : words.tryAgain, act: this.#startSignIn };
  }

  readonly #startSignIn = (): void => {
    this.#signIn.start().catch(() => {}); // the session's error is shown right here
  };

  readonly #allow = (): void => {
    this.#host.session.consent({ from: this.#host }).catch(() => {}); // the session's error is shown right here
  };

  readonly #dismissConsent = (): void => {
    this.#host.session.dismiss('consent');
  };

  readonly #dismiss = (): void => {
    this.#host.session.dismiss();
  };
}
