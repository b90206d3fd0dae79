import type { PlainAnswer, PlainRequest } from '../plain.js';
import { json } from './answer.js';

/** What the health endpoint can find out. */
export interface HealthChecks {
  /** Whether the keys that tokens are checked with are there. Without them nobody can be served. */
  readonly keys: () => Promise<boolean>;
  /** Whether the store of the rate limit counts. Without it the service goes on. */
  readonly rateLimit?: () => Promise<boolean>;
}

/** An orchestrator asks every few seconds, and anybody may ask: what was found out is good for so long. */
const rememberedMs = 5_000;

/**
 * Answers whether the service is well: `…/health` for a process that runs, `…/health/ready` for one that can serve.
 * Undefined where neither was asked for.
 */
export function healthAnswers(checks: HealthChecks): (request: PlainRequest) => Promise<PlainAnswer> | undefined {
  let found: Promise<PlainAnswer> | undefined;
  let foundAt = 0;

  return (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
    if (request.path.endsWith('/health')) return Promise.resolve(json(200, { status: 'ok' }, {}));
    if (!request.path.endsWith('/health/ready')) return undefined;
    if (!found || Date.now() - foundAt > rememberedMs) {
      found = readiness(checks);
      foundAt = Date.now();
    }
    return found;
  };
}

async function readiness({ keys, rateLimit }: HealthChecks): Promise<PlainAnswer> {
  const [keysAnswer, storeAnswers] = await Promise.all([keys(), rateLimit?.()]);
  return json(
    keysAnswer ? 200 : 503,
    {
      status: keysAnswer ? 'ok' : 'unavailable',
      keys: keysAnswer ? 'ok' : 'unavailable',
      ...(storeAnswers === undefined ? {} : { rateLimit: storeAnswers ? 'ok' : 'degraded' }),
    },
    {},
  );
}
