import '../../src/elements/teams-call/define.js';
import '../../src/elements/teams-incoming-call/define.js';
import type { TeamsIncomingCall } from '../../src/elements/teams-incoming-call/teams-incoming-call.js';
import type { Call } from '../../src/model/call.js';
import type { Ports } from '../../src/ports/ports.js';
import type { SessionState } from '../../src/session/state.js';
import { aCaller, aRingingCall, aSession } from '../a-session.js';
import { fixture, html } from '../fixture.js';

export const phoneCall: Call = { ...aRingingCall, id: 'call-3', kind: 'phone', participants: [aCaller] };

export async function anIncomingCall(
  state: Partial<SessionState> = { calls: [aRingingCall] },
  ports: Partial<Ports> = {},
): Promise<TeamsIncomingCall> {
  return fixture<TeamsIncomingCall>(
    html`<teams-incoming-call .session=${aSession(state, ports)} muted></teams-incoming-call>`,
  );
}

export function toasts(element: Element): HTMLElement[] {
  return [...(element.shadowRoot?.querySelectorAll<HTMLElement>('[role=alertdialog]') ?? [])];
}

export function press(key: string, target: EventTarget = document.body): boolean {
  return target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
}
