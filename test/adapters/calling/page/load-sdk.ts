import { loadSdk } from '../../../../src/adapters/calling/load-sdk.js';
import { TeamsError } from '../../../../src/model/teams-error.js';

declare global {
  /** Loads the SDK as a call would, and says in a line what came of it. */
  var loading: () => Promise<string>;
}

globalThis.loading = async () => {
  try {
    await loadSdk();
    return 'loaded';
  } catch (error) {
    return error instanceof TeamsError ? `${error.code}: ${error.message}` : String(error);
  }
};
