import type { CallEndReason } from '@azure/communication-calling';
import type { EndReason } from '../hub/protocol.js';

/** An error of the calling module: as in the SDK an `Error` whose `code` and `subCode` are read, and not shown by JSON. */
export class CallingError extends Error {
  readonly #code: number;
  readonly #subCode: number;

  constructor(code: number, subCode: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CallingCommunicationError';
    this.#code = code;
    this.#subCode = subCode;
  }

  get code(): number {
    return this.#code;
  }

  get subCode(): number {
    return this.#subCode;
  }

  /** Whose fault it was. The types do not have it, and at run time it is there. */
  get resultCategories(): readonly string[] {
    return resultCategoriesOf(this.#code);
  }
}

function resultCategoriesOf(code: number): readonly string[] {
  if (code === 0) return ['Success'];
  return [code === 490 || code >= 500 ? 'UnexpectedClientError' : 'ExpectedError'];
}

/** What an error means for the call that it ends. */
export function reasonOf(error: unknown): EndReason {
  if (error instanceof CallingError) return { code: error.code, subCode: error.subCode, message: error.message };
  return { code: 500, subCode: 0, message: String(error) };
}

export function errorOf({ code, subCode, message }: EndReason): CallingError {
  return new CallingError(code, subCode, message);
}

/** An end as a call tells of it. At run time the SDK's has a message and categories, though its type does not say so. */
export function toCallEndReason({ code, subCode, message }: EndReason): CallEndReason {
  const resultCategories = resultCategoriesOf(code);
  return Object.freeze({ message, code, subCode, resultCategories });
}
