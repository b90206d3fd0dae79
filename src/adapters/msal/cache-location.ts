import type { Configuration } from '@azure/msal-browser';

const PROBE = 'teams-embed-probe';

/**
 * Where MSAL keeps the sign-in. In localStorage all tabs share it; but there it is encrypted with a key in a cookie, and
 * a third-party frame whose cookies are blocked would lose it with every reload. There it lives as long as the tab.
 */
export function cacheLocation(): NonNullable<NonNullable<Configuration['cache']>['cacheLocation']> {
  if (canUse('localStorage') && canKeepCookies()) return 'localStorage';
  return canUse('sessionStorage') ? 'sessionStorage' : 'memoryStorage';
}

function canUse(name: 'localStorage' | 'sessionStorage'): boolean {
  try {
    window[name].setItem(PROBE, '');
    window[name].removeItem(PROBE);
    return true;
  } catch {
    return false; // blocked for this frame; the caller falls back
  }
}

/** Tries a cookie with the same attributes as MSAL's. */
function canKeepCookies(): boolean {
  try {
    document.cookie = `${PROBE}=1; path=/; SameSite=None; Secure`;
    const kept = document.cookie.includes(`${PROBE}=1`);
    document.cookie = `${PROBE}=; path=/; SameSite=None; Secure; max-age=0`;
    return kept;
  } catch {
    return false; // a sandboxed frame has no cookies at all
  }
}
