import { nothing, render, type TemplateResult } from 'lit';

export { html } from 'lit';
export { until } from './until.js';

const containers: HTMLElement[] = [];

afterEach(() => {
  for (const container of containers.splice(0)) {
    render(nothing, container);
    container.remove();
  }
});

/**
 * Renders a template into the page until the test ends, and resolves with its first element when all elements in it
 * have rendered.
 */
export async function fixture<T extends Element = HTMLElement>(template: TemplateResult): Promise<T> {
  const container = document.createElement('div');
  containers.push(container);
  document.body.append(container);
  render(template, container);
  await rendered(container);
  const first = container.firstElementChild;
  if (!first) throw new Error('The template of a fixture holds no element.');
  return first as T;
}

/** Waits until every Lit element below the root, in shadow trees too, has nothing left to render. */
export async function rendered(root: Element | ShadowRoot): Promise<void> {
  for (const element of root.querySelectorAll('*')) {
    if ('updateComplete' in element) await element.updateComplete;
    if (element.shadowRoot) await rendered(element.shadowRoot);
  }
}
