import type { AuthenticationResult, IPublicClientApplication, RedirectRequest } from '@azure/msal-browser';

/** Why the page was left: for somebody to sign in, or for whoever is signed in to allow more. */
export type Reason = 'sign-in' | 'consent';

/** What a redirect came back with. */
export type RedirectAnswer =
  { readonly result: AuthenticationResult; readonly reason: Reason } | { readonly refusal: unknown };

/** Leaves the page for a sign-in, and takes what it comes back with. */
export class Redirection {
  readonly #application: () => IPublicClientApplication;
  #answer: Promise<RedirectAnswer | undefined> | undefined;

  constructor(application: () => IPublicClientApplication) {
    this.#application = application;
  }

  /**
   * What the page came back with, once: whoever asks again is told nothing. MSAL takes the answer from the address, or
   * from where the redirect page left it, and puts the address back as it was.
   */
  async answer(): Promise<RedirectAnswer | undefined> {
    if (this.#answer) return undefined;
    return (this.#answer = this.#take());
  }

  /** Goes away. Rejects where that was not possible, or where the person came back by the back button. */
  async leave(request: RedirectRequest, reason: Reason): Promise<never> {
    // What an earlier attempt left behind would count as one in progress.
    await (this.#answer ??= this.#take());
    const asked = { ...request, state: reason };
    await (reason === 'consent'
      ? this.#application().acquireTokenRedirect(asked)
      : this.#application().loginRedirect(asked));
    return new Promise<never>(() => {}); // the page is going
  }

  async #take(): Promise<RedirectAnswer | undefined> {
    try {
      const result = await this.#application().handleRedirectPromise();
      return result ? { result, reason: result.state === 'consent' ? 'consent' : 'sign-in' } : undefined;
    } catch (refusal) {
      return { refusal };
    }
  }
}
