import { RespondableEvent } from './respondable-event.js';

/**
 * Somebody asked to sign in. The page may do it itself: `respondWith` a promise that resolves when an account is
 * there to be used silently (5 minutes at most), or cancel the event to prevent our sign-in window altogether.
 */
export class TeamsSignInRequiredEvent extends RespondableEvent<void> {
  constructor() {
    super('teams-sign-in-required', { bubbles: true, composed: true, cancelable: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'teams-sign-in-required': TeamsSignInRequiredEvent;
  }
}
