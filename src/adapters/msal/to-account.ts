import type { AccountInfo } from '@azure/msal-browser';
import type { Account } from '../../ports/identity.js';

/** MSAL's account in our words. */
export function toAccount(account: AccountInfo): Account {
  return {
    id: account.localAccountId,
    tenantId: account.tenantId,
    displayName: account.name || account.username,
    userPrincipalName: account.username || undefined,
  };
}
