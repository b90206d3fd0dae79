import type { RateLimitStore } from './rate-limit-store.js';

/** What is asked of a client of the package `redis`: a single one, a pool, a cluster or a sentinel. */
export interface RedisClient {
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

export interface RedisStoreOptions {
  /** What the keys in Redis begin with. `teams-embed:token:` unless said otherwise. */
  readonly prefix?: string;
}

/**
 * Counts and reads the window's end in one step: a request between the two could else leave a count without an end. A
 * key that has none, because somebody took it away, is given one.
 */
const script = `
local requests = redis.call('INCR', KEYS[1])
local left = redis.call('PTTL', KEYS[1])
if requests == 1 or left < 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
  left = tonumber(ARGV[1])
end
return { requests, left }
`;

/**
 * Counts in Redis: one limit for many instances, one round trip a request. The client is yours: connect it, listen to
 * its errors and close it.
 *
 * @example
 * const redis = await createClient({ url, disableOfflineQueue: true }).on('error', console.error).connect();
 * createTokenHandler({ …, rateLimit: { store: redisStore(redis) } });
 */
export function redisStore(
  client: RedisClient,
  { prefix = 'teams-embed:token:' }: RedisStoreOptions = {},
): RateLimitStore {
  return {
    async count(key, seconds) {
      const reply = await client.eval(script, { keys: [prefix + key], arguments: [String(seconds * 1000)] });
      const [requests, endsInMs] = Array.isArray(reply) ? (reply as readonly unknown[]).map(Number) : [];
      if (requests === undefined || endsInMs === undefined || !(requests >= 1)) {
        throw new TypeError('Redis did not answer with a count.');
      }
      return { requests, endsInMs };
    },
  };
}
