/** What defines an element, by its tag. */
export type Loaders = Readonly<Record<string, () => Promise<unknown>>>;

/**
 * Loads what defines an element when its tag is first seen in the document. When the browser is idle, it looks once into
 * the open shadow roots of other components too. The rest comes when the person first does something: so tags inside
 * closed shadow roots, where nobody can look, come to life as well, and a page without them loads nothing before.
 *
 * A load that fails is tried again when the tag is seen next.
 */
export function loadWhenSeen(loaders: Loaders, root: Document = document): void {
  const waiting = new Map(Object.entries(loaders));
  let remaining = waiting.size;

  const load = (tag: string): void => {
    const loader = waiting.get(tag);
    if (!loader) return;
    waiting.delete(tag);
    loader().then(
      () => {
        remaining -= 1;
        if (remaining === 0) observer.disconnect();
      },
      () => waiting.set(tag, loader), // the tag stays as it is until it is seen again
    );
  };
  const look = (scope: ParentNode = root): void => {
    for (const tag of [...waiting.keys()]) if (scope.querySelector(tag)) load(tag);
  };
  const lookInside = (scope: ParentNode): void => {
    if (waiting.size === 0) return;
    for (const { shadowRoot } of scope.querySelectorAll('*')) {
      if (!shadowRoot) continue;
      look(shadowRoot);
      lookInside(shadowRoot);
    }
  };
  const loadRest = (): void => {
    for (const tag of [...waiting.keys()]) load(tag);
  };

  const observer = new MutationObserver(() => look());
  observer.observe(root, { childList: true, subtree: true });
  look();
  whenIdle(() => lookInside(root));
  for (const interaction of ['pointerdown', 'keydown']) {
    root.addEventListener(interaction, loadRest, { capture: true, once: true, passive: true });
  }
}

function whenIdle(callback: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(callback, { timeout: 5000 });
  else setTimeout(callback, 2000); // Safari
}
