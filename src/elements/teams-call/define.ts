import { define } from '../../ui/define.js';
import { TeamsCall } from './teams-call.js';

define('teams-call', TeamsCall);

declare global {
  interface HTMLElementTagNameMap {
    'teams-call': TeamsCall;
  }
}

export { TeamsCall };
