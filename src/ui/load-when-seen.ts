/** What defines an element, by its tag. */
export type Loaders = Readonly<Record<string, () => Promise<unknown>>>;

/**
 * Loads what defines an element when its tag is first seen in the document, and the rest when the browser is idle: then
 * tags inside the shadow roots of other components, where nobody can look, come to life as well.
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
  const look = (): void => {
    for (const tag of [...waiting.keys()]) if (root.querySelector(tag)) load(tag);
  };

  const observer = new MutationObserver(look);
  observer.observe(root, { childList: true, subtree: true });
  look();
  whenIdle(() => {
    for (const tag of [...waiting.keys()]) load(tag);
  });
}

function whenIdle(callback: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(callback, { timeout: 5000 });
  else setTimeout(callback, 2000); // Safari
}
