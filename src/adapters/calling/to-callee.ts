import type { CallParty } from '../../model/call-target.js';
import type { Callee } from './calling-backend.js';

/** Whom to call, as the SDK wants it. */
export function toCallee(party: CallParty): Callee {
  switch (party.kind) {
    case 'teams-user':
      return { microsoftTeamsUserId: party.userId, cloud: cloudOf(party.id) };
    case 'phone-number':
      return { phoneNumber: party.phoneNumber };
    case 'echo-test':
      return { id: party.id };
  }
}

/** The cloud that a raw identifier names: without it the SDK takes everybody for one of the public cloud. */
function cloudOf(rawId: string): 'public' | 'gcch' | 'dod' {
  const [, cloud] = rawId.split(':');
  return cloud === 'gcch' || cloud === 'dod' ? cloud : 'public';
}
