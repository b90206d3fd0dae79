import type { Cloud } from './cloud.js';
import type { HostSignIn } from './host-sign-in.js';

/**
 * How the sign-in starts: in a window of its own after a click, by leaving the page and coming back, only where it needs
 * neither, or by the page itself.
 */
export type SignInMode = 'popup' | 'redirect' | 'silent' | 'host';

/** What happens to calls that come in: shown and sounded, shown only, or not taken at all. */
export type InboundMode = 'ring' | 'silent' | 'off';

/** Everything a page can configure. */
export interface Settings {
  /** The application (client) id registered in Entra ID. */
  readonly clientId: string;
  /** Which of Microsoft's clouds the people are in. */
  readonly cloud: Cloud;
  /** Who signs people in: a URL such as `https://login.microsoftonline.com/organizations`. */
  readonly authority: string;
  /** Where the token service answers: an absolute URL. */
  readonly tokenUrl: string;
  /** The page that ends the sign-in, on the origin of this page. */
  readonly redirectUri: string;
  /** Whom to suggest at sign-in: a user principal name. */
  readonly loginHint: string | undefined;
  readonly signIn: SignInMode;
  /** Two letters, ISO 3166-1: how numbers without a country code are read. */
  readonly country: string | undefined;
  /** A BCP 47 language tag for dates and durations. */
  readonly locale: string | undefined;
  readonly inbound: InboundMode;
  /** The URL of the local Teams emulator, or undefined in production. */
  readonly emulator: string | undefined;
}

/** Settings as a page gives them: strings as in attributes, all optional. */
export type SettingsInput = { readonly [Name in keyof Settings]?: string | undefined };

/** Settings, and what cannot be said in attributes. */
export type SessionInput = SettingsInput & HostSignIn;
