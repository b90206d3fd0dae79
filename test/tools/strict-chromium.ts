import { chromium as playwright, type Browser } from 'playwright-core';
import { chromium } from './chromium.mjs';

/**
 * What playwright turns off beside what matters here. Its own list has `ThirdPartyStoragePartitioning` in it, and of
 * two lists Chromium reads the last.
 */
const turnedOff = ['HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'MediaRouter', 'OptimizationHints'];

interface StrictOptions {
  /** Arguments to start with, beside the usual ones. */
  readonly more?: readonly string[];
  /** Usual arguments to leave out. */
  readonly without?: readonly string[];
}

/**
 * A browser as people have it: a window that nobody clicked for does not open, frames of other sites have a storage of
 * their own, and pages come back out of the back/forward cache. Playwright turns each of these off.
 */
export async function strictChromium({ more = [], without = [] }: StrictOptions = {}): Promise<Browser> {
  const { args, ...launch } = await chromium();
  const kept = [...args, ...more].filter((arg) => !without.includes(arg));
  return playwright.launch({
    ...launch,
    args: [...kept, `--disable-features=${turnedOff.join(',')}`],
    ignoreDefaultArgs: ['--disable-popup-blocking', '--disable-back-forward-cache'],
  });
}
