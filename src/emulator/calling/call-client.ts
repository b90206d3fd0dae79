import { CallingError } from './calling-error.js';
import { DeviceManager } from './device-manager.js';
import { TeamsCallAgent } from './teams-call-agent.js';
import type { AccessToken, TokenCredential } from './token-watch.js';
import { teamsUserOf } from './voip-token.js';

/** Taken and left alone, as the emulator sends no telemetry. */
export interface CallClientOptions {
  readonly diagnostics?: { readonly appName?: string; readonly appVersion?: string; readonly tags?: string[] };
}

/** How `Features` names something that a client can do besides. */
export interface ClientFeature<Feature extends object> {
  readonly callClientApiCtor: new () => Feature;
}

/** What all clients of one module share. */
export interface CallingStack {
  readonly hubUrl: string;
  /** By raw identifier: one user has one agent, however many clients ask for it. */
  readonly agents: Map<string, TeamsCallAgent>;
}

/** The way into calling, for one page. */
export class CallClient {
  readonly #stack: CallingStack;
  readonly #features = new Map<object, object>();
  #agent: TeamsCallAgent | undefined;
  #devices: Promise<DeviceManager> | undefined;
  #disposed = false;

  constructor(stack: CallingStack) {
    this.#stack = stack;
  }

  /** Resolves also when the hub cannot be reached, as the SDK does: `connectionState` tells readiness. */
  async createTeamsCallAgent(credential: TokenCredential): Promise<TeamsCallAgent> {
    this.#mustLive();
    if (!originAllowed()) {
      throw new CallingError(400, 40100, 'Calls need a page from https, file or localhost.');
    }
    const token = await tokenOf(credential);
    const rawId = teamsUserOf(token.token);
    const { agents, hubUrl } = this.#stack;
    const devices = await this.getDeviceManager();
    let agent = agents.get(rawId);
    if (!agent) {
      const disposed = (): boolean => agents.delete(rawId);
      agent = new TeamsCallAgent({ hubUrl, rawId, credential, token, devices, disposed });
      agents.set(rawId, agent);
    }
    this.#agent = agent;
    await agent.settled;
    return agent;
  }

  /** The same object however often it is asked for, also after the client's end. */
  feature<Feature extends object>(token: ClientFeature<Feature>): Feature {
    const { callClientApiCtor } = token;
    if (typeof callClientApiCtor !== 'function') throw new CallingError(500, 41001, 'Feature failed');
    const feature = this.#features.get(callClientApiCtor) ?? new callClientApiCtor();
    this.#features.set(callClientApiCtor, feature);
    return feature as Feature;
  }

  async getDeviceManager(): Promise<DeviceManager> {
    this.#mustLive();
    return (this.#devices ??= DeviceManager.create());
  }

  async dispose(): Promise<void> {
    this.#mustLive();
    this.#disposed = true;
    const agent = this.#agent;
    // Another client of the same user may have disposed it.
    if (agent && [...this.#stack.agents.values()].includes(agent)) await agent.dispose();
    (await this.#devices)?.dispose();
  }

  #mustLive(): void {
    if (this.#disposed) throw new CallingError(404, 40012, 'This call client was disposed.');
  }
}

async function tokenOf(credential: TokenCredential | undefined): Promise<AccessToken> {
  if (!credential) throw new CallingError(401, 44108, 'There is no credential.');
  try {
    return await credential.getToken();
  } catch (cause) {
    throw new CallingError(401, 44110, 'The credential gave no token.', { cause });
  }
}

function originAllowed(): boolean {
  const { protocol, hostname } = location;
  return protocol === 'https:' || protocol === 'file:' || hostname === 'localhost' || hostname.endsWith('.localhost');
}
