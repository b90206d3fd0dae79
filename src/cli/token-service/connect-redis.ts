import type { RedisClient } from '../../server/index.js';
import type { ServiceLog } from './service-log.js';
import { loadPeer } from './peer.js';

/** A connection that mends itself. */
export interface RedisConnection {
  readonly client: RedisClient;
  close(): void;
}

const connectTimeout = 2_000;
const longestPause = 5_000;

/**
 * Connects to Redis in the background. The service starts without it, as it goes on without it; whether it is there is
 * said in the log, once for each change.
 */
export async function connectRedis(url: string, log: ServiceLog): Promise<RedisConnection> {
  const { createClient } = await loadPeer('redis', 'REDIS_URL', () => import('redis'));
  const client = createClient({
    url,
    // What cannot be asked now is counted by the instance itself: there is nothing to wait for.
    disableOfflineQueue: true,
    socket: { connectTimeout, reconnectStrategy: (retries) => Math.min(100 * 2 ** retries, longestPause) },
  });
  let known: string | undefined;
  let closed = false;
  const failed = (error: Error): void => {
    if (closed || known === error.message) return;
    known = error.message;
    log.error('redis-unreachable', { cause: error });
  };
  client.on('error', failed);
  client.on('ready', () => {
    known = undefined;
    log.info('redis-connected');
  });
  client.connect().catch(failed);
  return {
    client,
    close() {
      closed = true;
      if (client.isOpen) client.destroy();
    },
  };
}
