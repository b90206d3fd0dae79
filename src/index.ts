// The public face for modules: what scripts use, and the element classes. Registers nothing.
export * from './api.js';
export { TeamsCallButton } from './elements/teams-call-button/teams-call-button.js';
export { TeamsCall } from './elements/teams-call/teams-call.js';
export { TeamsIncomingCall } from './elements/teams-incoming-call/teams-incoming-call.js';
export { TeamsSession } from './elements/teams-session/teams-session.js';
export { TeamsSignIn } from './elements/teams-sign-in/teams-sign-in.js';
