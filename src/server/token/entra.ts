/** Who signs the tokens that a token service accepts, and how it names itself in them. */
export interface TokenAuthority {
  /** Where the public signing keys are, as a JSON Web Key Set. */
  readonly keysUrl: string;
  /** Every `iss` a token of this tenant may carry. */
  readonly issuers: (tenantId: string) => readonly string[];
}

/** Entra ID in Microsoft's public cloud. Tokens come in two formats, and each format names the issuer its own way. */
export const entraPublicCloud: TokenAuthority = {
  keysUrl: 'https://login.microsoftonline.com/common/discovery/v2.0/keys',
  issuers: (tenantId) => [`https://login.microsoftonline.com/${tenantId}/v2.0`, `https://sts.windows.net/${tenantId}/`],
};

/** Communication Services, as the audience of a token: by its address in one format, by its application id in the other. */
export const communicationServicesAudiences = [
  'https://auth.msft.communication.azure.com',
  '1fd5118e-2576-4263-8130-9503064c837a',
] as const;

/** What a person has to consent to before a token may be exchanged. Both, always. */
export const requiredScopes = ['Teams.ManageCalls', 'Teams.ManageChats'] as const;
