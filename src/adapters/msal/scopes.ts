import type { TokenPurpose } from '../../ports/identity.js';

/** What each permission is for. The least that does the job; a review of this library begins here. */
export const SCOPES: Readonly<Record<TokenPurpose, readonly string[]>> = {
  // Azure Communication Services. The exchange of tokens wants both, whichever the calls need.
  calling: [
    'https://auth.msft.communication.azure.com/Teams.ManageCalls', // calls as the Teams user
    'https://auth.msft.communication.azure.com/Teams.ManageChats', // asked for by the exchange; chats go through Graph
  ],
  // Microsoft Graph. Without the prefix of the resource: with it MSAL does not find these in its cache.
  graph: [
    'User.Read', // who is signed in, and by which plans
    'User.ReadBasic.All', // names and photos of colleagues
    'Chat.Create', // the one-to-one chat that a call belongs to
  ],
};
