import { expect } from 'chai';
import type { Facts } from '../fact.js';

const holding = (token: string) => ({
  getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 }),
  dispose: () => {},
});

export const agent: Facts = {
  'a token is read before anybody is asked': async ({ client, token, refusal }) => {
    const codeOf = (text: string): Promise<string> => refusal(() => client.createTeamsCallAgent(holding(text)));
    expect(await codeOf('opaque')).to.equal('401/44111');
    expect(await codeOf('an.encrypted.token.of.five')).to.equal('401/44117');
    expect(await codeOf(token({ acsScope: 'chat' }))).to.equal('401/44113');
    expect(await codeOf(token({ skypeid: undefined }))).to.equal('401/44115');
  },
  'a credential that is not there, or gives nothing, is refused': async ({ client, refusal }) => {
    expect(await refusal(() => client.createTeamsCallAgent(undefined as never))).to.equal('401/44108');
    const broken = { getToken: () => Promise.reject(new Error('no token')), dispose: () => {} };
    expect(await refusal(() => client.createTeamsCallAgent(broken))).to.equal('401/44110');
  },
  'an error is an Error with code and subcode, which JSON does not show': async ({ client, failure }) => {
    const { name, error, categories, message } = await failure(() => client.createTeamsCallAgent(holding('opaque')));
    expect(name).to.equal('CallingCommunicationError');
    expect(message).not.to.equal('');
    expect(categories).to.deep.equal(['ExpectedError']);
    expect(JSON.parse(JSON.stringify(error))).not.to.have.any.keys('code', 'subCode', 'resultCategories');
    expect({ ...error }).not.to.have.any.keys('code', 'subCode', 'resultCategories');
  },
  'without a network there is an agent all the same, and it is not connected': async ({ agent }) => {
    const { kind, connectionState, calls } = await agent();
    expect([kind, connectionState, calls.length]).to.deep.equal(['TeamsCallAgent', 'Disconnected', 0]);
  },
  'one user has one agent, of whatever client': async ({ sdk, client, agent, token }) => {
    expect(await client.createTeamsCallAgent(holding(token()))).to.equal(await agent());
    expect(await new sdk.CallClient().createTeamsCallAgent(holding(token()))).to.equal(await agent());
  },
  'events that there are none of are refused': async ({ agent, refusal }) => {
    const made = await agent();
    const sung = 'sung' as 'incomingCall';
    expect(await refusal(() => made.on(sung, () => {}))).to.equal('422/40205');
    expect(await refusal(() => made.off(sung, () => {}))).to.equal('422/40206');
  },
};
