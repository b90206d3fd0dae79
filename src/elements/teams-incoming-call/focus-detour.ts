import { TOAST_KEY } from '../../ui/toast-key.js';

/**
 * Takes the keyboard's focus to a ringing call and back to where it came from: by F6 while a call rings, by Escape from
 * within, and by itself when the call that held the focus is gone and no other rings. Where it came from nowhere, it
 * goes to the controls of the call that was taken.
 */
export class FocusDetour {
  readonly #host: HTMLElement;
  #from: HTMLElement | undefined;
  #on = false;
  #held = false;

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** Begins to listen, unless it does already. */
  start(): void {
    if (this.#on) return;
    this.#on = true;
    document.addEventListener('keydown', this.#key);
    this.#host.addEventListener('focusin', this.#enter);
  }

  /** Before the toasts are rendered: the one with the focus may be gone after. */
  note(): void {
    this.#held = this.#inside;
  }

  /** After the toasts were rendered: the focus of one that is gone goes to the next. */
  moveOn(): void {
    if (this.#held && !this.#inside && deepFocus() === document.body) this.#firstToast?.focus();
    this.#held = false;
  }

  stop(): void {
    if (!this.#on) return;
    this.#on = false;
    document.removeEventListener('keydown', this.#key);
    this.#host.removeEventListener('focusin', this.#enter);
    // A button that is removed with the focus on it leaves the focus on nothing.
    if (deepFocus() === document.body || this.#inside) {
      if (this.#from?.isConnected && this.#from !== document.body) this.#from.focus();
      else if (this.#held) void goToCall();
    }
    this.#from = undefined;
    this.#held = false;
  }

  get #firstToast(): HTMLElement | null | undefined {
    return this.#host.shadowRoot?.querySelector<HTMLElement>('[role=alertdialog]');
  }

  get #inside(): boolean {
    return this.#host.shadowRoot?.activeElement !== null && this.#host.shadowRoot?.activeElement !== undefined;
  }

  readonly #enter = (event: FocusEvent): void => {
    const from = event.relatedTarget;
    if (from instanceof HTMLElement && from !== this.#host) this.#from = from;
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === 'Escape' && this.#inside) this.#leave(event);
    else if (event.key === TOAST_KEY && this.#inside) this.#leave(event);
    else if (event.key === TOAST_KEY) this.#go(event);
  };

  #go(event: KeyboardEvent): void {
    event.preventDefault();
    const from = deepFocus();
    this.#firstToast?.focus();
    this.#from = from instanceof HTMLElement ? from : undefined;
  }

  #leave(event: KeyboardEvent): void {
    event.preventDefault();
    this.#goBack();
  }

  #goBack(): void {
    const { activeElement } = this.#host.shadowRoot ?? {};
    if (this.#from?.isConnected && this.#from !== document.body) this.#from.focus();
    else if (activeElement instanceof HTMLElement) activeElement.blur();
    this.#from = undefined;
  }
}

/** Goes to the controls of the call on the page, unless the person goes somewhere first. */
async function goToCall(): Promise<void> {
  for (const call of document.querySelectorAll('teams-call')) {
    await call.updateComplete; // it hears of its call when the toast does
    if (deepFocus() !== document.body) return;
    call.focus();
  }
}

/** The element with the focus, inside shadow roots too. */
function deepFocus(): Element | null {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused;
}
