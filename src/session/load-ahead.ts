/** Whether the person's browser asks pages to spare their data. Not every browser tells, and its type is in no library. */
function savesData(): boolean {
  const { connection } = navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}

/** Loads what will be wanted soon once the page has nothing else to do, unless the person saves data. */
export function loadAhead(load: () => Promise<unknown>, signal: AbortSignal): void {
  if (savesData()) return;
  const start = (): void => {
    // Whoever wants it for real is told why it did not come.
    if (!signal.aborted) load().catch(() => {});
  };
  // Safari has no word for idle.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(start);
  else setTimeout(start, 1_000);
}
