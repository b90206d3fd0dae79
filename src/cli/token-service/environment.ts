/** The variables that the token service is set with, each with a sentence for the help. */
export const variables = {
  TEAMS_EMBED_CLIENT_ID: 'The application (client) id registered in Entra ID. Needed.',
  TEAMS_EMBED_TENANTS: 'The ids of the tenants that are served, with commas between. Needed.',
  TEAMS_EMBED_ORIGINS: 'The websites that may ask, such as https://crm.contoso.com, with commas between. Needed.',
  COMMUNICATION_SERVICES_CONNECTION_STRING: 'Of the Communication Services resource. This or the next is needed.',
  COMMUNICATION_SERVICES_ENDPOINT: 'The same without a key: signs in as the managed identity, with @azure/identity.',
  TEAMS_EMBED_CLOUD: 'public, gcch or dod: where the users sign in. Usually public.',
  TEAMS_EMBED_RATE_LIMIT: 'Requests of one user and seconds, as 30/60, which is usual; or off.',
  REDIS_URL: 'Where several instances count together, with the package redis. Usually each counts by itself.',
  TEAMS_EMBED_PATH: 'Where tokens are given out. Usually /token.',
  HOST: 'The address to answer on. Usually every one of this machine.',
  PORT: 'The port to answer on; 0 takes any that is free. Usually 8080.',
  TEAMS_EMBED_EMULATOR: 'An emulator on this machine, such as http://localhost:4100, in the place of Microsoft.',
} as const;

export type Variable = keyof typeof variables;
