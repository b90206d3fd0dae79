/** How the sign-in starts: in a window of its own after a click, or only where it needs no window. */
export type SignInMode = 'popup' | 'silent';

/** What happens to calls that come in: shown and sounded, shown only, or not taken at all. */
export type InboundMode = 'ring' | 'silent' | 'off';

/** Everything a page can configure. */
export interface Settings {
  /** The application (client) id registered in Entra ID. */
  readonly clientId: string;
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
