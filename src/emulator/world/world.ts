/** A company's directory in the local Teams, as Entra ID knows it. */
export interface Tenant {
  readonly id: string;
  readonly displayName: string;
  readonly domain: string;
  /** Sign-in works, but the token service does not serve this tenant. */
  readonly blocked?: boolean;
  /** The scopes that only an administrator may allow here, such as `Chat.Create`. Nobody here is one. */
  readonly adminConsent?: readonly string[];
}

/** A user of a tenant, in the words of Graph's `user`. */
export interface WorldUser {
  readonly id: string;
  readonly tenantId: string;
  readonly displayName: string;
  readonly givenName: string | null;
  readonly surname: string | null;
  readonly userPrincipalName: string;
  readonly mail: string | null;
  readonly jobTitle: string | null;
  readonly department?: string | null;
  /** Two letters, ISO 3166-1. */
  readonly usageLocation: string | null;
  readonly businessPhones: readonly string[];
  readonly userType: 'Member' | 'Guest';
  /** Whether a Teams licence is assigned: without one the token exchange is refused. */
  readonly teamsLicense: boolean;
  /** Whether phone calls are in the plan: without it the call service refuses them. */
  readonly phonePlan: boolean;
  /** Whether Graph has a photo of this person. */
  readonly photo: boolean;
  /**
   * Conditional access wants a second factor for the tokens of this resource: they are refused until a window was
   * opened with the claims that the refusal names.
   */
  readonly secondFactorFor?: 'graph' | 'communication';
  /** One of the crowd: found by a search, not offered on the sign-in page. */
  readonly extra?: boolean;
}

/** What a phone number does by itself when it is called. */
export type NumberBehaviour = 'answers' | 'busy' | 'no-answer' | 'declines';

/** A phone number that somebody scripted answers. */
export interface WorldNumber {
  /** E.164. */
  readonly phoneNumber: string;
  readonly displayName: string | null;
  readonly behaviour: NumberBehaviour;
}

/** Everything there is in the local Teams before anybody acts. Plain data: it is what a world file holds. */
export interface World {
  /** The application that the tenants know: the `client-id` of a page. */
  readonly clientId: string;
  readonly tenants: readonly Tenant[];
  readonly users: readonly WorldUser[];
  readonly numbers: readonly WorldNumber[];
}
