/** Why a token service refuses, and the HTTP status that goes with it. */
export const refusalStatuses = {
  invalid_token: 401,
  token_expired: 401,
  app_only_token: 403,
  client_not_allowed: 403,
  insufficient_scope: 403,
  license_required: 403,
  not_authorized: 403,
  origin_not_allowed: 403,
  tenant_not_allowed: 403,
  method_not_allowed: 405,
  request_too_large: 413,
  unsupported_media_type: 415,
  too_many_requests: 429,
  internal_error: 500,
  acs_rejected: 502,
  acs_unavailable: 503,
  keys_unavailable: 503,
} as const;

/** The word that stands in `error` of a refusal's JSON. */
export type RefusalCode = keyof typeof refusalStatuses;

/** The answer is no. The message is an English sentence for developers; it never holds a token. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  /** Seconds until another try makes sense. */
  readonly retryAfter: number | undefined;

  constructor(
    code: RefusalCode,
    message: string,
    options: { readonly cause?: unknown; readonly retryAfter?: number } = {},
  ) {
    // Where it was made is known by its code, and finding it out costs more than all the rest of a refusal: somebody who
    // sends bad tokens by the thousand is not to be served so well.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'Refusal';
    this.code = code;
    this.retryAfter = options.retryAfter;
  }

  get status(): number {
    return refusalStatuses[this.code];
  }
}
