import { secondsConnected, type Call } from '../model/call.js';
import { duration } from './duration.js';
import type { Words } from './words.js';

/** How a call ended, in words: the sentence of its failure, else the reason, with how long it lasted. */
export function endedWords(call: Call, words: Words, language: string | undefined): string {
  if (call.end?.error) return call.end.error.userMessage;
  const reason = words[call.end?.reason ?? 'completed'];
  if (call.connectedAt === undefined) return reason;
  return words.endedAfter(reason, duration(secondsConnected(call, call.endedAt ?? call.connectedAt), language));
}
