const CHANNEL = 'teams-embed/sign-in-window';

/**
 * Says that a sign-in window has its answer, before it closes. MSAL passes the answer on but tells nobody that it came:
 * without this a window that closed after its work looks like one that a person closed. It holds no part of the answer.
 */
const DELIMITER = '|';

/**
 * Says which sign-in window has its answer, before it closes. MSAL's own message says no more than that to us: without
 * ours, a window that closed after its work looks like one that a person closed. It holds no part of the answer.
 */
export function tellAnswered(hash: string): void {
  const attempt = new URLSearchParams(hash.slice(1)).get('state')?.split(DELIMITER)[1];
  if (!attempt) return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(attempt);
  channel.close();
}

/** Calls back when the window of this attempt has its answer, until the signal aborts. */
export function onAnswered(attempt: string, callback: () => void, signal: AbortSignal): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === attempt) callback();
  };
  signal.addEventListener('abort', () => channel.close(), { once: true });
}
