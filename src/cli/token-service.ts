import { createTokenHandler, redisStore } from '../server/index.js';
import type { CommunicationServices, TokenHandlerOptions } from '../server/index.js';
import { closeOnSignal, type Command } from './command.js';
import { connectRedis } from './token-service/connect-redis.js';
import { variables } from './token-service/environment.js';
import { loadPeer } from './token-service/peer.js';
import { readSettings, type Settings } from './token-service/read-settings.js';
import { serve } from './token-service/serve.js';
import { serviceLog } from './token-service/service-log.js';

export const tokenService: Command = {
  usage: '',
  summary: 'The token service, set by environment variables: exchanges Entra tokens of your users for calling tokens.',
  options: {},
  help: {},
  environment: variables,
  async run() {
    const settings = readSettings(process.env);
    const log = serviceLog((line) => console.log(line));
    const redis = settings.redisUrl === undefined ? undefined : await connectRedis(settings.redisUrl, log);
    try {
      const handler = createTokenHandler({
        clientId: settings.clientId,
        allowedTenants: settings.tenants,
        allowedOrigins: settings.origins,
        ...(await microsoft(settings)),
        rateLimit: settings.rateLimit && {
          ...settings.rateLimit,
          ...(redis ? { store: redisStore(redis.client) } : {}),
        },
        log: (entry) => (entry.status < 500 ? log.info : log.error)('token', entry),
      });
      const serving = await serve(handler, settings, log);
      log.info('listening', { port: serving.port, path: settings.path });
      closeOnSignal('The token service', async () => {
        log.info('closing');
        await serving.close();
        redis?.close();
      });
    } catch (cause) {
      redis?.close();
      throw cause;
    }
  },
};

/** Who signs users in, and where tokens are exchanged: Microsoft's services, or an emulator's. */
async function microsoft(
  settings: Settings,
): Promise<Pick<TokenHandlerOptions, 'authority' | 'cloud' | 'communicationServices'>> {
  const { resource, cloud, emulator } = settings;
  if (emulator === undefined && resource) return { cloud, communicationServices: await identified(resource) };
  const { localAuthority, localCommunicationServices } = await import('../emulator/host/token-face.js');
  return {
    authority: localAuthority(emulator ?? ''),
    communicationServices: resource ? await identified(resource) : localCommunicationServices(emulator ?? ''),
  };
}

async function identified(resource: NonNullable<Settings['resource']>): Promise<CommunicationServices> {
  if ('connectionString' in resource) return resource;
  const why = 'COMMUNICATION_SERVICES_ENDPOINT';
  const { DefaultAzureCredential } = await loadPeer('@azure/identity', why, () => import('@azure/identity'));
  return { ...resource, credential: new DefaultAzureCredential() };
}
