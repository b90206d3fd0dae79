import '../../src/elements/teams-call/define.js';
import '../../src/elements/teams-call-button/define.js';
import type { TeamsCall } from '../../src/elements/teams-call/teams-call.js';
import type { Call } from '../../src/model/call.js';
import type { Ports } from '../../src/ports/ports.js';
import type { SessionState } from '../../src/session/state.js';
import { aCall, ACallingPort, aSession } from '../a-session.js';
import { fixture, html } from '../fixture.js';

export const outgoing: Call = { ...aCall, connectedAt: undefined };

export async function aStage(
  state: Partial<SessionState> = { calls: [aCall] },
  ports: Partial<Ports> = {},
): Promise<TeamsCall> {
  return fixture<TeamsCall>(
    html`<teams-call .session=${aSession(state, ports)}><p slot="empty">No call right now.</p></teams-call>`,
  );
}

/** A stage over a calling service that records. */
export async function aRecordedStage(call: Call = aCall): Promise<{ element: TeamsCall; calling: ACallingPort }> {
  const calling = new ACallingPort();
  const element = await aStage({ calls: [call] }, { calling: () => Promise.resolve(calling) });
  return { element, calling };
}

export function part(element: Element, name: string): HTMLElement | null | undefined {
  return element.shadowRoot?.querySelector<HTMLElement>(`[part="${name}"]`);
}
