import { define } from '../../ui/define.js';
import { TeamsCallButton } from './teams-call-button.js';

define('teams-call-button', TeamsCallButton);

declare global {
  interface HTMLElementTagNameMap {
    'teams-call-button': TeamsCallButton;
  }
}

export { TeamsCallButton };
