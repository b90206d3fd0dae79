import { consoleLog } from './adapters/console-log.js';
import { realClock } from './adapters/real-clock.js';
import type { Settings } from './model/settings.js';
import { TeamsError } from './model/teams-error.js';
import type { CallingPort } from './ports/calling.js';
import type { Ports } from './ports/ports.js';

/**
 * Which adapter keeps which port. The only file that names them, each by `import()`: a page loads the weight of signing
 * in, of the directory and of calling only when somebody wants it. Log and clock weigh nothing and cannot be waited for.
 */
export const wire: Ports = {
  identity: async (settings, host) => {
    if (settings.signIn === 'host') {
      const { HostIdentity } = await loaded(import('./adapters/host-identity.js'));
      return new HostIdentity(settings, host);
    }
    const { createMsalIdentity } = await loaded(import('./adapters/msal/create-msal-identity.js'));
    return createMsalIdentity(settings);
  },
  tokenService: async (settings) => {
    const { TokenService } = await loaded(import('./adapters/token-service/token-service.js'));
    return new TokenService(settings);
  },
  calling: (settings) => createCalling(settings),
  people: async (settings, token) => {
    const [{ GraphClient }, { GraphPeople }] = await loaded(
      Promise.all([import('./adapters/graph/graph-client.js'), import('./adapters/graph/graph-people.js')]),
    );
    return new GraphPeople(new GraphClient(settings, token));
  },
  chat: async (settings, token) => {
    const [{ GraphClient }, { GraphChat }] = await loaded(
      Promise.all([import('./adapters/graph/graph-client.js'), import('./adapters/graph/graph-chat.js')]),
    );
    return new GraphChat(new GraphClient(settings, token));
  },
  numbers: () => loaded(import('./model/phone-number/phone-number.js')),
  log: consoleLog,
  clock: realClock,
};

/** One adapter, two backends of the same shape: Microsoft's SDK, or the local Teams in its place. */
async function createCalling({ emulator }: Settings): Promise<CallingPort> {
  const [{ SdkCalling }, backend] = await Promise.all([
    loaded(import('./adapters/calling/sdk-calling.js')),
    emulator ? loadEmulatorCalling(emulator) : loadSdk(),
  ]);
  return new SdkCalling(backend, consoleLog);
}

async function loadEmulatorCalling(emulator: string) {
  const { createEmulatorCalling } = await loaded(import('./emulator/calling/index.js'));
  return createEmulatorCalling({ hubUrl: `${emulator.replace(/^http/, 'ws')}/hub` });
}

/** Microsoft's SDK, which is not ours to pass on: whoever runs the page provides it. */
async function loadSdk() {
  const { loadSdk } = await loaded(import('./adapters/calling/load-sdk.js'));
  return loadSdk();
}

/** A part of ours that did not come: the network was lost, or the page outlived the release it was loaded from. */
async function loaded<Module>(loading: Promise<Module>): Promise<Module> {
  try {
    return await loading;
  } catch (cause) {
    throw new TeamsError('network-lost', 'A part of teams-embed could not be loaded. Reload the page if it goes on.', {
      cause,
    });
  }
}
