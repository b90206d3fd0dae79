/** A telephone number that can be called. */
export interface DialableNumber {
  /** E.164, or the emergency number exactly as it was given. */
  readonly phoneNumber: string;
  readonly emergency: boolean;
}

/** Reads telephone numbers. Rejects with `number-invalid` or `country-unknown`. */
export interface NumbersPort {
  parse(input: string, country: string | undefined): DialableNumber;
  /** How people write this E.164 number in that country. */
  format(phoneNumber: string, country: string | undefined): string;
}
