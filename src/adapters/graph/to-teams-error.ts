import { GraphError } from '@microsoft/microsoft-graph-client/lib/es/src/GraphError.js';
import { explained, type Meaning, unexplained } from '../../model/meaning.js';
import { said } from '../../model/said.js';
import { TeamsError } from '../../model/teams-error.js';
import { BY_STATUS, BY_WORD } from './graph-errors.js';

/** What the client gives for a status where it never had an answer. */
const NO_ANSWER = -1;

/** Words within words are followed so far: each says more than the one around it. */
const DEEPEST = 5;

/** Whatever the Graph client throws, in our words. What is not in the tables stays readable and keeps its cause. */
export function toTeamsError(cause: unknown, emulator: string | undefined): TeamsError {
  if (cause instanceof TeamsError) return cause;
  if (!(cause instanceof GraphError)) return unexplained(cause, 'service-failed');
  const { statusCode, code, requestId } = cause;
  const request = requestId ? ` (request ${requestId})` : '';
  if (statusCode === NO_ANSWER && code !== 'AbortError') return unreachable(cause, emulator);
  return explained(
    meaningOf(cause),
    `Graph answered ${statusCode}${code ? ` ${code}` : ''}${cause.message ? `: ${said(cause)}` : ''}${request}`,
    cause,
  );
}

function meaningOf({ statusCode, code, body }: GraphError): Meaning {
  const known = [...wordsWithin(body), code ?? ''].map(byWord).find((meaning) => meaning !== undefined);
  return known ?? BY_STATUS[statusCode] ?? { code: statusCode >= 500 ? 'service-failed' : 'unknown', hint: '' };
}

/** Graph's services do not agree on how to begin a word: `accessDenied` is `AccessDenied` elsewhere. */
const LOWER = new Map(Object.entries(BY_WORD).map(([word, meaning]) => [word.toLowerCase(), meaning]));

function byWord(word: string): Meaning | undefined {
  return LOWER.get(word.toLowerCase());
}

/** The words of an error's inner errors, the innermost first. */
function wordsWithin(body: unknown): readonly string[] {
  const words: string[] = [];
  let inner = parsed(body);
  for (let depth = 0; depth < DEEPEST && inner; depth += 1) {
    inner = fields(inner['innerError'] ?? inner['innererror']);
    if (typeof inner?.['code'] === 'string') words.unshift(inner['code']);
  }
  return words;
}

type Fields = Readonly<Record<string, unknown>>;

function parsed(body: unknown): Fields | undefined {
  try {
    return fields(typeof body === 'string' ? JSON.parse(body) : body);
  } catch {
    return undefined; // no JSON: then it has no words either
  }
}

function fields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
}

function unreachable(cause: GraphError, emulator: string | undefined): TeamsError {
  return emulator
    ? new TeamsError('emulator-unreachable', `The emulator at ${emulator} does not answer.`, { cause })
    : new TeamsError(
        'network-lost',
        `Graph cannot be reached: ${said(cause)}. Does the page's Content-Security-Policy allow it in connect-src?`,
        { cause },
      );
}
