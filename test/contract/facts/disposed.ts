import { expect } from 'chai';
import type { Facts } from '../fact.js';

export const disposed: Facts = {
  'an agent is disposed once': async ({ agent, refusal }) => {
    const made = await agent();
    expect(await refusal(() => made.dispose())).to.equal('none');
    expect(await refusal(() => made.dispose())).to.equal('409/40204');
    expect(made.connectionState).to.equal('Disconnected');
  },
  'a client is disposed once, and then does nothing more': async ({ client, token, refusal }) => {
    const credential = { getToken: async () => ({ token: token(), expiresOnTimestamp: Infinity }), dispose: () => {} };
    expect(await refusal(() => client.dispose())).to.equal('none');
    expect(await refusal(() => client.dispose())).to.equal('404/40012');
    expect(await refusal(() => client.createTeamsCallAgent(credential))).to.equal('404/40012');
    expect(await refusal(() => client.getDeviceManager())).to.equal('404/40012');
  },
};
