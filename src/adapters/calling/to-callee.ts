import type { CallParty } from '../../model/call-target.js';
import type { Callee } from './calling-backend.js';

/** Whom to call, as the SDK wants it. */
export function toCallee(party: CallParty): Callee {
  switch (party.kind) {
    case 'teams-user':
      return { microsoftTeamsUserId: party.userId };
    case 'phone-number':
      return { phoneNumber: party.phoneNumber };
    case 'echo-test':
      return { id: party.id };
  }
}
