import { define } from '../../ui/define.js';
import { TeamsIncomingCall } from './teams-incoming-call.js';

define('teams-incoming-call', TeamsIncomingCall);

declare global {
  interface HTMLElementTagNameMap {
    'teams-incoming-call': TeamsIncomingCall;
  }
}

export { TeamsIncomingCall };
