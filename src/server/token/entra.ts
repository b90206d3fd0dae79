import { CLOUD_ENDPOINTS } from '../../model/cloud-endpoints.js';
import type { Cloud } from '../../model/cloud.js';
import { PERMISSIONS } from '../../model/permissions.js';

/** Who signs the tokens that a token service accepts, and how it names itself in them. */
export interface TokenAuthority {
  /** Where the public signing keys are, as a JSON Web Key Set. */
  readonly keysUrl: string;
  /** Every `iss` a token of this tenant may carry. */
  readonly issuers: (tenantId: string) => readonly string[];
  /** Every `aud` that means Communication Services; those of the public cloud, unless said otherwise. */
  readonly audiences?: readonly string[];
}

/** Communication Services as an application, in every cloud. */
const communicationServicesId = '1fd5118e-2576-4263-8130-9503064c837a';

/**
 * Entra ID in one of Microsoft's clouds. Tokens come in two formats, and each format names the issuer and the audience
 * its own way.
 */
export function entraAuthority(cloud: Cloud = 'public'): Required<TokenAuthority> {
  const known = Object.hasOwn(CLOUD_ENDPOINTS, cloud) ? CLOUD_ENDPOINTS[cloud] : undefined;
  if (!known) throw new TypeError(`There is no cloud "${cloud}": it is ${Object.keys(CLOUD_ENDPOINTS).join(', ')}.`);
  const { login, communication } = known;
  return {
    keysUrl: `${login}/common/discovery/v2.0/keys`,
    issuers: (tenantId) => [`${login}/${tenantId}/v2.0`, `https://sts.windows.net/${tenantId}/`],
    audiences: [communication, communicationServicesId],
  };
}

/** What a person has to consent to before a token may be exchanged. Both, always. */
export const requiredScopes = PERMISSIONS.calling.scopes;
