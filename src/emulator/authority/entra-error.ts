import { randomUUID } from 'node:crypto';

/** A refusal of Entra ID, as the token endpoint and the redirect back to the page tell it. */
export class EntraError extends Error {
  /** The number after `AADSTS`. */
  readonly number: number;
  /** OAuth's own word for it, such as `invalid_grant`. */
  readonly error: string;
  /** Entra's finer word, such as `consent_required`. */
  readonly suberror: string | undefined;
  /** What the next window is to be opened with, as JSON. */
  readonly claims: string | undefined;

  constructor(number: number, error: string, message: string, suberror?: string, claims?: string) {
    super(message);
    this.name = 'EntraError';
    this.number = number;
    this.error = error;
    this.suberror = suberror;
    this.claims = claims;
  }

  /** The sentence as Entra writes it: libraries look for `AADSTS` in it. */
  get description(): string {
    return `AADSTS${this.number}: ${this.message} Trace ID: ${randomUUID()} Correlation ID: ${randomUUID()} Timestamp: ${timestamp()}`;
  }

  /** The body of the token endpoint's answer. */
  toJSON(): Readonly<Record<string, unknown>> {
    return {
      error: this.error,
      error_description: this.description,
      error_codes: [this.number],
      timestamp: timestamp(),
      trace_id: randomUUID(),
      correlation_id: randomUUID(),
      error_uri: `https://login.microsoftonline.com/error?code=${this.number}`,
      ...(this.suberror === undefined ? {} : { suberror: this.suberror }),
      ...(this.claims === undefined ? {} : { claims: this.claims }),
    };
  }
}

export function unknownApplication(clientId: string | null): EntraError {
  return new EntraError(
    700016,
    'unauthorized_client',
    `Application with identifier '${clientId ?? ''}' was not found in the directory. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`,
  );
}

export function consentMissing(clientId: string, error: 'invalid_grant' | 'interaction_required'): EntraError {
  return new EntraError(
    65001,
    error,
    `The user or administrator has not consented to use the application with ID '${clientId}'. Send an interactive authorization request for this user and resource.`,
    'consent_required',
  );
}

/** Scopes that the tenant lets only an administrator allow. */
export function administratorRequired(clientId: string): EntraError {
  return new EntraError(
    90094,
    'access_denied',
    `The grant requires admin permission: an administrator has to consent to the application '${clientId}'.`,
  );
}

/** The policy that wants a second factor, by the name that the claims give back. */
const POLICY = 'c1';

export function secondFactorRequired(): EntraError {
  return new EntraError(
    50076,
    'interaction_required',
    'Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource.',
    'basic_action',
    JSON.stringify({ access_token: { capolids: { essential: true, values: [POLICY] } } }),
  );
}

/** Whether a request gives back what `secondFactorRequired` asked for. */
export function asksSecondFactor(claims: string | null): boolean {
  try {
    const { access_token: wanted } = JSON.parse(claims ?? '{}') as {
      readonly access_token?: { readonly capolids?: { readonly values?: readonly unknown[] } };
    };
    return wanted?.capolids?.values?.includes(POLICY) ?? false;
  } catch {
    return false; // not JSON: nobody asked for anything that is known here
  }
}

export function otherTenant(address: string, tenant: string): EntraError {
  return new EntraError(
    50020,
    'access_denied',
    `User account '${address}' from identity provider does not exist in tenant '${tenant}' and cannot access the application in that tenant.`,
  );
}

export function unknownScope(scope: string, clientId: string): EntraError {
  return new EntraError(
    650053,
    'invalid_client',
    `The application '${clientId}' asked for scope '${scope}' that doesn't exist on the resource.`,
  );
}

function timestamp(): string {
  return `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`;
}
