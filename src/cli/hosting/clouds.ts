/** One of Microsoft's clouds, as far as a page has to know it. */
export interface Cloud {
  /** Who signs people in: an origin. */
  readonly authority: string;
  /** Where Graph answers: an origin. */
  readonly graph: string;
  /** What the Calling SDK connects to, as sources of a Content Security Policy. */
  readonly callingSdk: readonly string[];
}

/**
 * Microsoft lists domains and no hosts in the network requirements of Communication Services ("signalling, telemetry,
 * registration"). A source with https does not match a web socket, so the two that signal have a second one.
 */
const publicDomains = [
  'https://*.skype.com',
  'wss://*.skype.com',
  'https://*.microsoft.com',
  'wss://*.microsoft.com',
  'https://*.azure.net',
  'https://*.azure.com',
  'https://*.office.com',
] as const;

/** For its clouds for governments Microsoft has no such list; these are the domains of Teams and Azure there. */
const governmentDomains = [
  ...publicDomains,
  'https://*.microsoft.us',
  'wss://*.microsoft.us',
  'https://*.azure.us',
  'https://*.skypeforbusiness.us',
  'wss://*.skypeforbusiness.us',
] as const;

/** Microsoft's clouds: the public one, and those of the government of the United States. */
export const clouds = {
  public: {
    authority: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    callingSdk: publicDomains,
  },
  gcch: {
    authority: 'https://login.microsoftonline.us',
    graph: 'https://graph.microsoft.us',
    callingSdk: governmentDomains,
  },
  dod: {
    authority: 'https://login.microsoftonline.us',
    graph: 'https://dod-graph.microsoft.us',
    callingSdk: governmentDomains,
  },
} as const satisfies Readonly<Record<string, Cloud>>;

/** What `--cloud` may be. */
export type CloudName = keyof typeof clouds;

/** Whether there is a cloud of this name. */
export function isCloudName(text: string): text is CloudName {
  return Object.hasOwn(clouds, text);
}
