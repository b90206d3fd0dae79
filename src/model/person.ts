/** A person of a directory, in the words of Graph's `user`. */
export interface Person {
  /** The object id in Entra ID. */
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string | undefined;
  readonly mail: string | undefined;
  readonly jobTitle: string | undefined;
}

/** The person who is signed in. */
export interface User extends Person {
  readonly tenantId: string;
  /** Two letters, ISO 3166-1: where the account is licensed, and so how its local numbers are read. */
  readonly usageLocation: string | undefined;
  /** Whether a plan for phone calls is assigned to the account. Undefined where the directory does not say. */
  readonly phonePlan: boolean | undefined;
}
