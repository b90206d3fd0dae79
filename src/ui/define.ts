import { standsAside } from '../session/page-session.js';

/**
 * Registers an element, unless its tag is taken: by an earlier copy of this script, whose elements share our session,
 * or by the page. Does nothing on a server and in a copy that stands aside.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  if (!('customElements' in globalThis) || standsAside() || customElements.get(tag)) return;
  customElements.define(tag, element);
}
