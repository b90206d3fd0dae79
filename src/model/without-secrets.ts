/** Longer than any message that somebody reads; what lies beyond is not even searched. */
const SEARCHED = 2_000;
const LONGEST = 500;

/**
 * A foreign text as it may stand in a message: short, and without tokens, addresses and telephone numbers. Messages are
 * logged, and services like to repeat what they were sent.
 */
export function withoutSecrets(text: string): string {
  return text
    .slice(0, SEARCHED)
    .replace(/\bey[\w-]{8,}(\.[\w-]*)+|[\w-]{40,}(\.[\w-]*)*|\b[\w-]{10,}\.[\w-]{20,}(\.[\w-]*)*/g, '[token]')
    .replace(/[\w.+%-]+@[\w.-]+\.[a-z]{2,}/gi, '[address]')
    .replace(/\+\d[\d ().-]{5,}\d/g, '[number]')
    .slice(0, LONGEST);
}
