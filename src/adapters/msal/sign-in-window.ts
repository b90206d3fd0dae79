import type { AuthenticationResult, EventMessage, IPublicClientApplication, PopupRequest } from '@azure/msal-browser';
import { TeamsError } from '../../model/teams-error.js';
import { isFramed, onAnswered } from './answered.js';

const LOOK_EVERY = 250;

export interface SignInWindowOptions {
  readonly application: IPublicClientApplication;
  /** MSAL's function that opens the window: for somebody, or for somebody who is signed in. */
  readonly how: 'loginPopup' | 'acquireTokenPopup';
  readonly request: PopupRequest;
  /** How long an answer may be under way after its window has closed, in milliseconds. */
  readonly grace: number;
  readonly signal: AbortSignal | undefined;
  /** Told of an answer that came after the attempt had been given up. */
  readonly late: (result: AuthenticationResult) => void;
}

/**
 * One sign-in window, from its opening to its answer.
 *
 * MSAL waits for the answer alone: it does not notice a window that a person closed. We watch the window beside it. A
 * Cross-Origin-Opener-Policy can make an open window look closed; so what is given up here may still be answered, and
 * then `late` is told.
 */
export class SignInWindow {
  /** MSAL's events about it carry this. */
  readonly attempt = crypto.randomUUID();
  readonly #over = new AbortController();
  #window: Window | undefined;
  #answered = false;
  #givenUp = false;

  /** Opens the window: to be called from a click, or the browser blocks it. */
  open({ application, how, request, grace, signal, late }: SignInWindowOptions): Promise<AuthenticationResult> {
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
      onAnswered(this.attempt, () => (this.#answered = true), this.#over.signal);
      this.#onOpened(application, (opened) => {
        this.#window = opened;
        if (this.#givenUp) opened.close();
        else this.#watch(opened, grace, () => giveUp(closed()));
      });
      application[how]({
        ...request,
        correlationId: this.attempt,
        state: this.attempt,
        // An attempt whose window was closed still counts as one in progress.
        overrideInteractionInProgress: true,
      })
        .then((result) => (this.#givenUp ? late(result) : resolve(result)), reject)
        .finally(() => this.#over.abort());
    });
  }

  #onOpened(application: IPublicClientApplication, callback: (opened: Window) => void): void {
    const id = application.addEventCallback(({ eventType, correlationId, payload }: EventMessage) => {
      // An older MSAL of a page may pass on every event, and knows no id.
      if (eventType !== 'msal:popupOpened' || (correlationId && correlationId !== this.attempt)) return;
      if (payload && 'popupWindow' in payload) callback(payload.popupWindow);
    });
    this.#over.signal.addEventListener('abort', () => id && application.removeEventCallback(id), { once: true });
  }

  #watch(opened: Window, grace: number, closed: () => void): void {
    let waiting: ReturnType<typeof setTimeout>;
    const timer = setInterval(() => {
      if (!opened.closed) return;
      clearInterval(timer);
      waiting = setTimeout(() => {
        if (!this.#answered) closed();
      }, grace);
    }, LOOK_EVERY);
    this.#over.signal.addEventListener(
      'abort',
      () => {
        clearInterval(timer);
        clearTimeout(waiting);
      },
      { once: true },
    );
  }
}

function closed(): TeamsError {
  const message = 'The sign-in window was closed.';
  const framed =
    ' If nobody closed it: this page is in a frame, and browsers keep a frame inside another site apart from the ' +
    'windows that it opens. Show the page by itself, or let the page around it sign people in, with sign-in="host".';
  return new TeamsError('sign-in-canceled', isFramed() ? message + framed : message);
}
