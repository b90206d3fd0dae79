/** A Communication Services token and when it ends, in milliseconds since 1970. */
export interface CommunicationToken {
  readonly token: string;
  readonly expiresOn: number;
}

/** Exchanges the sign-in for a token of the call service. Rejects with a `TeamsError`. */
export interface TokenServicePort {
  exchange(entraToken: string, signal?: AbortSignal): Promise<CommunicationToken>;
}
