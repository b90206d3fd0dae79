import type { Cloud } from '../../model/cloud.js';
import { CLOUD_ENDPOINTS } from '../../model/cloud-endpoints.js';

/** What a page talks to that is Microsoft's, as sources of a Content Security Policy. */
export interface MicrosoftServices {
  /** Who signs people in. */
  readonly authority: string;
  readonly graph: string;
  /** What calls connect to. */
  readonly calling: readonly string[];
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

/** The services of one of Microsoft's clouds. */
export function microsoftServices(cloud: Cloud): MicrosoftServices {
  const { login, graph } = CLOUD_ENDPOINTS[cloud];
  return { authority: login, graph, calling: cloud === 'public' ? publicDomains : governmentDomains };
}

/** What `--cloud` may be. */
export const cloudNames = Object.keys(CLOUD_ENDPOINTS);

/** Whether there is a cloud of this name. */
export function isCloud(name: string): name is Cloud {
  return cloudNames.includes(name);
}
