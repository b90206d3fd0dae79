import { TeamsError } from '../../model/teams-error.js';

/**
 * Rejects as soon as the page's Content-Security-Policy keeps MSAL from the authority: MSAL itself would only see that
 * nothing comes, and wait.
 */
export function unlessForbidden<Result>(promise: Promise<Result>, authority: string): Promise<Result> {
  const origin = new URL(authority).origin;
  const over = new AbortController();
  const forbidden = new Promise<never>((_, reject) => {
    document.addEventListener(
      'securitypolicyviolation',
      ({ blockedURI, effectiveDirective, disposition }) => {
        if (disposition !== 'enforce' || !blockedURI.startsWith(origin)) return;
        const allowed = effectiveDirective === 'frame-src' ? `${origin} and 'self'` : origin;
        const message = `The page's Content-Security-Policy has to allow ${allowed} in ${effectiveDirective}.`;
        reject(new TeamsError('settings-invalid', message));
      },
      { signal: over.signal },
    );
  });
  return Promise.race([promise, forbidden]).finally(() => over.abort());
}
