import type { Cloud } from './cloud.js';

/** Where Microsoft's services answer in one cloud. Each is an origin. */
export interface CloudEndpoints {
  /** Entra ID, which signs people in. */
  readonly login: string;
  /** Microsoft Graph. */
  readonly graph: string;
  /** Communication Services, as the resource that scopes and tokens name. */
  readonly communication: string;
}

const GOVERNMENT = {
  login: 'https://login.microsoftonline.us',
  communication: 'https://auth.msft.communication.azure.us',
} as const;

/** The national clouds are GCC High and the Department of Defense, both of the United States. */
export const CLOUD_ENDPOINTS: Readonly<Record<Cloud, CloudEndpoints>> = {
  public: {
    login: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    communication: 'https://auth.msft.communication.azure.com',
  },
  gcch: { ...GOVERNMENT, graph: 'https://graph.microsoft.us' },
  dod: { ...GOVERNMENT, graph: 'https://dod-graph.microsoft.us' },
};
