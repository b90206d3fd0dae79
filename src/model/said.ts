import { withoutSecrets } from './without-secrets.js';

/** What something that was thrown says of itself, for a developer to read. Never throws, whatever was thrown. */
export function said(cause: unknown): string {
  try {
    return withoutSecrets(wordsOf(cause));
  } catch {
    return 'Something was thrown that cannot be read.'; // it has a toString, a toJSON or a getter that throws
  }
}

function wordsOf(cause: unknown): string {
  if (typeof cause !== 'object' || cause === null) return String(cause);
  if ('message' in cause && cause.message) return wordsOf(cause.message);
  return cause instanceof Error ? cause.name : JSON.stringify(cause);
}
