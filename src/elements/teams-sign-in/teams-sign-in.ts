import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { User } from '../../model/person.js';
import { avatar } from '../../ui/avatar.js';
import { message } from '../../ui/message.js';
import { TeamsElement } from '../../ui/teams-element.js';
import { Watch } from '../../ui/watch.js';
import { styles } from './teams-sign-in.styles.js';

/** What the element offers at one moment. */
interface Face {
  /** Who or what stands before the button. */
  readonly before?: TemplateResult;
  readonly words: unknown;
  readonly look: '' | 'primary' | 'subtle';
  readonly hint?: string | undefined;
  readonly disabled?: boolean;
  readonly act: () => void;
}

const ignore = (): void => {};

/**
 * Signs the person in and out, and shows who they are.
 *
 * @tag teams-sign-in
 * @slot - The words on the sign-in button. Without them it says "Sign in with Microsoft Teams".
 * @event {TeamsSignInRequiredEvent} teams-sign-in-required - The button was pressed. The page may sign in itself.
 * @event {TeamsErrorEvent} teams-error - The sign-in did not work.
 * @csspart button - The button that signs in, cancels or signs out.
 * @csspart avatar - The photo or the initials of the person.
 * @csspart name - The name of the person.
 * @csspart message - The box with what went wrong.
 * @cssprop [--teams-color-brand=#5b5fc7] - The colour of the sign-in button.
 * @cssprop [--teams-radius=4px] - How round the corners of the button are.
 * @cssState signed-in - Somebody is signed in.
 * @cssState signing-in - A sign-in is under way.
 */
export class TeamsSignIn extends TeamsElement {
  static override styles: CSSResultGroup = styles;
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };

  /** Whether only the picture of the person is shown, without name and address. A boolean. Default: false. */
  @property({ type: Boolean }) compact = false;

  readonly #status = new Watch(this, (state) => state.status);
  readonly #user = new Watch(this, (state) => state.user);
  readonly #configured = new Watch(this, (state) => state.settings !== undefined);
  // Errors of the connection are the session's to show; this element shows those of its own button.
  readonly #error = new Watch(this, (state) => (state.user ? undefined : state.error));
  /** Why the sign-in of whoever is signed in has to be done anew. */
  readonly #toMend = new Watch(this, (state) => {
    if (state.status === 'expired') return this.words.sessionExpired;
    return state.status === 'expiring' && state.error?.category === 'signIn' ? state.error.userMessage : undefined;
  });

  protected override get shownStates(): Readonly<Record<string, boolean>> {
    return { 'signed-in': this.#user.value !== undefined, 'signing-in': this.#status.value === 'signing-in' };
  }

  protected override render(): TemplateResult {
    return html`${this.#renderMain()}${this.#renderError()}`;
  }

  #renderMain(): TemplateResult {
    const { before, words, look, hint, disabled, act } = this.#face;
    // One button for all that it can be, because a button that is replaced loses the keyboard's focus.
    return html`
      <div class="row">
        ${before}
        <button
          part="button"
          class=${look}
          type="button"
          aria-disabled=${disabled ? 'true' : nothing}
          aria-describedby=${hint ? 'hint' : nothing}
          @click=${act}
        >
          ${words}
        </button>
      </div>
      ${hint ? html`<p class="hint" id="hint">${hint}</p>` : nothing}
    `;
  }

  get #face(): Face {
    const { words } = this;
    const user = this.#user.value;
    if (this.#status.value === 'signing-in') {
      const before = html`<span class="spinner"></span><span class="name">${words.signingIn}</span>`;
      const hint = this.compact ? undefined : words.finishInWindow;
      return { before, words: words.cancelSignIn, look: '', hint, act: this.#cancel };
    }
    const toMend = this.#toMend.value;
    if (user && toMend) {
      const before = this.#renderPerson(user);
      return { before, words: words.signInAgain, look: 'primary', hint: toMend, act: this.#signIn };
    }
    if (user) return { before: this.#renderPerson(user), words: words.signOut, look: 'subtle', act: this.#signOut };
    const signIn = html`<slot>${words.signInWithTeams}</slot>`;
    if (this.#configured.value) return { words: signIn, look: 'primary', act: this.#signIn };
    const hint = this.#error.value ? undefined : words.notSetUp;
    return { words: signIn, look: 'primary', hint, disabled: true, act: ignore };
  }

  #renderPerson(user: User): TemplateResult {
    const { id, displayName, userPrincipalName, mail } = user;
    return html`
      ${avatar({ session: this.session, userId: id, name: displayName })}
      <div class=${this.compact ? 'visually-hidden' : 'person'}>
        <span class="visually-hidden">${this.words.signedInAs(displayName)}</span>
        <span class="name" part="name" aria-hidden="true">${displayName}</span>
        <bdi class="address">${mail ?? userPrincipalName ?? ''}</bdi>
      </div>
    `;
  }

  #renderError(): TemplateResult | typeof nothing {
    const error = this.#error.value;
    if (!error || this.#status.value === 'signing-in') return nothing;
    return message(error, { words: this.words, dismiss: this.#dismiss });
  }

  readonly #signIn = (): void => {
    this.session.signIn({ from: this }).catch(() => {}); // the session's error is shown below the button
  };

  readonly #cancel = (): void => {
    this.session.cancelSignIn();
  };

  readonly #signOut = (): void => {
    this.session.signOut().catch(() => {}); // the session's error is shown below the button
  };

  readonly #dismiss = (): void => {
    this.session.dismiss();
  };
}
