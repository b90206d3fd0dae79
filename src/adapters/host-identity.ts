import type { HostSignIn } from '../model/host-sign-in.js';
import type { Feature } from '../model/permissions.js';
import { TeamsError } from '../model/teams-error.js';
import type { Account, AskOptions, IdentityPort, TokenOptions } from '../ports/identity.js';
import type { IdentitySettings } from './msal/msal-identity.js';

type Follower = (account: Account | undefined) => void;

/**
 * Signs people in by what the page gave: its own application of MSAL, or its own function. Pages give it late, and
 * anew with every rendering; so it is looked at with each use, and what it needs is loaded with the first.
 */
export class HostIdentity implements IdentityPort {
  readonly #settings: IdentitySettings;
  readonly #host: HostSignIn;
  readonly #doors = new WeakMap<object, Promise<IdentityPort>>();
  readonly #followers = new Map<Follower, Set<() => void>>();
  readonly #opened: IdentityPort[] = [];

  constructor(settings: IdentitySettings, host: HostSignIn) {
    this.#settings = settings;
    this.#host = host;
  }

  async restore(signal?: AbortSignal): Promise<Account | undefined> {
    return (await this.#door())?.restore(signal);
  }

  async signIn(features: readonly Feature[], options?: AskOptions): Promise<Account> {
    return (await this.#requireDoor()).signIn(features, options);
  }

  async consent(features: readonly Feature[], options?: AskOptions): Promise<void> {
    return (await this.#requireDoor()).consent(features, options);
  }

  async signOut(): Promise<void> {
    await Promise.all(this.#opened.map((door) => door.signOut()));
  }

  async token(feature: Feature, options?: TokenOptions): Promise<string> {
    return (await this.#requireDoor()).token(feature, options);
  }

  followAccount(follower: Follower): () => void {
    const stops = new Set(this.#opened.map((door) => door.followAccount(follower)));
    this.#followers.set(follower, stops);
    return () => {
      for (const stop of stops) stop();
      this.#followers.delete(follower);
    };
  }

  async #requireDoor(): Promise<IdentityPort> {
    const door = await this.#door();
    if (door) return door;
    throw new TeamsError(
      'settings-invalid',
      'With sign-in="host" the page signs people in: give the session `getAccessToken`, a function, or ' +
        '`publicClientApplication`, an initialized PublicClientApplication of MSAL.',
    );
  }

  /** The page's application goes first. A function is the same door whichever it is: it is read with each use. */
  #door(): Promise<IdentityPort> | undefined {
    const { publicClientApplication: application, getAccessToken } = this.#host;
    const key = application ?? (getAccessToken ? this.#host : undefined);
    if (!key) return undefined;
    const known = this.#doors.get(key);
    if (known) return known;
    const opening = (application ? this.#byApplication(application) : this.#byToken()).catch((cause: unknown) => {
      throw TeamsError.from(cause, 'network-lost'); // what is none yet is a part of ours that did not come
    });
    this.#doors.set(key, opening);
    void opening.then(
      (door) => this.#follow(door),
      () => this.#doors.delete(key), // whoever waits for it is told
    );
    return opening;
  }

  async #byApplication(application: object): Promise<IdentityPort> {
    const { hostApplicationIdentity } = await import('./msal/host-application-identity.js');
    return hostApplicationIdentity(application, this.#settings);
  }

  async #byToken(): Promise<IdentityPort> {
    const { HostTokenIdentity } = await import('./host-token/host-token-identity.js');
    return new HostTokenIdentity(this.#settings, this.#host);
  }

  #follow(door: IdentityPort): void {
    this.#opened.push(door);
    for (const [follower, stops] of this.#followers) stops.add(door.followAccount(follower));
  }
}
