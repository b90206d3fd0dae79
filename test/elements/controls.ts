/** The name that a screen reader gives a control: its label, else its words, slotted ones included. */
export function nameOf(control: Element): string {
  return (control.getAttribute('aria-label') ?? words(control)).replace(/\s+/g, ' ').trim();
}

/** The controls of an element that can be seen, by name. */
export function controlNames(element: Element): string[] {
  return buttons(element).map(nameOf);
}

/** The control with this name. */
export function control(element: Element, name: string): HTMLButtonElement {
  const found = buttons(element).find((button) => nameOf(button) === name);
  if (!found) throw new Error(`No control "${name}" among: ${controlNames(element).join(', ')}`);
  return found;
}

/** What describes a control, as a screen reader reads it after the name. */
export function descriptionOf(control: Element): string {
  const root = control.getRootNode() as ShadowRoot;
  const ids = control.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => textOf(root.getElementById(id))).join(' ');
}

/** All words inside an element's shadow root. */
export function shadowText(element: Element): string {
  return (element.shadowRoot ? words(element.shadowRoot) : '').replace(/\s+/g, ' ').trim();
}

/** What the announcer said last. */
export function announced(urgency: 'polite' | 'assertive'): string {
  return textOf(document.querySelector(`[aria-live=${urgency}]`));
}

function buttons(element: Element): HTMLButtonElement[] {
  return [...(element.shadowRoot?.querySelectorAll('button') ?? [])].filter((button) => button.checkVisibility());
}

function textOf(node: Element | null): string {
  return (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

function words(node: Node): string {
  if (node instanceof HTMLStyleElement) return '';
  if (node instanceof HTMLSlotElement && node.assignedNodes().length > 0) {
    return node.assignedNodes().map(words).join(' ');
  }
  if (node.childNodes.length === 0) return node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : '';
  return [...node.childNodes].map(words).join('');
}
