const CHANNEL = 'teams-embed/sign-in-window';
const DELIMITER = '|';

/** What the redirect page tells whoever opened its window. Both are on one origin, or it does not arrive. */
interface Answer {
  readonly type: typeof CHANNEL;
  readonly attempt: string;
  /** What the authority answered: a code, which is worth nothing without the secret that the asking page keeps. */
  readonly payload: string;
}

/**
 * Says which sign-in window has its answer, before it closes. MSAL's own message says no more than that to us: without
 * ours, a window that closed after its work looks like one that a person closed.
 *
 * It is said twice. A channel reaches every page of this origin, but no frame inside another site's page, whose storage
 * and channels browsers keep apart; such a frame is told directly, as long as the authority's pages have left the
 * window its opener.
 */
export function tellAnswered(hash: string): void {
  const attempt = stateOf(hash.slice(1))?.split(DELIMITER)[1];
  if (!attempt) return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(attempt);
  channel.close();
  const opener = window.opener as Window | null;
  const answer: Answer = { type: CHANNEL, attempt, payload: hash.slice(1) };
  opener?.postMessage(answer, location.origin);
}

/** Calls back when the window of this attempt has its answer, until the signal aborts. */
export function onAnswered(attempt: string, callback: () => void, signal: AbortSignal): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === attempt) callback();
  };
  signal.addEventListener('abort', () => channel.close(), { once: true });
  if (!isFramed()) return;
  const take = ({ data, origin }: MessageEvent<unknown>): void => {
    if (origin !== location.origin || !isAnswer(data) || data.attempt !== attempt) return;
    callback();
    passOn(data.payload);
  };
  window.addEventListener('message', take, { signal });
}

/** Whether this page is in a frame of another page. */
export function isFramed(): boolean {
  return window.top !== window;
}

/** Gives an answer to MSAL in this frame, where the redirect page's own message could not. */
function passOn(payload: string): void {
  const [library = ''] = stateOf(payload)?.split(DELIMITER) ?? [];
  const { id } = JSON.parse(atob(library.replaceAll('-', '+').replaceAll('_', '/'))) as { readonly id: string };
  const channel = new BroadcastChannel(id);
  channel.postMessage({ v: 1, payload });
  channel.close();
}

function stateOf(parameters: string): string | null {
  return new URLSearchParams(parameters).get('state');
}

function isAnswer(data: unknown): data is Answer {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === CHANNEL;
}
