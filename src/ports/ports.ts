import type { HostSignIn } from '../model/host-sign-in.js';
import type { Feature } from '../model/permissions.js';
import type { Settings } from '../model/settings.js';
import type { CallingPort } from './calling.js';
import type { ChatPort } from './chat.js';
import type { IdentityPort } from './identity.js';
import type { NumbersPort } from './numbers.js';
import type { PeoplePort } from './people.js';
import type { TokenServicePort } from './token-service.js';

/** Gives a Graph access token with the scopes of one feature, silently. */
export type GraphToken = (feature: Feature) => Promise<string>;

/** Everything the session needs from the world, each loaded on first use. Loaders reject with a `TeamsError`. */
export interface Ports {
  /** What the page signs in with itself is read anew with each use: pages replace it. */
  readonly identity: (settings: Settings, host: HostSignIn) => Promise<IdentityPort>;
  readonly tokenService: (settings: Settings) => Promise<TokenServicePort>;
  readonly calling: (settings: Settings) => Promise<CallingPort>;
  readonly people: (settings: Settings, token: GraphToken) => Promise<PeoplePort>;
  readonly chat: (settings: Settings, token: GraphToken) => Promise<ChatPort>;
  readonly numbers: () => Promise<NumbersPort>;
  readonly log: Log;
  readonly clock: Clock;
}

/** Time, so that tests need not wait for it. */
export interface Clock {
  now(): number;
  /** Calls back once after `milliseconds`. Returns a function that stops it. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** One line per change of life. Never a token, a number, a name or a message. */
export interface Log {
  debug(line: string): void;
  info(line: string): void;
  warn(line: string, cause?: unknown): void;
  error(line: string, cause?: unknown): void;
}
