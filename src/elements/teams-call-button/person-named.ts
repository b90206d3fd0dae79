import { toCallTarget } from '../../model/call-target.js';
import type { SessionState } from '../../session/state.js';

/** The name of the person that `to` names, where the directory was asked about them. */
export function personNamed(state: SessionState, to: string): string | undefined {
  const target = toCallTarget(to);
  if (target?.kind === 'teams-user') return state.people[target.userId]?.displayName;
  if (target?.kind !== 'address') return undefined;
  const address = target.address.toLowerCase();
  return Object.values(state.people).find(
    ({ userPrincipalName, mail }) => userPrincipalName?.toLowerCase() === address || mail?.toLowerCase() === address,
  )?.displayName;
}
