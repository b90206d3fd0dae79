import { define } from '../../ui/define.js';
import { TeamsSession } from './teams-session.js';

define('teams-session', TeamsSession);

declare global {
  interface HTMLElementTagNameMap {
    'teams-session': TeamsSession;
  }
}

export { TeamsSession };
