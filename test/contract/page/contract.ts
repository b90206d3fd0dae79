import { AzureCommunicationTokenCredential } from '@azure/communication-common';
import type * as Sdk from '@azure/communication-calling';
import { createEmulatorCalling } from '../../../src/emulator/calling/index.js';
import type { CallingModule, ContractAgent, ContractClient, ContractDevices } from '../calling-module.js';
import { findingOf, type Backend, type Given, type Refusal } from '../fact.js';
import { themes, type Theme } from '../themes.js';

/** Nobody listens there: what the emulator's module sees of a network that is gone. */
const NOWHERE = 'ws://localhost:9/hub';

/** Served beside this script: no literals, so that the compiler looks for no such files. */
const SDKS: Readonly<Record<Exclude<Backend, 'the emulator'>, string>> = {
  'the SDK': './calling-sdk.js',
  'the oldest SDK': './oldest-calling-sdk.js',
};

const base64url = (value: unknown): string =>
  btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

class Contract implements Given {
  readonly backend: Backend;
  readonly sdk: CallingModule;
  readonly client: ContractClient;
  readonly render: Given['render'];
  readonly debugInfo: Given['debugInfo'];
  #agent: Promise<ContractAgent> | undefined;

  constructor(backend: Backend, sdk: CallingModule, make: Pick<Given, 'render' | 'debugInfo'>) {
    this.backend = backend;
    this.sdk = sdk;
    this.client = new sdk.CallClient();
    this.render = make.render;
    this.debugInfo = make.debugInfo;
  }

  readonly devices = (): Promise<ContractDevices> => this.client.getDeviceManager();

  readonly agent = (): Promise<ContractAgent> =>
    (this.#agent ??= this.client.createTeamsCallAgent(new AzureCommunicationTokenCredential(this.token())));

  readonly token = (claims: Readonly<Record<string, unknown>> = {}): string => {
    const payload = {
      skypeid: 'orgid:11111111-0000-4000-8000-000000000001',
      acsScope: 'voip,chat',
      tid: 'fab00000-0000-4000-8000-000000000000',
      exp: Math.floor(Date.now() / 1000) + 3_600,
      ...claims,
    };
    return [{ alg: 'none' }, payload, 'unsigned'].map(base64url).join('.');
  };

  readonly refusal = async (act: () => unknown): Promise<string> => {
    try {
      await act();
      return 'none';
    } catch (error) {
      return toRefusal(error).code;
    }
  };

  readonly failure = async (act: () => unknown): Promise<Refusal> => {
    try {
      await act();
    } catch (error) {
      return toRefusal(error);
    }
    throw new Error('This should have been refused.');
  };
}

function toRefusal(error: unknown): Refusal {
  if (!(error instanceof Error)) throw new TypeError(`Thrown was no Error: ${String(error)}`);
  const { name, message } = error;
  const { code, subCode, resultCategories } = error as Error & Partial<Record<string, unknown>>;
  const categories = resultCategories as readonly string[] | undefined;
  return { name, message, code: `${String(code)}/${String(subCode)}`, categories, error };
}

/** A module's own classes fit each other, which their types can say only one by one. */
async function contractOf(backend: Backend): Promise<Contract> {
  if (backend === 'the emulator') {
    const emulator = createEmulatorCalling({ hubUrl: NOWHERE });
    return new Contract(backend, emulator, {
      render: (stream) => new emulator.VideoStreamRenderer(stream as never),
      debugInfo: (client) => (client as InstanceType<typeof emulator.CallClient>).feature(emulator.Features.DebugInfo),
    });
  }
  const sdk = (await import(SDKS[backend])) as typeof Sdk;
  return new Contract(backend, sdk, {
    render: (stream) => new sdk.VideoStreamRenderer(stream as never),
    debugInfo: (client) => (client as Sdk.CallClient).feature(sdk.Features.DebugInfo),
  });
}

let contract: Promise<Contract>;

declare global {
  /** Loads a module into this page. */
  var begin: (backend: Backend) => Promise<void>;
  /** Finds one fact out. */
  var find: (theme: Theme, fact: string) => Promise<void>;
}

globalThis.begin = async (backend) => void (await (contract = contractOf(backend)));
globalThis.find = async (theme, fact) => {
  const about = themes[theme][fact];
  const given = await contract;
  const finding = about && findingOf(about, given.backend);
  if (!finding) throw new Error(`Nothing is stated of ${given.backend} under "${fact}".`);
  await finding(given);
};
