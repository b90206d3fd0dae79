/** An error of MSAL, as every copy of it throws them. */
export interface AuthFailure extends Error {
  readonly errorCode: string;
  readonly errorMessage?: string;
  readonly subError?: string;
  /** What the authority wants to be given back at the next window, as JSON. */
  readonly claims?: string;
  /** What the authority's endpoint answered with. */
  readonly status?: number;
}

// By name and never by class: the page may bring an MSAL of its own, whose classes are none of ours.

export function isAuthFailure(cause: unknown): cause is AuthFailure {
  return cause instanceof Error && 'errorCode' in cause && typeof cause.errorCode === 'string';
}

/** Whether only a person at a window can go on, whatever the code says. */
export function isInteractionRequired(
  cause: unknown,
): cause is AuthFailure & { readonly name: 'InteractionRequiredAuthError' } {
  return isAuthFailure(cause) && cause.name === 'InteractionRequiredAuthError';
}

/** Whether the authority itself refused or failed. */
export function isServerFailure(cause: unknown): cause is AuthFailure & { readonly name: 'ServerError' } {
  return isAuthFailure(cause) && cause.name === 'ServerError';
}
