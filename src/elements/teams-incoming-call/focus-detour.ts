import { TOAST_KEY } from '../../ui/toast-key.js';

/**
 * Takes the keyboard's focus to a ringing call and back to where it came from: by F6 while a call rings, by Escape from
 * within, and by itself when the call that held the focus is gone.
 */
export class FocusDetour {
  readonly #host: HTMLElement;
  #from: HTMLElement | undefined;
  #on = false;

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

  stop(): void {
    if (!this.#on) return;
    this.#on = false;
    document.removeEventListener('keydown', this.#key);
    this.#host.removeEventListener('focusin', this.#enter);
    // A button that is removed with the focus on it leaves the focus on nothing.
    if (this.#from && (deepFocus() === document.body || this.#inside)) this.#goBack();
    this.#from = undefined;
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
    this.#host.shadowRoot?.querySelector<HTMLElement>('[role=alertdialog]')?.focus();
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

/** The element with the focus, inside shadow roots too. */
function deepFocus(): Element | null {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused;
}
