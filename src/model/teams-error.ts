import { ERRORS, type ErrorCategory, type TeamsErrorCode } from './error-codes.js';

/** A `TeamsError` as plain data: what the state holds and what `teams-error` carries. */
export interface TeamsErrorDetail {
  readonly code: TeamsErrorCode;
  readonly category: ErrorCategory;
  /** A sentence for the person in front of the page. */
  readonly userMessage: string;
  /** Whether the same thing may work when it is tried again as it is. */
  readonly retryable: boolean;
  /** A sentence for the developer of the page. */
  readonly message: string;
}

/**
 * The only error this library rejects with or shows.
 *
 * `message` is for developers, in English; `userMessage` is for the person in front of the page.
 */
export class TeamsError extends Error {
  override readonly name = 'TeamsError';
  /** A word that the page can switch on. */
  readonly code: TeamsErrorCode;
  readonly category: ErrorCategory;
  readonly userMessage: string;
  readonly retryable: boolean;

  /** `userMessage` in the options is for words that only the page knows; else the code has its own. */
  constructor(code: TeamsErrorCode, message?: string, options?: ErrorOptions & { readonly userMessage?: string }) {
    const { category, userMessage, retryable } = ERRORS[code];
    super(message ?? userMessage, options);
    this.code = code;
    this.category = category;
    this.userMessage = options?.userMessage ?? userMessage;
    this.retryable = retryable;
  }

  /** The error without what cannot be sent to another tab or written by hand in a story. */
  get detail(): TeamsErrorDetail {
    const { code, category, userMessage, retryable, message } = this;
    return { code, category, userMessage, retryable, message };
  }

  /** What our own code threw, as a `TeamsError`; the original stays its `cause`. Adapters have `unexplained` for theirs. */
  static from(cause: unknown, code: TeamsErrorCode = 'unknown'): TeamsError {
    if (cause instanceof TeamsError) return cause;
    return new TeamsError(code, messageOf(cause), { cause });
  }
}

function messageOf(cause: unknown): string | undefined {
  try {
    return String(cause instanceof Error ? cause.message : cause).slice(0, 500);
  } catch {
    return undefined; // it cannot be read: its code says enough
  }
}
