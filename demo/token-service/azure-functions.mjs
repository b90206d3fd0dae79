import { app } from '@azure/functions';
import { createTokenHandler } from 'teams-embed/server';

const handler = createTokenHandler({
  clientId: process.env.TEAMS_CLIENT_ID,
  allowedTenants: [process.env.TEAMS_TENANT_ID],
  allowedOrigins: ['https://crm.contoso.com'],
  communicationServices: { connectionString: process.env.COMMUNICATION_SERVICES_CONNECTION_STRING },
  log: (entry) => console.log(JSON.stringify(entry)),
});

app.http('token', {
  route: 'token/{*rest}', // its health is at /api/token/health
  methods: ['GET', 'HEAD', 'POST', 'OPTIONS'],
  authLevel: 'anonymous', // the Entra token says who is asking
  handler: async ({ url, method, headers, body }) => {
    const response = await handler(new Request(url, { method, headers, body, duplex: 'half' }));
    return { status: response.status, headers: response.headers, body: response.body };
  },
});
