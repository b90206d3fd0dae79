import { define } from '../../ui/define.js';
import { TeamsSignIn } from './teams-sign-in.js';

define('teams-sign-in', TeamsSignIn);

declare global {
  interface HTMLElementTagNameMap {
    'teams-sign-in': TeamsSignIn;
  }
}

export { TeamsSignIn };
