import { CallingError } from './calling-error.js';
import { DeviceManager } from './device-manager.js';
import { TeamsCallAgent } from './teams-call-agent.js';
import type { TokenCredential } from './token-watch.js';
import { teamsUserOf } from './voip-token.js';

/** Taken and left alone, as the emulator sends no telemetry. */
export interface CallClientOptions {
  readonly diagnostics?: { readonly appName?: string; readonly appVersion?: string; readonly tags?: string[] };
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
    const token = await credential.getToken();
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

function originAllowed(): boolean {
  const { protocol, hostname } = location;
  return protocol === 'https:' || protocol === 'file:' || hostname === 'localhost' || hostname.endsWith('.localhost');
}
