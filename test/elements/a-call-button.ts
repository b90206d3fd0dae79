import '../../src/elements/teams-call-button/define.js';
import type { TeamsCallButton } from '../../src/elements/teams-call-button/teams-call-button.js';
import type { Call } from '../../src/model/call.js';
import type { Ports } from '../../src/ports/ports.js';
import type { Session } from '../../src/session/session.js';
import type { SessionState } from '../../src/session/state.js';
import { aCall, ACallingPort, aPerson, aSession } from '../a-session.js';
import { fixture, html } from '../fixture.js';

/** A call that rings at the other side. */
export const outgoing: Call = { ...aCall, connectedAt: undefined, state: 'Ringing' };

/** A button that would call Megan. */
export async function aButton(state: Partial<SessionState> = {}, to: string = aPerson.id): Promise<TeamsCallButton> {
  return fixture<TeamsCallButton>(html`<teams-call-button .session=${aSession(state)} to=${to}></teams-call-button>`);
}

/** The one button inside. */
export function only(element: TeamsCallButton): HTMLButtonElement {
  const button = element.shadowRoot?.querySelector('button');
  if (!button) throw new Error('There is no button.');
  return button;
}

/** A button over a calling service that records, signed in. */
export async function aRecordedButton(
  ports: Partial<Ports> = {},
  state: Partial<SessionState> = {},
): Promise<{ element: TeamsCallButton; calling: ACallingPort; session: Session }> {
  const calling = new ACallingPort();
  const session = aSession(state, { calling: () => Promise.resolve(calling), ...ports });
  const element = await fixture<TeamsCallButton>(
    html`<teams-call-button
      .session=${session}
      to=${aPerson.id}
      record-id="42"
      record-type="contact"
    ></teams-call-button>`,
  );
  return { element, calling, session };
}
