// The script of the page that ends a sign-in: an entry of its own, so it acts when it is loaded.
import { broadcastResponseToMainFrame } from '@azure/msal-browser/redirect-bridge';
import { tellAnswered } from '../answered.js';

const { hash, search } = location;
tellAnswered(hash);
// Nobody came from a sign-in who brings no answer: then the sentence on the page is all there is to say.
if (hash.includes('state=') || search.includes('state=')) {
  broadcastResponseToMainFrame().catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const status = document.querySelector('[role="status"]') ?? document.body;
    status.textContent = `The sign-in could not be ended. Close this window and try again. (${reason})`;
  });
}
