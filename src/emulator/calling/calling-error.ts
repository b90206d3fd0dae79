/** An error of the calling module: as in the SDK an `Error` with `code` and `subCode`, which JSON does not show. */
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
}
