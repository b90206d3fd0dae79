/** Sends a DOM event from the element concerned, or from `document` where there is none. Says whether it was let pass. */
export function dispatch(event: Event, from?: EventTarget): boolean {
  const target = from && (from as Partial<Node>).isConnected ? from : globalThis.document;
  return target ? target.dispatchEvent(event) : true; // rendered on a server there is nobody to tell
}
