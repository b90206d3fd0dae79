import {
  EventType,
  type AuthenticationResult,
  type IPublicClientApplication,
  type PopupRequest,
} from '@azure/msal-browser';
import { TeamsError } from '../../model/teams-error.js';
import { onAnswered } from './answered.js';

const LOOK_EVERY = 250;
/** How long an answer may be under way after its window has closed. */
const GRACE = 1_000;

/**
 * One sign-in window, from its opening to its answer.
 *
 * MSAL waits for the answer alone: it does not notice a window that a person closed. We watch the window beside it. A
 * Cross-Origin-Opener-Policy can make an open window look closed; so what is given up here may still be answered, and
 * then `late` is told.
 */
export class SignInWindow {
  readonly #attempt = crypto.randomUUID();
  readonly #over = new AbortController();
  #window: Window | undefined;
  #answered = false;
  #givenUp = false;

  /** Opens the window: to be called from a click, or the browser blocks it. */
  open(
    application: IPublicClientApplication,
    request: PopupRequest,
    signal: AbortSignal | undefined,
    late: (result: AuthenticationResult) => void,
  ): Promise<AuthenticationResult> {
    return new Promise((resolve, reject) => {
      const giveUp = (error: TeamsError): void => {
        this.#givenUp = true;
        reject(error);
      };
      const abort = (): void => {
        this.#window?.close();
        giveUp(new TeamsError('aborted', 'The sign-in was given up.', { cause: signal?.reason }));
      };
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort, { signal: this.#over.signal });
      onAnswered(this.#attempt, () => (this.#answered = true), this.#over.signal);
      this.#onOpened(application, (opened) => {
        this.#window = opened;
        if (this.#givenUp) opened.close();
        else this.#watch(opened, () => giveUp(new TeamsError('sign-in-canceled', 'The sign-in window was closed.')));
      });
      application
        .loginPopup({
          ...request,
          correlationId: this.#attempt,
          state: this.#attempt,
          // An attempt whose window was closed still counts as one in progress.
          overrideInteractionInProgress: true,
        })
        .then((result) => (this.#givenUp ? late(result) : resolve(result)), reject)
        .finally(() => this.#over.abort());
    });
  }

  #onOpened(application: IPublicClientApplication, callback: (opened: Window) => void): void {
    const id = application.addEventCallback(
      ({ correlationId, payload }) => {
        if (correlationId !== this.#attempt) return;
        if (payload && 'popupWindow' in payload) callback(payload.popupWindow);
      },
      [EventType.POPUP_OPENED],
    );
    this.#over.signal.addEventListener('abort', () => id && application.removeEventCallback(id), { once: true });
  }

  #watch(opened: Window, closed: () => void): void {
    let grace: ReturnType<typeof setTimeout>;
    const timer = setInterval(() => {
      if (!opened.closed) return;
      clearInterval(timer);
      grace = setTimeout(() => {
        if (!this.#answered) closed();
      }, GRACE);
    }, LOOK_EVERY);
    this.#over.signal.addEventListener(
      'abort',
      () => {
        clearInterval(timer);
        clearTimeout(grace);
      },
      { once: true },
    );
  }
}
