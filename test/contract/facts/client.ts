import { expect } from 'chai';
import type { Facts } from '../fact.js';

export const client: Facts = {
  'a client is made at once, and asks nobody': async ({ sdk }) => {
    const another = new sdk.CallClient();
    await another.dispose();
  },
  'a client says what it runs in': async ({ client, debugInfo }) => {
    const debug = debugInfo(client);
    expect(debug.name).to.equal('DebugInfo');
    const info = await debug.getEnvironmentInfo();
    expect(info).to.have.all.keys(
      'environment',
      'isSupportedPlatform',
      'isSupportedBrowser',
      'isSupportedBrowserVersion',
      'isSupportedEnvironment',
    );
    expect(info.environment.platform).to.match(/./);
    expect(info.environment.browser).to.match(/^Chrome/);
    expect(info.environment.browserVersion).to.match(/^\d+\./);
  },
  'a feature is the same object however often it is asked for': async ({ client, debugInfo }) => {
    expect(debugInfo(client)).to.equal(debugInfo(client));
  },
  'a client has one device manager': async ({ devices }) => {
    expect(await devices()).to.equal(await devices());
  },
};
