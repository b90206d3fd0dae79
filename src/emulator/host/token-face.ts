import { createTokenHandler } from '../../server/index.js';
import type { TokenAuthority } from '../../server/index.js';
import { issuerOf } from '../authority/issue-tokens.js';
import { accessKey } from '../identity/communication-identity.js';
import type { World } from '../world/world.js';
import { isLoopbackUrl } from './loopback.js';

/** The emulator's authority, as a token service has to be told of it. */
export function localAuthority(url: string): TokenAuthority {
  return {
    keysUrl: `${url}/common/discovery/v2.0/keys`,
    issuers: (tenantId) => [issuerOf(url, tenantId)],
  };
}

/** The emulator's Communication Services, as a token service has to be told of it. */
export function localCommunicationServices(url: string): { readonly endpoint: string; readonly accessKey: string } {
  return { endpoint: url, accessKey };
}

/** A tenant that there is not. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** The token service itself, asked as in production; what it asks in turn is the emulator. */
export function tokenFace(url: string, world: () => World): (request: Request) => Promise<Response> {
  let served: World | undefined;
  let handler: ReturnType<typeof createTokenHandler> | undefined;

  return (request) => {
    const current = world();
    if (!handler || served !== current) {
      handler = handlerFor(url, current);
      served = current;
    }
    return handler(request);
  };
}

function handlerFor(url: string, world: World): ReturnType<typeof createTokenHandler> {
  const allowedTenants = world.tenants.filter(({ blocked }) => !blocked).map(({ id }) => id);
  return createTokenHandler({
    clientId: world.clientId,
    // A world may block every tenant; a handler may not be made for nobody.
    allowedTenants: allowedTenants.length > 0 ? allowedTenants : [nobody],
    allowedOrigins: isLoopbackUrl,
    communicationServices: localCommunicationServices(url),
    authority: localAuthority(url),
    // Pages in development and their tests are loaded again and again.
    rateLimit: false,
  });
}
