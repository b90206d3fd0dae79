import express from 'express';
import { createTokenHandler, toNodeListener } from 'teams-embed/server';

const handler = createTokenHandler({
  clientId: process.env.TEAMS_CLIENT_ID,
  allowedTenants: [process.env.TEAMS_TENANT_ID],
  allowedOrigins: ['https://crm.contoso.com'],
  communicationServices: { connectionString: process.env.COMMUNICATION_SERVICES_CONNECTION_STRING },
  log: (entry) => console.log(JSON.stringify(entry)),
});

const app = express();
app.use('/token', toNodeListener(handler)); // its health is at /token/health

export const server = app.listen(process.env.PORT ?? 8080);
